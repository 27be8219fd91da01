#include "CPlatform.h"

#include <fcntl.h>
#include <unistd.h>
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

void wm_occupy_standard_descriptors(void) {
  for (int number = 0; number <= 2; number++) {
    if (fcntl(number, F_GETFD) >= 0) continue;
    // `open` takes the lowest free number; the mode is the one that is of no use.
    if (open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY) != number) return;
  }
}

volatile _Thread_local int wm_expects_refusal = 0;

void *wm_calloc(size_t size) {
  wm_expects_refusal++;
  void *zeros = calloc(1, size);
  wm_expects_refusal--;
  return zeros;
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
