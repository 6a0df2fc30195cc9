#include "common/analysis/tokenizer.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "common/analysis/hebrew.hpp"
#include "common/base/utf8.hpp"

namespace dateline {
namespace {

constexpr CharClass ascii_class(unsigned char c) noexcept {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return CharClass::letter;
  if (c >= '0' && c <= '9') return CharClass::digit;
  if (c == '\'' || c == '`') return CharClass::quote;
  if (c == '.') return CharClass::dot;
  if (c == ',') return CharClass::comma;
  if (c == ' ') return CharClass::space;
  return CharClass::other;
}

constexpr std::array<CharClass, 256> make_ascii_classes() noexcept {
  std::array<CharClass, 256> classes{};
  for (unsigned c = 0; c < 128; ++c) classes[c] = ascii_class(static_cast<unsigned char>(c));
  return classes;
}
constexpr std::array<CharClass, 256> ascii_classes = make_ascii_classes();

/// What people type for an apostrophe: also accents and primes that stand alone, the okina of
/// Hawaii, and the Hebrew geresh.
constexpr std::array<UChar32, 9> apostrophes{0x2019, 0x2018, 0x02bc, 0x02bb, 0x02b9,
                                             0x00b4, 0x2032, 0xff07, 0x05f3};

bool is_apostrophe(UChar32 c) noexcept {
  return std::find(apostrophes.begin(), apostrophes.end(), c) != apostrophes.end();
}

constexpr UChar32 arabic_decimal_point = 0x66B;
constexpr UChar32 arabic_thousands_comma = 0x66C;

bool is_subscript_digit(UChar32 c) noexcept {
  return c >= 0x2080 && c <= 0x2089;
}

bool is_superscript_digit(UChar32 c) noexcept {
  return c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079);
}

/// Hangul, whole syllables or the letters that they are made of in decomposed text.
bool is_hangul(UChar32 c) noexcept {
  return u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE) != U_HST_NOT_APPLICABLE;
}

/// A vowel or a final consonant of decomposed Hangul: part of the syllable before it.
bool continues_syllable(UChar32 c) noexcept {
  const auto type = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
  return type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

/// Letters of scripts that are written without spaces between words.
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
      return is_hangul(c) ? CharClass::ngram : CharClass::letter;
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
  if (is_subscript_digit(c)) return CharClass::digit;
  if (c == arabic_decimal_point) return CharClass::dot;
  if (c == arabic_thousands_comma) return CharClass::comma;
  if (c == 0xA0 || c == 0x2007 || c == 0x2009 || c == 0x202F) return CharClass::space;
  return class_by_word_break(c);
}

namespace {

/// Whether a small raised digit belongs to the word whose clusters are before it: m², CO². After
/// longer words it is a footnote's, after digits an exponent.
bool continues_unit(std::string_view chunk, const std::vector<Cluster>& clusters) noexcept {
  constexpr std::size_t longest_unit = 2;
  std::size_t letters = 0;
  for (auto cluster = clusters.rbegin(); cluster != clusters.rend(); ++cluster) {
    if (cluster->char_class == CharClass::digit && letters == 0) {
      UChar32 c;
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(chunk.data());
      U8_GET(bytes, 0, static_cast<std::int32_t>(cluster->begin),
             static_cast<std::int32_t>(chunk.size()), c);
      return is_superscript_digit(c);
    }
    if (cluster->char_class != CharClass::letter) break;
    if (++letters > longest_unit) return false;
  }
  return letters > 0;
}

/// The class of `c`, which ends the chunk's first clusters; what depends on its neighbours too.
CharClass class_in_place(UChar32 c, std::string_view chunk,
                         const std::vector<Cluster>& clusters) noexcept {
  if (c < 0) return CharClass::other;
  if (is_superscript_digit(c))
    return continues_unit(chunk, clusters) ? CharClass::digit : CharClass::other;
  return classify(static_cast<char32_t>(c));
}

/// Whether the character goes into the cluster before it.
bool extends(CharClass char_class, UChar32 c, const std::vector<Cluster>& clusters) noexcept {
  if (clusters.empty()) return false;
  if (char_class == CharClass::extend) return true;
  return char_class == CharClass::ngram && clusters.back().char_class == CharClass::ngram &&
         continues_syllable(c);
}

}  // namespace

bool is_ngram_word(std::string_view word) noexcept {
  for (std::size_t at = 0; at < word.size();) {
    const Utf8Character character = decode_utf8(word, at);
    const CharClass char_class = classify(character.value);
    if (char_class != CharClass::ngram && (at == 0 || char_class != CharClass::extend))
      return false;
    at += character.length;
  }
  return !word.empty();
}

void split_clusters(std::string_view chunk, std::vector<Cluster>& clusters) {
  clusters.clear();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(chunk.data());
  const auto length = static_cast<std::int32_t>(chunk.size());
  for (std::int32_t i = 0; i < length;) {
    const auto begin = static_cast<std::uint32_t>(i);
    if (const std::size_t sign = gershayim_length(chunk, begin); sign > 0) {
      i += static_cast<std::int32_t>(sign);
      clusters.push_back({CharClass::quote, begin, static_cast<std::uint32_t>(i)});
      continue;
    }
    UChar32 c;
    U8_NEXT(bytes, i, length, c);
    const CharClass char_class = class_in_place(c, chunk, clusters);
    if (extends(char_class, c, clusters))
      clusters.back().end = static_cast<std::uint32_t>(i);
    else
      clusters.push_back({char_class, begin, static_cast<std::uint32_t>(i)});
  }
}

}  // namespace dateline
