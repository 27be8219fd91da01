// The parts of ICU that the text layer uses, with plain types.
// ICU's own headers stay out of Swift: their names change with each version of ICU,
// and they clash with the ICU inside Foundation.
#ifndef WORDMINE_CICU_H
#define WORDMINE_CICU_H

#include <stddef.h>
#include <stdint.h>

// What a code point is to the tokenizer.
enum {
  WM_CLASS_BORDER = 0,     // ends a clause
  WM_CLASS_BLANK = 1,      // white space; ends a clause too
  WM_CLASS_RUN = 2,        // a letter or digit of a run
  WM_CLASS_JOINER = 3,     // holds a run together between two of its characters
  WM_CLASS_MARK = 4,       // belongs to the character before
  WM_CLASS_CHARACTER = 5,  // an atom by itself
};
uint8_t wm_icu_class(uint32_t code_point);

// The kana that a kana and a mark of voicing behind it are together; 0 if they are none.
uint32_t wm_icu_voiced_kana(uint32_t kana, uint32_t mark);

// NFKC with case folding, and ideographs in place of radicals. Returns the length in bytes of the result, or -1 if it does not fit.
int32_t wm_icu_fold(const char *text, int32_t length, char *out, int32_t capacity);

// Script conversion, character by character.
typedef struct wm_script wm_script;
wm_script *wm_icu_script_open(int to_simplified);
int32_t wm_icu_script_convert(
    wm_script *script, const char *text, int32_t length, char *out, int32_t capacity);
void wm_icu_script_close(wm_script *script);

// The best guess among GB18030, Big5 and UTF-8 of the encoding of a sample; NULL when there is none.
// UTF-16 without a byte order mark is left out: short samples of other encodings look like it.
const char *wm_icu_detect(const char *sample, int32_t length);

// Conversion from a named encoding to UTF-8, block by block.
// Each invalid sequence becomes one U+FFFD; `invalid` counts them.
typedef struct wm_transcoder wm_transcoder;
wm_transcoder *wm_icu_transcoder_open(const char *name);
typedef struct {
  int64_t consumed;       // bytes of input used
  int64_t produced;       // bytes of output written
  int64_t invalid;        // invalid sequences met
  int64_t first_invalid;  // where the first of them ended in this call's input; -1 if none
  int64_t first_written;  // how much output stood before it
  int64_t first_length;   // how many bytes it had
} wm_transcoding;
wm_transcoding wm_icu_transcode(
    wm_transcoder *transcoder, const char *in, size_t in_length, int flush, char *out,
    size_t out_capacity);
void wm_icu_transcoder_close(wm_transcoder *transcoder);

#endif
