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

// The ideographs that the radicals from U+2E80 on are forms of (Equivalent_Unified_Ideograph); 0 for none.
// Texts that were taken out of a PDF hold them in place of the ideographs.
static const uint32_t radicals[] = {
  0x0000, 0x5382, 0x4E5B, 0x4E5A, 0x4E59, 0x4EBB, 0x5182, 0x20628, 0x5200, 0x5202, 0x535C,
  0x353E, 0x5C0F, 0x5C0F, 0x5140, 0x5C23, 0x5C22, 0x21BC2, 0x5DF3, 0x5E7A, 0x5F51, 0x5F50,
  0x5FC4, 0x5FC3, 0x624C, 0x6535, 0x0000, 0x65E1, 0x65E5, 0x6708, 0x6B7A, 0x6BCD, 0x6C11, 0x6C35,
  0x6C3A, 0x706C, 0x722B, 0x722B, 0x4E2C, 0x725B, 0x72AD, 0x738B, 0x24D14, 0x76EE, 0x793A,
  0x793B, 0x25AD7, 0x7CF9, 0x7E9F, 0x7F53, 0x7F52, 0x34C1, 0x5197, 0x2626B, 0x7F8A, 0x2634C,
  0x2634B, 0x8002, 0x8080, 0x807F, 0x8089, 0x26951, 0x8279, 0x8279, 0x8279, 0x864E, 0x8864,
  0x8980, 0x897F, 0x89C1, 0x89D2, 0x278B2, 0x8BA0, 0x8D1D, 0x27FB7, 0x8F66, 0x8FB6, 0x8FB6,
  0x8FB6, 0x9091, 0x9485, 0x9577, 0x9578, 0x957F, 0x95E8, 0x28E0F, 0x961D, 0x96E8, 0x9752,
  0x97E6, 0x9875, 0x98CE, 0x98DE, 0x98DF, 0x2967F, 0x98E0, 0x9963, 0x29810, 0x9A6C, 0x9AA8,
  0x9B3C, 0x9C7C, 0x9E1F, 0x5364, 0x9EA6, 0x9EC4, 0x9EFE, 0x6589, 0x9F50, 0x6B6F, 0x9F7F, 0x7ADC,
  0x9F99, 0x9F9C, 0x4E80, 0x9F9F,
};

static UChar32 ideograph_of_radical(UChar32 c) {
  UChar32 index = c - 0x2E80;
  return index >= 0 && index < (UChar32)(sizeof radicals / sizeof *radicals) ? radicals[index] : 0;
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
  // Planes 2 and 3 are for ideographs, also for those that this version of ICU does not know.
  if (c >= 0x20000 && c <= 0x3FFFD && !U_IS_UNICODE_NONCHAR(c)) return WM_CLASS_CHARACTER;
  if (ideograph_of_radical(c)) return WM_CLASS_CHARACTER;
  // Soft hyphens, zero-width joiners, byte order marks and the like are not seen.
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return WM_CLASS_MARK;
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

// NFKC of a code point, if that is one.
static UChar32 compatible(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  UChar folded[32];
  UChar32 first = c;
  int32_t count = unorm2_getDecomposition(folding(), c, folded, 32, &error), position = 0;
  if (U_FAILURE(error) || count <= 0) return c;
  U16_NEXT(folded, position, count, first);
  return position == count ? first : c;
}

uint32_t wm_icu_voiced_kana(uint32_t kana, uint32_t mark) {
  UChar32 voicing = compatible((UChar32)mark);
  if (voicing != 0x3099 && voicing != 0x309A) return 0;
  UErrorCode error = U_ZERO_ERROR;
  UChar32 voiced =
      unorm2_composePair(unorm2_getNFCInstance(&error), compatible((UChar32)kana), voicing);
  return voiced < 0 ? 0 : (uint32_t)voiced;
}

// Replaces radicals by their ideographs, some of which take two units.
static int32_t unify_radicals(UChar *text, int32_t count, int32_t capacity) {
  for (int32_t i = 0; i < count; i++) {
    UChar32 ideograph = ideograph_of_radical(text[i]);
    if (!ideograph) continue;
    if (ideograph < 0x10000) {
      text[i] = (UChar)ideograph;
    } else if (count < capacity) {
      memmove(text + i + 2, text + i + 1, (size_t)(count - i - 1) * sizeof *text);
      text[i] = U16_LEAD(ideograph);
      text[++i] = U16_TRAIL(ideograph);
      count += 1;
    }
  }
  return count;
}

int32_t wm_icu_fold(const char *text, int32_t length, char *out, int32_t capacity) {
  UErrorCode error = U_ZERO_ERROR;
  UChar in[UNITS], folded[UNITS * 2];
  int32_t count = 0, written = 0;
  u_strFromUTF8(in, UNITS, &count, text, length, &error);
  if (U_SUCCESS(error)) count = unify_radicals(in, count, UNITS);
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
  int is_gb18030;
};

// GB18030 of 2005, which ICU knows, has characters of private use where that of 2022 has these.
static UChar of_gb18030_2022(UChar unit) {
  static const UChar forms[] = {0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18,
                                0xFE19};
  if (unit >= 0xE78D && unit <= 0xE796) return forms[unit - 0xE78D];
  switch (unit) {
    case 0xE81E: return 0x9FB4;
    case 0xE826: return 0x9FB5;
    case 0xE82B: return 0x9FB6;
    case 0xE82C: return 0x9FB7;
    case 0xE832: return 0x9FB8;
    case 0xE843: return 0x9FB9;
    case 0xE854: return 0x9FBA;
    case 0xE864: return 0x9FBB;
    default: return unit;
  }
}

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
  transcoder->is_gb18030 = !ucnv_compareNames(name, "GB18030");
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
    if (transcoder->is_gb18030)
      for (UChar *unit = units; unit < target; unit++) *unit = of_gb18030_2022(*unit);
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
