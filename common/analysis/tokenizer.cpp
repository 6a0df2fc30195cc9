#include "common/analysis/tokenizer.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>

namespace dateline {
namespace {

constexpr CharClass ascii_class(unsigned char c) noexcept {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return CharClass::letter;
  if (c >= '0' && c <= '9') return CharClass::digit;
  if (c == '\'') return CharClass::quote;
  if (c == '.') return CharClass::dot;
  if (c == ',') return CharClass::comma;
  return CharClass::other;
}

constexpr std::array<CharClass, 256> make_ascii_classes() noexcept {
  std::array<CharClass, 256> classes{};
  for (unsigned c = 0; c < 128; ++c) classes[c] = ascii_class(static_cast<unsigned char>(c));
  return classes;
}
constexpr std::array<CharClass, 256> ascii_classes = make_ascii_classes();

bool is_apostrophe(UChar32 c) noexcept {
  return c == 0x27 || c == 0x2019 || c == 0x02bc || c == 0xff07;
}

/// Letters of scripts that are written without blanks between words.
bool is_unspaced(UChar32 c) noexcept {
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return true;
  if (!u_hasBinaryProperty(c, UCHAR_ALPHABETIC)) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

CharClass class_by_word_break(UChar32 c) noexcept {
  switch (static_cast<UWordBreakValues>(u_getIntPropertyValue(c, UCHAR_WORD_BREAK))) {
    case U_WB_ALETTER:
    case U_WB_HEBREW_LETTER:
      return CharClass::letter;
    case U_WB_NUMERIC:
      return CharClass::digit;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ:
      return CharClass::extend;
    case U_WB_KATAKANA:
      return CharClass::ngram;
    default:
      return is_unspaced(c) ? CharClass::ngram : CharClass::other;
  }
}

}  // namespace

CharClass classify_ascii(unsigned char c) noexcept {
  return ascii_classes[c];
}

CharClass classify(char32_t character) noexcept {
  const auto c = static_cast<UChar32>(character);
  if (c < 128) return ascii_classes[static_cast<std::size_t>(c)];
  if (is_apostrophe(c)) return CharClass::quote;
  return class_by_word_break(c);
}

void split_clusters(std::string_view chunk, std::vector<Cluster>& clusters) {
  clusters.clear();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(chunk.data());
  const auto length = static_cast<std::int32_t>(chunk.size());
  for (std::int32_t i = 0; i < length;) {
    const auto begin = static_cast<std::uint32_t>(i);
    UChar32 c;
    U8_NEXT(bytes, i, length, c);
    const CharClass char_class = c < 0 ? CharClass::other : classify(static_cast<char32_t>(c));
    if (char_class == CharClass::extend && !clusters.empty())
      clusters.back().end = static_cast<std::uint32_t>(i);
    else
      clusters.push_back({char_class, begin, static_cast<std::uint32_t>(i)});
  }
}

}  // namespace dateline
