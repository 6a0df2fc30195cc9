#include "common/analysis/fold.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>
#include <utility>

#include "common/ascii.hpp"

namespace dateline {
namespace {

// Letters whose stroke or ligature is no combining mark, so decomposition does not remove it.
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

UScriptCode script_of(char32_t c) noexcept {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status);
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
  base = script_of(c);
  if (const std::string_view plain = letter_without_stroke(c); !plain.empty()) {
    out.append(plain);
  } else if (is_word_character(c) && c != 0x640 /* tatweel */) {
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

}  // namespace

void fold_word(std::string_view raw, std::string& out) {
  const std::string folded = nfkc_casefold(raw);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(folded.data());
  const auto length = static_cast<std::int32_t>(folded.size());
  UScriptCode base = USCRIPT_COMMON;
  for (std::int32_t i = 0; i < length;) {
    const std::int32_t start = i;
    UChar32 c;
    U8_NEXT(bytes, i, length, c);
    const bool decimal_point = c == '.' && start > 0 && i < length &&
                               is_ascii_digit(folded[static_cast<std::size_t>(start) - 1]) &&
                               is_ascii_digit(folded[static_cast<std::size_t>(i)]);
    if (decimal_point)
      out.push_back('.');
    else if (c >= 0)
      append_folded(static_cast<char32_t>(c), base, out);
  }
}

}  // namespace dateline
