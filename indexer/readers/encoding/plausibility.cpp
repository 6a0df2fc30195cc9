#include "indexer/readers/encoding/plausibility.hpp"

#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uscript.h>
#include <unicode/uset.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/base/utf8.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

struct SetCloser {
  void operator()(USet* set) const noexcept { uset_close(set); }
};
using Set = std::unique_ptr<USet, SetCloser>;

/// The letters of a language, and those that it writes in loan words and names alone.
struct Letters {
  Set own;
  Set foreign;
};

/// Empty where ICU has no data.
Set load_set(ULocaleData* data, ULocaleDataExemplarSetType type) {
  UErrorCode error = U_ZERO_ERROR;
  Set set(ulocdata_getExemplarSet(data, nullptr, USET_ADD_CASE_MAPPINGS, type, &error));
  if (U_FAILURE(error) || !set) set.reset(uset_openEmpty());
  uset_freeze(set.get());
  return set;
}

Letters load_letters(const std::string& language) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> data(
      ulocdata_open(language.c_str(), &error), &ulocdata_close);
  return {load_set(data.get(), ULOCDATA_ES_STANDARD), load_set(data.get(), ULOCDATA_ES_AUXILIARY)};
}

/// Each language is loaded once.
const Letters& letters_of(const std::string& language) {
  static std::mutex mutex;
  static std::map<std::string, Letters> loaded;
  const std::lock_guard lock(mutex);
  const auto known = loaded.find(language);
  if (known != loaded.end()) return known->second;
  return loaded.emplace(language, load_letters(language)).first->second;
}

std::vector<const Letters*> all_letters(std::string_view languages) {
  std::vector<const Letters*> sets;
  while (!(languages = trim(languages)).empty()) {
    const std::size_t end = std::min(languages.find(' '), languages.size());
    sets.push_back(&letters_of(std::string(languages.substr(0, end))));
    languages.remove_prefix(end);
  }
  return sets;
}

enum class Verdict { fine, wrong, impossible, letter };

bool is_ascii_letter(char32_t c) noexcept {
  return c < 0x80 && u_isalpha(static_cast<UChar32>(c)) != 0;
}

UScriptCode script_of(char32_t c) noexcept {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &error);
}

/// Scripts whose letters do not stand beside Latin ones in a word.
bool is_alphabet_of_its_own(char32_t c) noexcept {
  switch (script_of(c)) {
    case USCRIPT_CYRILLIC:
    case USCRIPT_GREEK:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
    case USCRIPT_THAI:
      return true;
    default:
      return false;
  }
}

bool is_east_asian(char32_t c) noexcept {
  switch (script_of(c)) {
    case USCRIPT_HAN:
    case USCRIPT_HANGUL:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return true;
    default:
      return false;
  }
}

bool is_letter(char32_t c) noexcept {
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}

/// Forms of ASCII as wide as an ideograph, and the punctuation of East Asia.
constexpr bool is_wide_sign(char32_t c) noexcept {
  return (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c <= 0xFF60);
}

/// A Latin letter that is no word anywhere, as another encoding gives it for à; Hungarian and
/// Lithuanian have one that is.
constexpr bool is_no_word(char32_t c) noexcept {
  return c >= 0x100 && c < 0x180 && c != 0x12E && c != 0x12F && c != 0x150 && c != 0x151;
}

Verdict judge_letter(char32_t before, char32_t c, char32_t after) noexcept {
  if (u_isULowercase(static_cast<UChar32>(before)) != 0 &&
      u_isUUppercase(static_cast<UChar32>(c)) != 0)
    return Verdict::wrong;
  if (before == ' ' && after == ' ' && is_no_word(c)) return Verdict::wrong;
  const bool beside_latin = is_ascii_letter(before) || is_ascii_letter(after);
  if (beside_latin && is_alphabet_of_its_own(c)) return Verdict::wrong;
  const bool inside_latin = is_ascii_letter(before) && is_ascii_letter(after);
  if (inside_latin && is_east_asian(c)) return Verdict::wrong;
  return Verdict::letter;
}

constexpr bool is_one_of(char32_t c, std::u32string_view set) noexcept {
  return set.find(c) != std::u32string_view::npos;
}

/// Signs of Latin-1 that are no punctuation. Another encoding's letters give them in a row.
constexpr bool is_latin1_sign(char32_t c) noexcept {
  constexpr std::u32string_view punctuation = U"\u00AB\u00B7\u00BB";
  constexpr std::u32string_view letters = U"\u00AA\u00B5\u00BA";
  const bool upper_row = c > 0xA0 && c < 0xC0;
  return (upper_row && !is_one_of(c, punctuation) && !is_one_of(c, letters)) || c == 0xD7 ||
         c == 0xF7;
}

