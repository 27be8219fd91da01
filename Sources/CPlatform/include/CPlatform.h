// What the processor and the system offer, and Swift does not.
#ifndef WORDMINE_CPLATFORM_H
#define WORDMINE_CPLATFORM_H

// Fetches the cache line at `address`, which will be written to soon.
static inline void wm_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

#endif
