// What the library and the program get from here, and not from newer systems.
#include <stdio.h>

// Debian's archives of ICU reach these two as if they were in the same file, where those of glibc are not.
char *tzname[2];
long __timezone;

// So does that of bzip2 with three, which native.sh gives these names.
FILE *bz2_stdin, *bz2_stdout, *bz2_stderr;
__attribute__((constructor)) static void set_streams(void) {
  bz2_stdin = stdin;
  bz2_stdout = stdout;
  bz2_stderr = stderr;
}

#ifdef __x86_64__
// glibc 2.35 has these two under a new version, which older ones do not know: the old one is taken.
double old_hypot(double x, double y);
float old_hypotf(float x, float y);
__asm__(".symver old_hypot, hypot@GLIBC_2.2.5");
__asm__(".symver old_hypotf, hypotf@GLIBC_2.2.5");
double hypot(double x, double y) { return old_hypot(x, y); }
float hypotf(float x, float y) { return old_hypotf(x, y); }
#endif
