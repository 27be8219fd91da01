// The routines of OpenBLAS that are in use, from a library that is loaded when first asked for.
//
// Nothing is linked, and no header of the library is needed. Matrices are row-major where nothing else is said.
#ifndef WORDMINE_COPENBLAS_H
#define WORDMINE_COPENBLAS_H

#include <stdbool.h>
#include <stdint.h>

// Loads the library, once. NULL when it serves, otherwise the reason why it does not.
const char *wm_blas_load(void);

// Version and kernels, as "OpenBLAS 0.3.21 Haswell". Only after a successful load.
const char *wm_blas_description(void);

// C = alpha op(A) op(B) + beta C, with op(A) of m × k and op(B) of k × n.
void wm_dgemm(bool transpose_a, bool transpose_b, int32_t m, int32_t n, int32_t k, double alpha,
              const double *a, int32_t lda, const double *b, int32_t ldb, double beta, double *c,
              int32_t ldc);
void wm_sgemm(bool transpose_a, bool transpose_b, int32_t m, int32_t n, int32_t k, float alpha,
              const float *a, int32_t lda, const float *b, int32_t ldb, float beta, float *c,
              int32_t ldc);

// The functions below return LAPACK's info: 0 when all went well, -1000 when memory is missing.

// Eigenvalues of a symmetric n × n matrix, ascending, to w; row i of a becomes the vector of w[i].
int32_t wm_dsyevd(int32_t n, double *a, double *w);
int32_t wm_ssyevd(int32_t n, float *a, float *w);

// Thin singular value decomposition of a (m × n, destroyed): u of m × k, s of k, vt of k × n with
// k = min(m, n).
int32_t wm_dgesdd(int32_t m, int32_t n, double *a, double *s, double *u, double *vt);
int32_t wm_sgesdd(int32_t m, int32_t n, float *a, float *s, float *u, float *vt);

// Orthonormal columns and triangle of a column-major m × n matrix, m ≥ n: a becomes Q, r (n × n,
// column-major) becomes R.
int32_t wm_dqr(int32_t m, int32_t n, double *a, double *r);
int32_t wm_sqr(int32_t m, int32_t n, float *a, float *r);

// The lower triangle L of A = L Lᵀ, in place; what is above the diagonal is left as it was.
int32_t wm_dpotrf(int32_t n, double *a);
int32_t wm_spotrf(int32_t n, float *a);

// The factors of a column-major n × n matrix in place, and the row exchanges, from 1.
int32_t wm_dgetrf(int32_t n, double *a, int32_t *pivots);
int32_t wm_sgetrf(int32_t n, float *a, int32_t *pivots);

#endif
