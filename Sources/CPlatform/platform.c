#include "CPlatform.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void wm_give_back_large_arrays(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 2 << 20);
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
#endif
}

void wm_keep_large_arrays(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}

_Thread_local int wm_expects_refusal = 0;

void *wm_calloc(size_t size) {
  wm_expects_refusal++;
  void *zeros = calloc(1, size);
  wm_expects_refusal--;
  return zeros;
}