/// Signs, and where they stand in a text that somebody wrote. Quotation marks open in some
/// languages what they close in others.
Verdict judge_sign(char32_t before, char32_t c, char32_t after) noexcept {
  constexpr std::u32string_view anywhere = U"\u00A0\u00AD\u00B7\u2013\u2014\u2019\u2026";
  constexpr std::u32string_view around_words =
      U"\u00A3\u00A7\u00A9\u00AB\u00AE\u00B0\u00B1\u00BB\u00BD\u2018\u201C\u201D\u2020\u2022\u2039"
      U"\u203A\u20AC\u2122";
  constexpr std::u32string_view before_words = U"\u00A1\u00B5\u00BF\u201A\u201E\u2116";
  constexpr std::u32string_view raised = U"\u00AA\u00B2\u00B3\u00BA";
  const bool after_letter = is_letter(before);
  const bool inside_word = after_letter && is_letter(after);
  const auto fine_unless = [](bool wrong) { return wrong ? Verdict::wrong : Verdict::fine; };
  if (is_one_of(c, anywhere)) return Verdict::fine;
  if (is_latin1_sign(c) && (is_latin1_sign(before) || is_latin1_sign(after))) return Verdict::wrong;
  if (is_one_of(c, raised)) return fine_unless(is_letter(after));
  if (is_one_of(c, around_words)) return fine_unless(inside_word);
  if (is_one_of(c, before_words)) return fine_unless(after_letter);
  return fine_unless(after_letter || is_letter(after));
}

Verdict judge_wide_sign(char32_t before, char32_t after) noexcept {
  return is_ascii_letter(before) && is_ascii_letter(after) ? Verdict::wrong : Verdict::fine;
}

Verdict judge(char32_t before, char32_t c, char32_t after) noexcept {
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UNASSIGNED:
    case U_CONTROL_CHAR:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
      return Verdict::impossible;
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
      return Verdict::letter;
    default:
      break;
  }
  if (c == 0xFFFD) return Verdict::impossible;
  if (is_wide_sign(c)) return judge_wide_sign(before, after);
  // Ordinals and the micro sign are letters to Unicode.
  const bool sign = !is_letter(c) || c == 0xAA || c == 0xBA || c == 0xB5;
  return sign ? judge_sign(before, c, after) : judge_letter(before, c, after);
}

constexpr bool is_half_width_katakana(UChar32 c) noexcept {
  return c >= 0xFF65 && c <= 0xFF9F;
}

double worth_of(const Letters& letters, UChar32 c) noexcept {
  constexpr double worth_of_foreign = 0.8;
  if (uset_contains(letters.own.get(), c) != 0) return 1;
  // CLDR lists the katakana of full width alone.
  if (is_half_width_katakana(c) && uset_contains(letters.own.get(), 0x30AB) != 0)
    return worth_of_foreign;
  return uset_contains(letters.foreign.get(), c) != 0 ? worth_of_foreign : 0;
}

}  // namespace

bool stands_well(char32_t before, char32_t c, char32_t after) noexcept {
  const Verdict verdict = judge(before, c, after);
  return verdict == Verdict::fine || verdict == Verdict::letter;
}

double plausibility(std::string_view text, std::string_view languages) {
  constexpr std::size_t weight_of_impossible = 4;
  const std::vector<const Letters*> sets = all_letters(languages);
  std::vector<double> letters(sets.size());
  std::size_t total = 0;
  std::size_t fine = 0;
  char32_t before = ' ';
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character now = decode_utf8(text, i);
    i += now.length;
    if (now.value < 0x80) {
      before = now.value;
      continue;
    }
    const char32_t after = i < text.size() ? decode_utf8(text, i).value : U' ';
    switch (judge(before, now.value, after)) {
      case Verdict::fine:
        ++fine;
        break;
      case Verdict::wrong:
        break;
      case Verdict::impossible:
        total += weight_of_impossible - 1;
        break;
      case Verdict::letter:
        for (std::size_t set = 0; set < sets.size(); ++set)
          letters[set] += worth_of(*sets[set], static_cast<UChar32>(now.value));
        break;
    }
    ++total;
    before = now.value;
  }
  if (total == 0) return 1;
  const double best = letters.empty() ? 0 : *std::max_element(letters.begin(), letters.end());
  return (static_cast<double>(fine) + best) / static_cast<double>(total);
}

}  // namespace dateline
