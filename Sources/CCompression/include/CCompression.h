// gzip, zstd, xz and bzip2 behind one streaming interface, and the checksum of the file formats.
#ifndef WORDMINE_CCOMPRESSION_H
#define WORDMINE_CCOMPRESSION_H

#include <stddef.h>
#include <stdint.h>

enum { WM_GZIP = 1, WM_ZSTD = 2, WM_XZ = 3, WM_BZIP2 = 4 };
enum {
  WM_MORE = 0,       // call again with more input or more room
  WM_MEMBER_END = 1, // one compressed member is complete; another may follow
  WM_DAMAGED = -1,
  WM_NO_MEMORY = -2,
  WM_OVER_LIMIT = -3, // the data needs more memory than is allowed
};

typedef struct wm_decompressor wm_decompressor;
// `memory`: the most bytes that the window of the data may take; see `wm_decompressor_need`.
wm_decompressor *wm_decompressor_open(int kind, uint64_t memory);
int wm_decompress(
    wm_decompressor *decompressor, const uint8_t *in, size_t in_length, size_t *in_used,
    uint8_t *out, size_t out_capacity, size_t *out_used);
// After WM_OVER_LIMIT: the bytes that the data needs, or 0 if it does not say.
uint64_t wm_decompressor_need(const wm_decompressor *decompressor);
void wm_decompressor_close(wm_decompressor *decompressor);

// One block at once. Sizes that are not known, and errors, are negative.
size_t wm_zstd_bound(size_t length);
size_t wm_zstd_compress(void *out, size_t capacity, const void *in, size_t length);
int64_t wm_zstd_size(const void *in, size_t length);
int64_t wm_zstd_decompress(void *out, size_t capacity, const void *in, size_t length);

// Deflated without a header, at the best level. Returns the size; 0 if `capacity` is too small.
size_t wm_deflate_bound(size_t length);
size_t wm_deflate(uint8_t *out, size_t capacity, const uint8_t *in, size_t length);

uint32_t wm_crc32(uint32_t crc, const uint8_t *bytes, size_t count);

#endif
