#include "CPlatform.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// A signal handler can reach nothing but globals. A slot is filled before it is seen and never
// reused while a handler could read it.
enum { SLOTS = 64 };
static char *volatile begun[SLOTS];

void wm_file_begun(const char *path) {
  char *copy = strdup(path);
  for (int i = 0; copy && i < SLOTS; i++) {
    if (begun[i]) continue;
    begun[i] = copy;
    return;
  }
  free(copy);
}

void wm_file_ended(const char *path) {
  for (int i = 0; i < SLOTS; i++)
    if (begun[i] && !strcmp(begun[i], path)) begun[i] = NULL;
}

static void remove_begun_files(int signal) {
  for (int i = 0; i < SLOTS; i++)
    if (begun[i]) unlink(begun[i]);
  _exit(128 + signal);
}

void wm_remove_begun_files_on_interrupt(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = remove_begun_files;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  // A parent may have blocked them; then nothing could stop a long run but a kill.
  sigset_t handled;
  sigemptyset(&handled);
  sigaddset(&handled, SIGINT);
  sigaddset(&handled, SIGTERM);
  sigprocmask(SIG_UNBLOCK, &handled, NULL);
}

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
