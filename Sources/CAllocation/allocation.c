#include "CAllocation.h"

#include <CPlatform.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*clean_up)(void *);
static void *clean_up_context;
// What is given back when memory is refused, so that cleaning up has some.
static void *reserve;

void wm_on_no_memory(void (*function)(void *), void *context) {
  clean_up_context = context;
  clean_up = function;
  if (!reserve) reserve = malloc(256 << 10);
}

#ifdef __GLIBC__

// The allocator of the C library, under the names by which a replacement can reach it.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static void say(const char *text) {
  if (write(STDERR_FILENO, text, strlen(text)) < 0) return;
}

static void say_size(size_t size) {
  char digits[24], *place = digits + sizeof digits - 1;
  *place = 0;
  size_t amount = size < 1 << 20 ? size : size >> 20;
  do *--place = (char)('0' + amount % 10); while (amount /= 10);
  say(place);
  say(size < 1 << 20 ? " bytes" : " MiB");
}

static void end(size_t size) {
  static atomic_flag is_ending = ATOMIC_FLAG_INIT;
  static _Thread_local int is_mine = 0;
  if (is_mine) _exit(WM_NO_MEMORY_STATUS);
  // Another thread is at it.
  while (atomic_flag_test_and_set(&is_ending)) pause();
  is_mine = 1;
  say("wordmine: the system refused memory (");
  say_size(size);
  say("); a higher limit of the process, or a smaller budget, would help; see --memory\n");
  __libc_free(reserve);
  if (clean_up) clean_up(clean_up_context);
  _exit(WM_NO_MEMORY_STATUS);
}

static void *given(void *memory, size_t size) {
  if (!memory && size && !wm_expects_refusal) end(size);
  return memory;
}

void *malloc(size_t size) { return given(__libc_malloc(size), size); }

void *calloc(size_t count, size_t size) {
  void *memory = __libc_calloc(count, size);
  if (memory || !count || !size) return memory;
  return given(memory, count > SIZE_MAX / size ? SIZE_MAX : count * size);
}

void *realloc(void *old, size_t size) { return given(__libc_realloc(old, size), size); }

void *memalign(size_t alignment, size_t size) {
  return given(__libc_memalign(alignment, size), size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  return given(__libc_memalign(alignment, size), size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) || !alignment || (alignment & (alignment - 1))) return EINVAL;
  *memory = given(__libc_memalign(alignment, size), size);
  return *memory || !size ? 0 : ENOMEM;
}

#endif
