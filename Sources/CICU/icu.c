#include "CICU.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { UNITS = 1024 };

static const UNormalizer2 *folding(void) {
  UErrorCode error = U_ZERO_ERROR;
  return unorm2_getNFKCCasefoldInstance(&error);
}

static int is_letter_or_number(int8_t type) {
  return U_MASK(type) & (U_GC_L_MASK | U_GC_N_MASK);
}

// The class of a code point that compatibility folding leaves alone.
static uint8_t plain_class(UChar32 c) {
  if (c == '.' || c == '-') return WM_CLASS_JOINER;
  if (c == '%' || c == 0x25CB || c == 0x3007) return WM_CLASS_CHARACTER;
  if (u_isUWhiteSpace(c)) return WM_CLASS_BLANK;
  int8_t type = u_charType(c);
  if (type == U_PRIVATE_USE_CHAR) return WM_CLASS_CHARACTER;
  if (U_MASK(type) & U_GC_M_MASK) return WM_CLASS_MARK;
  if (!is_letter_or_number(type)) return WM_CLASS_BORDER;
  if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) return WM_CLASS_CHARACTER;
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
      return WM_CLASS_CHARACTER;
    default:
      return c == 0x30FC ? WM_CLASS_CHARACTER : WM_CLASS_RUN;
  }
}

uint8_t wm_icu_class(uint32_t code_point) {
  UChar32 c = (UChar32)code_point;
  if (c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF)) return plain_class(c);
  if (u_isUWhiteSpace(c)) return WM_CLASS_BLANK;
  UErrorCode error = U_ZERO_ERROR;
  UChar folded[32];
  int32_t count = unorm2_getDecomposition(folding(), c, folded, 32, &error);
  if (U_FAILURE(error) || count < 0) return plain_class(c);
  if (count == 0) return plain_class(c);
  // Compatibility forms take the class of what they stand for, if that is one thing.
  uint8_t found = 0xFF;
  int32_t characters = 0;
  for (int32_t i = 0; i < count;) {
    UChar32 part;
    U16_NEXT(folded, i, count, part);
    uint8_t kind = plain_class(part);
    if (kind == WM_CLASS_MARK && found != 0xFF) continue;
    if (found != 0xFF && kind != found) return WM_CLASS_BORDER;
    found = kind;
    characters += 1;
  }
  // A mark by itself, like U+FFE3, stands for a blank with a mark, and is none.
  if (found == WM_CLASS_BLANK) return WM_CLASS_BORDER;
  if (found == WM_CLASS_CHARACTER && characters > 1) return WM_CLASS_BORDER;
  if (found == WM_CLASS_JOINER && characters > 1) return WM_CLASS_BORDER;
  return found == 0xFF ? WM_CLASS_BORDER : found;
}

int32_t wm_icu_fold(const char *text, int32_t length, char *out, int32_t capacity) {
  UErrorCode error = U_ZERO_ERROR;
  UChar in[UNITS], folded[UNITS * 2];
  int32_t count = 0, written = 0;
  u_strFromUTF8(in, UNITS, &count, text, length, &error);
  int32_t folded_count = unorm2_normalize(folding(), in, count, folded, UNITS * 2, &error);
  u_strToUTF8(out, capacity, &written, folded, folded_count, &error);
  return U_FAILURE(error) ? -1 : written;
}

struct wm_script {
  UTransliterator *transliterator;
};

wm_script *wm_icu_script_open(int to_simplified) {
  UErrorCode error = U_ZERO_ERROR;
  UChar name[64];
  u_uastrcpy(name, to_simplified ? "Traditional-Simplified" : "Simplified-Traditional");
  UTransliterator *opened = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
  if (U_FAILURE(error)) return NULL;
  wm_script *script = malloc(sizeof *script);
  if (script) script->transliterator = opened;
  return script;
}

int32_t wm_icu_script_convert(
    wm_script *script, const char *text, int32_t length, char *out, int32_t capacity) {
  UErrorCode error = U_ZERO_ERROR;
  UChar units[UNITS];
  int32_t count = 0, written = 0;
  u_strFromUTF8(units, UNITS, &count, text, length, &error);
  int32_t limit = count;
  utrans_transUChars(script->transliterator, units, &count, UNITS, 0, &limit, &error);
  u_strToUTF8(out, capacity, &written, units, count, &error);
  return U_FAILURE(error) ? -1 : written;
}

void wm_icu_script_close(wm_script *script) {
  if (!script) return;
  utrans_close(script->transliterator);
  free(script);
}

const char *wm_icu_detect(const char *sample, int32_t length) {
  static const char *const supported[] = {"GB18030", "Big5", "UTF-8"};
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&error);
  ucsdet_setText(detector, sample, length, &error);
  int32_t count = 0;
  const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &error);
  const char *best = NULL;
  for (int32_t i = 0; U_SUCCESS(error) && i < count && !best; i++) {
    const char *name = ucsdet_getName(matches[i], &error);
    for (size_t k = 0; k < sizeof supported / sizeof *supported; k++)
      if (!strcmp(name, supported[k])) best = supported[k];
  }
  ucsdet_close(detector);
  return best;
}

struct wm_transcoder {
  UConverter *converter;
};

wm_transcoder *wm_icu_transcoder_open(const char *name) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &error);
  if (U_FAILURE(error)) return NULL;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
  wm_transcoder *transcoder = malloc(sizeof *transcoder);
  if (!transcoder) {
    ucnv_close(converter);
    return NULL;
  }
  transcoder->converter = converter;
  return transcoder;
}

// Takes in as much as surely fits: a UTF-16 unit needs at most three bytes of UTF-8.
wm_transcoding wm_icu_transcode(
    wm_transcoder *transcoder, const char *in, size_t in_length, int flush, char *out,
    size_t out_capacity) {
  wm_transcoding result = {0, 0, 0, -1, 0, 0};
  const char *source = in, *end = in + in_length;
  UChar units[UNITS];
  int done = 0;
  while (!done && out_capacity - result.produced >= 3 * (UNITS + 1)) {
    UErrorCode error = U_ZERO_ERROR;
    UChar *target = units;
    ucnv_toUnicode(
        transcoder->converter, &target, units + UNITS, &source, end, NULL, flush, &error);
    UErrorCode converting = U_ZERO_ERROR;
    int32_t written = 0;
    u_strToUTF8WithSub(
        out + result.produced, (int32_t)(out_capacity - result.produced), &written, units,
        (int32_t)(target - units), 0xFFFD, NULL, &converting);
    result.produced += written;
    if (error == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_SUCCESS(error)) {
      done = 1;
      continue;
    }
    char bad[32];
    int8_t bad_length = sizeof bad;
    UErrorCode asking = U_ZERO_ERROR;
    ucnv_getInvalidChars(transcoder->converter, bad, &bad_length, &asking);
    if (result.first_invalid < 0) {
      result.first_invalid = source - in;
      result.first_written = result.produced;
      result.first_length = U_SUCCESS(asking) ? bad_length : 1;
    }
    result.invalid += 1;
    memcpy(out + result.produced, "\xEF\xBF\xBD", 3);
    result.produced += 3;
    if (error == U_TRUNCATED_CHAR_FOUND) {
      ucnv_resetToUnicode(transcoder->converter);
      done = 1;
    }
  }
  result.consumed = source - in;
  return result;
}

void wm_icu_transcoder_close(wm_transcoder *transcoder) {
  if (!transcoder) return;
  ucnv_close(transcoder->converter);
  free(transcoder);
}
