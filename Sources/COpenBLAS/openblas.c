#include "COpenBLAS.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// The numbers that CBLAS gives to its orders.
enum { ROW_MAJOR = 101, NOT_TRANSPOSED = 111, TRANSPOSED = 112 };

// The pointers to the routines of one element type. LAPACK is Fortran: all arguments by address.
#define ROUTINES(T)                                                                            \
  void (*gemm)(int, int, int, int, int, int, T, const T *, int, const T *, int, T, T *, int);  \
  void (*syevd)(const char *, const char *, const int *, T *, const int *, T *, T *,           \
                const int *, int *, const int *, int *);                                       \
  void (*gesdd)(const char *, const int *, const int *, T *, const int *, T *, T *,            \
                const int *, T *, const int *, T *, const int *, int *, int *);                \
  void (*geqrf)(const int *, const int *, T *, const int *, T *, T *, const int *, int *);     \
  void (*orgqr)(const int *, const int *, const int *, T *, const int *, T *, T *,             \
                const int *, int *);                                                           \
  void (*potrf)(const char *, const int *, T *, const int *, int *);                           \
  void (*getrf)(const int *, const int *, T *, const int *, int *, int *);

static struct { ROUTINES(double) } d;
static struct { ROUTINES(float) } s;

static char failure[256];
static char description[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

// One kernel for all processors since 2013, so that they give the same bytes: each kernel adds in an order
// of its own. Left alone, the library would take the newest kernel it knows, or, for a processor that is
// newer than itself, that of 2004. It looks at the environment while it is loaded, and only then.
static const char *core_type(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
  return NULL;
}

// Opens the library with two variables set that are taken back at once, so no child inherits them.
static void *open_library(void) {
  const char *core = getenv("OPENBLAS_CORETYPE") ? NULL : core_type();
  const bool one_thread = !getenv("OPENBLAS_NUM_THREADS");
  if (core) setenv("OPENBLAS_CORETYPE", core, 1);
  if (one_thread) setenv("OPENBLAS_NUM_THREADS", "1", 1);
  void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *reason = dlerror();
    snprintf(failure, sizeof failure, "%s", reason ? reason : "libopenblas.so.0 cannot be opened");
  }
  if (core) unsetenv("OPENBLAS_CORETYPE");
  if (one_thread) unsetenv("OPENBLAS_NUM_THREADS");
  return library;
}

static void find(void *library, const char *name, void *place) {
  void *symbol = dlsym(library, name);
  if (!symbol && !failure[0]) snprintf(failure, sizeof failure, "%s is missing", name);
  memcpy(place, &symbol, sizeof symbol);
}

static void describe(void *library) {
  char *(*config)(void) = NULL;
  char *(*core)(void) = NULL;
  find(library, "openblas_get_config", &config);
  find(library, "openblas_get_corename", &core);
  if (failure[0]) return;
  // The configuration begins with name and version.
  char name[64] = "OpenBLAS", version[64] = "";
  sscanf(config(), "%63s %63s", name, version);
  snprintf(description, sizeof description, "%s %s %s", name, version, core());
}

// The library takes a buffer of 32 MiB for each thread that calls it, and where it is refused one, it asks
// for ever. So it is not loaded where there is no room for them.
static bool has_room(void) {
  const long threads = sysconf(_SC_NPROCESSORS_ONLN);
  const size_t size = ((size_t)(threads > 0 ? threads : 1) + 1) * (64 << 20);
  void *room = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) return false;
  munmap(room, size);
  return true;
}

static void load(void) {
  if (!has_room()) {
    snprintf(failure, sizeof failure, "the system has no memory for its buffers");
    return;
  }
  void *library = open_library();
  if (!library) return;
  find(library, "cblas_dgemm", &d.gemm);
  find(library, "cblas_sgemm", &s.gemm);
  find(library, "dsyevd_", &d.syevd);
  find(library, "ssyevd_", &s.syevd);
  find(library, "dgesdd_", &d.gesdd);
  find(library, "sgesdd_", &s.gesdd);
  find(library, "dgeqrf_", &d.geqrf);
  find(library, "sgeqrf_", &s.geqrf);
  find(library, "dorgqr_", &d.orgqr);
  find(library, "sorgqr_", &s.orgqr);
  find(library, "dpotrf_", &d.potrf);
  find(library, "spotrf_", &s.potrf);
  find(library, "dgetrf_", &d.getrf);
  find(library, "sgetrf_", &s.getrf);
  void (*set_threads)(int) = NULL;
  find(library, "openblas_set_num_threads", &set_threads);
  describe(library);
  // One thread: ours are the parallel ones, and sums then have one order.
  if (!failure[0]) set_threads(1);
}

