#include "common/analysis/fold.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>
#include <utility>

#include "common/base/utf8.hpp"

namespace dateline {
namespace {

// Letters whose stroke or ligature is not a combining mark, so decomposition does not remove it.
constexpr std::array<std::pair<char32_t, std::string_view>, 16> undecomposed_letters{{
    {U'æ', "ae"},
    {U'œ', "oe"},
    {U'ø', "o"},
    {U'đ', "d"},
    {U'ð', "d"},
    {U'þ', "th"},
    {U'ł', "l"},
    {U'ħ', "h"},
    {U'ı', "i"},
    {U'ŧ', "t"},
    {U'ŋ', "n"},
    {U'ĸ', "k"},
    {U'ƀ', "b"},
    {U'ɨ', "i"},
    {U'ʉ', "u"},
    {U'ё', "е"},
}};

std::string_view letter_without_stroke(char32_t c) noexcept {
  for (const auto& [letter, plain] : undecomposed_letters)
    if (letter == c) return plain;
  return {};
}

void append_utf8(char32_t c, std::string& out) {
  char buffer[4];
  int length = 0;
  UBool failed = false;
  U8_APPEND(reinterpret_cast<std::uint8_t*>(buffer), length, 4, static_cast<UChar32>(c), failed);
  if (!failed) out.append(buffer, static_cast<std::size_t>(length));
}

bool is_mark(char32_t c) noexcept {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool is_word_character(char32_t c) noexcept {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

/// The value of a decimal digit of any script; -1 for others.
int decimal_digit(char32_t c) noexcept {
  return u_charDigitValue(static_cast<UChar32>(c));
}

/// A full stop or its Arabic form.
bool is_decimal_point(UChar32 c) noexcept {
  return c == '.' || c == 0x66B;
}

UScriptCode script_of(char32_t c) noexcept {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status);
}

/// Letters of Arabic script that one reader's keyboard has for another's: the yeh and kaf of
/// Persian and Urdu, the heh of Urdu and Kurdish, and the endings that Arabic readers interchange
/// (teh marbuta, alef maksura).
char32_t common_arabic_letter(char32_t c) noexcept {
  switch (c) {
    case 0x06CC:  // Farsi yeh
    case 0x0649:  // alef maksura
      return 0x064A;
    case 0x06A9:  // keheh
      return 0x0643;
    case 0x0629:  // teh marbuta
    case 0x06C0:  // heh with yeh above
    case 0x06C1:  // heh goal
    case 0x06C2:
    case 0x06C3:  // teh marbuta goal
    case 0x06D5:  // ae
      return 0x0647;
    case 0x0671:  // alef wasla
      return 0x0627;
    default:
      return c;
  }
}

/// Scripts whose marks are left off when people type a search.
bool drops_marks(UScriptCode script) noexcept {
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_HEBREW ||
         script == USCRIPT_ARABIC;
}

/// The first code point of the canonical decomposition; `c` itself where it has none.
char32_t base_letter(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString decomposition;
  if (U_FAILURE(status) || !nfd->getDecomposition(static_cast<UChar32>(c), decomposition)) return c;
  return static_cast<char32_t>(decomposition.char32At(0));
}

/// Appends a folded code point; `base` is the script of the letter that a mark stands on.
void append_folded(char32_t c, UScriptCode& base, std::string& out) {
  if (is_mark(c)) {
    const bool stress_mark = c == 0x300 || c == 0x301;
    if (drops_marks(base) || (base == USCRIPT_CYRILLIC && stress_mark)) return;
    return append_utf8(c, out);
  }
  if (c == 0x640 /* tatweel: marks behind it are those of the letter before */) return;
  base = script_of(c);
  if (base == USCRIPT_ARABIC) c = common_arabic_letter(c);
  if (const int digit = decimal_digit(c); digit >= 0) {
    out.push_back(static_cast<char>('0' + digit));
  } else if (const std::string_view plain = letter_without_stroke(c); !plain.empty()) {
    out.append(plain);
  } else if (is_word_character(c)) {
    append_utf8(drops_marks(base) ? base_letter(c) : c, out);
  }
}

std::string nfkc_casefold(std::string_view raw) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string folded;
  if (U_FAILURE(status)) return folded;
  icu::StringByteSink<std::string> sink(&folded);
  normalizer->normalizeUTF8(0, {raw.data(), static_cast<std::int32_t>(raw.size())}, sink, nullptr,
                            status);
  return folded;
}

bool digit_at(std::string_view text, std::int32_t position) noexcept {
  const auto at = static_cast<std::size_t>(position);
  return at < text.size() && decimal_digit(decode_utf8(text, at).value) >= 0;
}

}  // namespace

void fold_word(std::string_view raw, std::string& out) {
  const std::string folded = nfkc_casefold(raw);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(folded.data());
  const auto length = static_cast<std::int32_t>(folded.size());
  UScriptCode base = USCRIPT_COMMON;
  bool after_digit = false;
  for (std::int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT(bytes, i, length, c);
    const bool decimal_point = is_decimal_point(c) && after_digit && digit_at(folded, i);
    after_digit = c >= 0 && decimal_digit(static_cast<char32_t>(c)) >= 0;
    if (decimal_point)
      out.push_back('.');
    else if (c >= 0)
      append_folded(static_cast<char32_t>(c), base, out);
  }
}

}  // namespace dateline
