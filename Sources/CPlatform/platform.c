#include "CPlatform.h"

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

static int argument_count;
static char **arguments;

// The C library of GNU hands the arguments of main to constructors, too.
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
  argument_count = count;
  arguments = values;
}

const char *wm_argument(int index) {
  return index >= 0 && index < argument_count ? arguments[index] : 0;
}