const char *wm_blas_load(void) {
  pthread_once(&once, load);
  return failure[0] ? failure : NULL;
}

const char *wm_blas_description(void) { return description; }

// The size that LAPACK asks for as a number of the element type, which may have rounded it down.
static int work_size(double wanted) { return (int)(wanted * (1 + 1e-6)) + 1; }

// Row-major A is column-major Aᵀ, so what LAPACK calls U is our V, and its upper is our lower.
#define DEFINE(P, T)                                                                           \
  void wm_##P##gemm(bool ta, bool tb, int32_t m, int32_t n, int32_t k, T alpha, const T *a,    \
                    int32_t lda, const T *b, int32_t ldb, T beta, T *c, int32_t ldc) {         \
    P.gemm(ROW_MAJOR, ta ? TRANSPOSED : NOT_TRANSPOSED, tb ? TRANSPOSED : NOT_TRANSPOSED, m,   \
           n, k, alpha, a, lda, b, ldb, beta, c, ldc);                                         \
  }                                                                                            \
                                                                                               \
  int32_t wm_##P##syevd(int32_t n, T *a, T *w) {                                               \
    int query = -1, info = 0, iwanted = 0;                                                     \
    T wanted = 0;                                                                              \
    P.syevd("V", "U", &n, a, &n, w, &wanted, &query, &iwanted, &query, &info);                 \
    if (info) return info;                                                                     \
    int size = work_size(wanted), isize = iwanted;                                               \
    T *work = malloc(sizeof(T) * (size_t)size);                                                \
    int *iwork = malloc(sizeof(int) * (size_t)isize);                                          \
    info = -1000;                                                                              \
    if (work && iwork) P.syevd("V", "U", &n, a, &n, w, work, &size, iwork, &isize, &info);     \
    free(work);                                                                                \
    free(iwork);                                                                               \
    return info;                                                                               \
  }                                                                                            \
                                                                                               \
  int32_t wm_##P##gesdd(int32_t m, int32_t n, T *a, T *values, T *u, T *vt) {                  \
    int k = m < n ? m : n, query = -1, info = 0;                                               \
    T wanted = 0;                                                                              \
    int *iwork = malloc(sizeof(int) * (size_t)(8 * k));                                        \
    if (!iwork) return -1000;                                                                  \
    P.gesdd("S", &n, &m, a, &n, values, vt, &n, u, &k, &wanted, &query, iwork, &info);         \
    int size = work_size(wanted);                                                              \
    T *work = info ? NULL : malloc(sizeof(T) * (size_t)size);                                  \
    if (work)                                                                                  \
      P.gesdd("S", &n, &m, a, &n, values, vt, &n, u, &k, work, &size, iwork, &info);           \
    else if (!info)                                                                            \
      info = -1000;                                                                            \
    free(work);                                                                                \
    free(iwork);                                                                               \
    return info;                                                                               \
  }                                                                                            \
                                                                                               \
  int32_t wm_##P##qr(int32_t m, int32_t n, T *a, T *r) {                                       \
    int info = 0, size = 64 * n;                                                               \
    T *work = malloc(sizeof(T) * (size_t)size), *tau = malloc(sizeof(T) * (size_t)n);          \
    if (work && tau) {                                                                         \
      P.geqrf(&m, &n, a, &m, tau, work, &size, &info);                                         \
      for (int column = 0; column < n; column++)                                               \
        for (int row = 0; row < n; row++)                                                      \
          r[column * n + row] = row <= column ? a[(size_t)column * m + row] : 0;               \
      if (!info) P.orgqr(&m, &n, &n, a, &m, tau, work, &size, &info);                          \
    } else {                                                                                   \
      info = -1000;                                                                            \
    }                                                                                          \
    free(work);                                                                                \
    free(tau);                                                                                 \
    return info;                                                                               \
  }                                                                                            \
                                                                                               \
  int32_t wm_##P##potrf(int32_t n, T *a) {                                                     \
    int info = 0;                                                                              \
    P.potrf("U", &n, a, &n, &info);                                                            \
    return info;                                                                               \
  }                                                                                            \
                                                                                               \
  int32_t wm_##P##getrf(int32_t n, T *a, int32_t *pivots) {                                    \
    int info = 0;                                                                              \
    P.getrf(&n, &n, a, &n, pivots, &info);                                                     \
    return info;                                                                               \
  }

DEFINE(d, double)
DEFINE(s, float)
