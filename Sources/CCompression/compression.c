#include "CCompression.h"

#include <CPlatform.h>
#include <bzlib.h>
#include <lzma.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

struct wm_decompressor {
  int kind;
  uint64_t memory;
  uint64_t need;
  z_stream gzip;
  ZSTD_DStream *zstd;
  lzma_stream xz;
  bz_stream bzip2;
};

// The greatest window, as a power of two, that fits in some memory.
static int window_log(uint64_t memory) {
  int log = 10;
  while (log < (sizeof(size_t) == 4 ? 30 : 31) && memory >> (log + 1)) log++;
  return log;
}

static int start(wm_decompressor *d) {
  switch (d->kind) {
    case WM_GZIP:
      return inflateInit2(&d->gzip, 15 + 16) == Z_OK;
    case WM_ZSTD:
      d->zstd = ZSTD_createDStream();
      if (!d->zstd) return 0;
      ZSTD_DCtx_setParameter(d->zstd, ZSTD_d_windowLogMax, window_log(d->memory));
      return 1;
    case WM_XZ:
      d->xz = (lzma_stream)LZMA_STREAM_INIT;
      return lzma_stream_decoder(&d->xz, d->memory ? d->memory : 1, 0) == LZMA_OK;
    case WM_BZIP2:
      return BZ2_bzDecompressInit(&d->bzip2, 0, 0) == BZ_OK;
    default:
      return 0;
  }
}

static void stop(wm_decompressor *d) {
  if (d->kind == WM_GZIP) inflateEnd(&d->gzip);
  if (d->kind == WM_ZSTD) ZSTD_freeDStream(d->zstd);
  if (d->kind == WM_XZ) lzma_end(&d->xz);
  if (d->kind == WM_BZIP2) BZ2_bzDecompressEnd(&d->bzip2);
}

wm_decompressor *wm_decompressor_open(int kind, uint64_t memory) {
  wm_decompressor *d = wm_calloc(sizeof *d);
  if (!d) return NULL;
  d->kind = kind;
  d->memory = memory;
  wm_expects_refusal++;
  const int is_started = start(d);
  wm_expects_refusal--;
  if (is_started) return d;
  free(d);
  return NULL;
}

static int gzip_step(
    wm_decompressor *d, const uint8_t *in, size_t in_length, size_t *in_used, uint8_t *out,
    size_t out_capacity, size_t *out_used) {
  d->gzip.next_in = (Bytef *)in;
  d->gzip.avail_in = (uInt)in_length;
  d->gzip.next_out = out;
  d->gzip.avail_out = (uInt)out_capacity;
  int status = inflate(&d->gzip, Z_NO_FLUSH);
  *in_used = in_length - d->gzip.avail_in;
  *out_used = out_capacity - d->gzip.avail_out;
  if (status == Z_STREAM_END) return inflateReset(&d->gzip) == Z_OK ? WM_MEMBER_END : WM_DAMAGED;
  if (status == Z_OK || status == Z_BUF_ERROR) return WM_MORE;
  return status == Z_MEM_ERROR ? WM_NO_MEMORY : WM_DAMAGED;
}

static int zstd_step(
    wm_decompressor *d, const uint8_t *in, size_t in_length, size_t *in_used, uint8_t *out,
    size_t out_capacity, size_t *out_used) {
  ZSTD_inBuffer from = {in, in_length, 0};
  ZSTD_outBuffer to = {out, out_capacity, 0};
  size_t status = ZSTD_decompressStream(d->zstd, &to, &from);
  *in_used = from.pos;
  *out_used = to.pos;
  switch (ZSTD_getErrorCode(status)) {
    case ZSTD_error_no_error: break;
    case ZSTD_error_frameParameter_windowTooLarge: return WM_OVER_LIMIT;
    case ZSTD_error_memory_allocation: return WM_NO_MEMORY;
    default: return WM_DAMAGED;
  }
  return status == 0 ? WM_MEMBER_END : WM_MORE;
}

