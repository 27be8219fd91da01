// What the processor and the system offer, and Swift does not.
#ifndef WORDMINE_CPLATFORM_H
#define WORDMINE_CPLATFORM_H

// Fetches the cache line at `address`, which will be written to soon.
static inline void wm_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

// Files that were begun under a name of their own. An interrupt removes them, once
// `wm_remove_begun_files_on_interrupt` was called; the process then exits with 128 + the signal.
void wm_file_begun(const char *path);
void wm_file_ended(const char *path);
void wm_remove_begun_files_on_interrupt(void);

#endif
