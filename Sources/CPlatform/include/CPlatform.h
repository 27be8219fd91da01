// What the processor and the system offer, and Swift does not.
#ifndef WORDMINE_CPLATFORM_H
#define WORDMINE_CPLATFORM_H

#include <stddef.h>

// Fetches the cache line at `address`, which will be written to soon.
static inline void wm_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 1, 3); }

// The square roots of four numbers, by one instruction where there is one.
typedef float wm_float4 __attribute__((ext_vector_type(4)));
static inline wm_float4 wm_square_roots(wm_float4 values) { return __builtin_elementwise_sqrt(values); }

// Has arrays of some megabytes given back to the system as soon as they are freed. By itself, the C
// library of GNU begins to keep them after a while: where it then puts them is a matter of chance,
// and now and then the peak is half as much again.
void wm_give_back_large_arrays(void);

// Has freed arrays kept for the next ones: where the same sizes come again and again, as in training,
// asking the system for each takes a tenth of the time.
void wm_keep_large_arrays(void);

// Opens each of the three standard descriptors that the parent closed, so that no file takes its number
// and gets what was meant for it. Reading and writing them fails, as with a closed descriptor.
void wm_occupy_standard_descriptors(void);

// How many callers on this thread look at the result of an allocation. Where there are none, a process may
// choose to end when memory is refused.
extern volatile _Thread_local int wm_expects_refusal;

// Memory of zero bits, or NULL if the system refuses it.
void *_Nullable wm_calloc(size_t size);

// The arguments of the process as the system gave them, whatever their bytes are, and whether or not
// there is a /proc; NULL from the end on.
const char *_Nullable wm_argument(int index);

#endif