static int xz_step(
    wm_decompressor *d, const uint8_t *in, size_t in_length, size_t *in_used, uint8_t *out,
    size_t out_capacity, size_t *out_used) {
  d->xz.next_in = in;
  d->xz.avail_in = in_length;
  d->xz.next_out = out;
  d->xz.avail_out = out_capacity;
  lzma_ret status = lzma_code(&d->xz, LZMA_RUN);
  *in_used = in_length - d->xz.avail_in;
  *out_used = out_capacity - d->xz.avail_out;
  if (status == LZMA_STREAM_END) {
    lzma_end(&d->xz);
    return start(d) ? WM_MEMBER_END : WM_NO_MEMORY;
  }
  if (status == LZMA_OK || status == LZMA_BUF_ERROR) return WM_MORE;
  if (status == LZMA_MEMLIMIT_ERROR) {
    d->need = lzma_memusage(&d->xz);
    return WM_OVER_LIMIT;
  }
  return status == LZMA_MEM_ERROR ? WM_NO_MEMORY : WM_DAMAGED;
}

static int bzip2_step(
    wm_decompressor *d, const uint8_t *in, size_t in_length, size_t *in_used, uint8_t *out,
    size_t out_capacity, size_t *out_used) {
  d->bzip2.next_in = (char *)in;
  d->bzip2.avail_in = (unsigned)in_length;
  d->bzip2.next_out = (char *)out;
  d->bzip2.avail_out = (unsigned)out_capacity;
  int status = BZ2_bzDecompress(&d->bzip2);
  *in_used = in_length - d->bzip2.avail_in;
  *out_used = out_capacity - d->bzip2.avail_out;
  if (status == BZ_STREAM_END) {
    BZ2_bzDecompressEnd(&d->bzip2);
    return start(d) ? WM_MEMBER_END : WM_NO_MEMORY;
  }
  if (status == BZ_OK) return WM_MORE;
  return status == BZ_MEM_ERROR ? WM_NO_MEMORY : WM_DAMAGED;
}

static int step(
    wm_decompressor *d, const uint8_t *in, size_t in_length, size_t *in_used, uint8_t *out,
    size_t out_capacity, size_t *out_used) {
  switch (d->kind) {
    case WM_GZIP:
      return gzip_step(d, in, in_length, in_used, out, out_capacity, out_used);
    case WM_ZSTD:
      return zstd_step(d, in, in_length, in_used, out, out_capacity, out_used);
    case WM_BZIP2:
      return bzip2_step(d, in, in_length, in_used, out, out_capacity, out_used);
    default:
      return xz_step(d, in, in_length, in_used, out, out_capacity, out_used);
  }
}

int wm_decompress(
    wm_decompressor *d, const uint8_t *in, size_t in_length, size_t *in_used, uint8_t *out,
    size_t out_capacity, size_t *out_used) {
  wm_expects_refusal++;
  const int result = step(d, in, in_length, in_used, out, out_capacity, out_used);
  wm_expects_refusal--;
  return result;
}

uint64_t wm_decompressor_need(const wm_decompressor *d) { return d->need; }

void wm_decompressor_close(wm_decompressor *d) {
  if (!d) return;
  stop(d);
  free(d);
}

uint32_t wm_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  return (uint32_t)crc32_z(crc, bytes, count);
}

size_t wm_zstd_bound(size_t length) { return ZSTD_compressBound(length); }

size_t wm_zstd_compress(void *out, size_t capacity, const void *in, size_t length) {
  return ZSTD_compress(out, capacity, in, length, 1);
}

int64_t wm_zstd_size(const void *in, size_t length) {
  unsigned long long size = ZSTD_getFrameContentSize(in, length);
  return size > INT64_MAX ? -1 : (int64_t)size;
}

int64_t wm_zstd_decompress(void *out, size_t capacity, const void *in, size_t length) {
  size_t size = ZSTD_decompress(out, capacity, in, length);
  return ZSTD_isError(size) ? -1 : (int64_t)size;
}

static int open_deflate(z_stream *stream) {
  memset(stream, 0, sizeof *stream);
  return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) == Z_OK;
}

size_t wm_deflate_bound(size_t length) {
  z_stream stream;
  if (!open_deflate(&stream)) return 0;
  size_t bound = deflateBound(&stream, length);
  deflateEnd(&stream);
  return bound;
}

size_t wm_deflate(uint8_t *out, size_t capacity, const uint8_t *in, size_t length) {
  z_stream stream;
  if (length > UINT32_MAX || capacity > UINT32_MAX || !open_deflate(&stream)) return 0;
  stream.next_in = (uint8_t *)in;
  stream.avail_in = (uInt)length;
  stream.next_out = out;
  stream.avail_out = (uInt)capacity;
  int ended = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  size_t size = stream.total_out;
  deflateEnd(&stream);
  return ended ? size : 0;
}
