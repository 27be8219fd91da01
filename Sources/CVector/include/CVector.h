// Loops over numbers that stand side by side, for processors with AVX2 and, built once more, for all
// others. Both add in the same order and round alike, so that results agree to the bit.
#ifndef WORDMINE_CVECTOR_H
#define WORDMINE_CVECTOR_H

#include <stddef.h>
#include <stdint.h>

// Σ a[i] · b[i]
double wm_dot_double(const double *a, const double *b, size_t count);
float wm_dot_float(const float *a, const float *b, size_t count);

// target[i] += factor · source[i]
void wm_add_multiple_double(double factor, const double *source, double *target, size_t count);
void wm_add_multiple_float(float factor, const float *source, float *target, size_t count);

// The inner products of a and b with four rows, added: products[2k] += Σ a[i] · rows[k · stride + i],
// and products[2k + 1] those with b.
void wm_dot_four(
  const double *a, const double *b, const double *rows, size_t stride, size_t count,
  double *products);

// target[i] += Σ factors[k] · rows[k · stride + i] over four rows.
void wm_add_four(
  const double *factors, const double *rows, size_t stride, double *target, size_t count);

// The largest |a[i]|; 0 where there are none.
double wm_largest(const double *a, size_t count);

// The product of a sparse matrix, by rows, with a dense one of `width` columns. The elements of row r
// stand at `starts[r]` to `starts[r + 1]`; `values` may be NULL where all are 1. `width` is 1, or a
// whole number of vectors: WM_LANES elements each.
void wm_sparse_product_double(
  const ptrdiff_t *starts, const int32_t *columns, const double *values, size_t rows,
  const double *dense, size_t width, double *result);
void wm_sparse_product_float(
  const ptrdiff_t *starts, const int32_t *columns, const float *values, size_t rows,
  const float *dense, size_t width, float *result);

enum { WM_LANES_DOUBLE = 4, WM_LANES_FLOAT = 8 };

#endif
