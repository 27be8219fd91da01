#include "CVector.h"

// A product and a sum are rounded each, also where the processor could do both at once.
#pragma STDC FP_CONTRACT OFF

// A function is compiled for either processor, and chosen when the program is loaded.
#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#define JOINED(a, b) a##_##b
#define NAMED(a, b) JOINED(a, b)

#define NUMBER double
#define LANES WM_LANES_DOUBLE
#include "vector.inc"
#undef NUMBER
#undef LANES

typedef vector_double vector;

// Memory is read faster where four rows come side by side.
FOR_EACH_PROCESSOR
void wm_dot_four(
  const double *a, const double *b, const double *rows, size_t stride, size_t count,
  double *products) {
  enum { LANES = WM_LANES_DOUBLE };
  vector sums[4][2] = {{{0}}};
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    const vector one = *(const vector *)(a + i), other = *(const vector *)(b + i);
    for (int k = 0; k < 4; k++) {
      const vector part = *(const vector *)(rows + k * stride + i);
      sums[k][0] += one * part;
      sums[k][1] += other * part;
    }
  }
  for (int k = 0; k < 4; k++) {
    for (int lane = 0; lane < LANES; lane++) {
      products[2 * k] += sums[k][0][lane];
      products[2 * k + 1] += sums[k][1][lane];
    }
    for (size_t rest = i; rest < count; rest++) {
      products[2 * k] += a[rest] * rows[k * stride + rest];
      products[2 * k + 1] += b[rest] * rows[k * stride + rest];
    }
  }
}

FOR_EACH_PROCESSOR
void wm_add_four(
  const double *factors, const double *rows, size_t stride, double *target, size_t count) {
  enum { LANES = WM_LANES_DOUBLE };
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    vector sum = *(const vector *)(target + i);
    for (int k = 0; k < 4; k++) sum += factors[k] * *(const vector *)(rows + k * stride + i);
    *(vector *)(target + i) = sum;
  }
  for (; i < count; i++)
    for (int k = 0; k < 4; k++) target[i] += factors[k] * rows[k * stride + i];
}

FOR_EACH_PROCESSOR
double wm_largest(const double *a, size_t count) {
  enum { LANES = WM_LANES_DOUBLE };
  vector all[2] = {{0}};
  size_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES)
    for (int k = 0; k < 2; k++) {
      const vector part = *(const vector *)(a + i + k * LANES);
      all[k] = __builtin_elementwise_max(all[k], __builtin_elementwise_abs(part));
    }
  double largest = 0;
  for (int lane = 0; lane < LANES; lane++)
    for (int k = 0; k < 2; k++)
      if (all[k][lane] > largest) largest = all[k][lane];
  for (; i < count; i++) {
    const double size = a[i] < 0 ? -a[i] : a[i];
    if (size > largest) largest = size;
  }
  return largest;
}

#define NUMBER float
#define LANES WM_LANES_FLOAT
#include "vector.inc"
