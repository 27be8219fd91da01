// Has one system call of a process fail: LD_PRELOAD this library, and name the call in FAULT.
//
//   FAULT=write:3:ENOSPC   the third `write` fails with ENOSPC (any error of ERRORS below)
//   FAULT=read:2:short     the second `read` gets or puts one byte
//   FAULT_LOG=path         each call is appended: `write 5`, `rename /a /b`
//
// Calls are counted from the start of `main`; those of the dynamic linker do not count.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
  const char *name;
  int number;
} ERRORS[] = {{"ENOSPC", ENOSPC}, {"EIO", EIO},       {"EINTR", EINTR}, {"EMFILE", EMFILE},
              {"ENOMEM", ENOMEM}, {"EACCES", EACCES}, {"EDQUOT", EDQUOT}, {"EAGAIN", EAGAIN}};

static char target[32];
static long occurrence = -1;
static int error_number;  // -1: a short count
static int log_descriptor = -1;
static atomic_long seen;

__attribute__((constructor)) static void configure(void) {
  const char *fault = getenv("FAULT");
  char error[32] = "";
  if (fault && sscanf(fault, "%31[^:]:%ld:%31s", target, &occurrence, error) == 3) {
    if (strcmp(error, "short") == 0) error_number = -1;
    for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++)
      if (strcmp(error, ERRORS[i].name) == 0) error_number = ERRORS[i].number;
  }
  const char *path = getenv("FAULT_LOG");
  if (path)
    log_descriptor =
        (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

// Whether this call is the one that fails.
static int fails(const char *name, const char *format, ...) {
  if (log_descriptor >= 0) {
    char line[1024], text[900];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    int length = snprintf(line, sizeof line, "%s %s\n", name, text);
    syscall(SYS_write, log_descriptor, line, length);
  }
  return strcmp(name, target) == 0 && atomic_fetch_add(&seen, 1) + 1 == occurrence;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL(value)       \
  do {                    \
    errno = error_number; \
    return value;         \
  } while (0)

#define OPEN(name)                                                            \
  int name(const char *path, int flags, ...) {                                \
    va_list arguments;                                                        \
    va_start(arguments, flags);                                               \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(arguments, int) : 0; \
    va_end(arguments);                                                        \
    if (fails("open", "%s", path)) FAIL(-1);                                  \
    return REAL(name)(path, flags, mode);                                     \
  }
OPEN(open)
OPEN(open64)

#define TRANSFER(kind, name, type)                                  \
  ssize_t name(int descriptor, type buffer, size_t count) {         \
    if (fails(kind, "%d", descriptor)) {                            \
      if (error_number >= 0) FAIL(-1);                              \
      if (count > 1) count = 1;                                     \
    }                                                               \
    return REAL(name)(descriptor, buffer, count);                   \
  }
TRANSFER("read", read, void *)
TRANSFER("write", write, const void *)

#define TRANSFER_AT(kind, name, type, offset_type)                                 \
  ssize_t name(int descriptor, type buffer, size_t count, offset_type offset) {    \
    if (fails(kind, "%d", descriptor)) {                                           \
      if (error_number >= 0) FAIL(-1);                                             \
      if (count > 1) count = 1;                                                    \
    }                                                                              \
    return REAL(name)(descriptor, buffer, count, offset);                          \
  }
TRANSFER_AT("pread", pread, void *, off_t)
TRANSFER_AT("pread", pread64, void *, off64_t)
TRANSFER_AT("pwrite", pwrite, const void *, off_t)
TRANSFER_AT("pwrite", pwrite64, const void *, off64_t)

int fsync(int descriptor) {
  if (fails("fsync", "%d", descriptor)) FAIL(-1);
  return REAL(fsync)(descriptor);
}

int close(int descriptor) {
  if (fails("close", "%d", descriptor)) {
    // The descriptor is gone even where `close` reports an error.
    REAL(close)(descriptor);
    FAIL(-1);
  }
  return REAL(close)(descriptor);
}

int rename(const char *from, const char *to) {
  if (fails("rename", "%s %s", from, to)) FAIL(-1);
  return REAL(rename)(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
  if (fails("linkat", "%s %s", from, to)) FAIL(-1);
  return REAL(linkat)(from_folder, from, to_folder, to, flags);
}

int mkdir(const char *path, mode_t mode) {
  if (fails("mkdir", "%s", path)) FAIL(-1);
  return REAL(mkdir)(path, mode);
}

#define MKSTEMP(name)                                \
  int name(char *template) {                         \
    if (fails("mkstemp", "%s", template)) FAIL(-1);  \
    return REAL(name)(template);                     \
  }
MKSTEMP(mkstemp)
MKSTEMP(mkstemp64)

#define TRUNCATE(name, offset_type)                    \
  int name(int descriptor, offset_type length) {       \
    if (fails("ftruncate", "%d", descriptor)) FAIL(-1); \
    return REAL(name)(descriptor, length);             \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define MMAP(name, offset_type)                                                              \
  void *name(void *address, size_t length, int protection, int flags, int descriptor,        \
             offset_type offset) {                                                           \
    if (fails("mmap", "%d", descriptor)) FAIL(MAP_FAILED);                                   \
    return REAL(name)(address, length, protection, flags, descriptor, offset);               \
  }
MMAP(mmap, off_t)
MMAP(mmap64, off64_t)

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *),
                   void *argument) {
  if (fails("thread", "-")) return error_number > 0 ? error_number : EAGAIN;
  return REAL(pthread_create)(thread, attributes, body, argument);
}
