#include "indexer/readers/encoding/guess.hpp"

#include <uchardet/uchardet.h>
#include <unicode/uchar.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "common/base/utf8.hpp"
#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/encoding/plausibility.hpp"
#include "indexer/readers/encoding/unmarked_utf16.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using namespace std::literals;

struct Candidate {
  std::string_view name;
  std::string_view languages;   ///< that are written in it
  std::string_view other_name;  ///< that a detector may give it
};

/// In order of preference: where two read the bytes alike, the first is taken.
constexpr std::array candidates{
    Candidate{western_encoding,
              "en de fr es pt it nl sv da nb nn fi is ca gl eu ga cy id ms sw af lb rm sq",
              "iso-8859-1"},
    Candidate{"windows-1251", "ru uk be bg mk sr", {}},
    Candidate{"koi8-u", "ru uk be", "koi8-r"},
    Candidate{"iso-8859-5", "ru bg mk sr be", {}},
    Candidate{"ibm866", "ru be", {}},
    Candidate{"windows-1250", "pl cs sk hu ro hr sl bs sr_Latn de", {}},
    Candidate{"iso-8859-2", "pl cs sk hu ro hr sl bs sr_Latn de", {}},
    Candidate{"windows-1254", "tr az", "iso-8859-9"},
    Candidate{"windows-1253", "el", {}},
    Candidate{"iso-8859-7", "el", {}},
    Candidate{"windows-1255", "he", "iso-8859-8"},
    Candidate{"windows-1256", "ar fa ur", {}},
    Candidate{"iso-8859-6", "ar", {}},
    Candidate{"windows-1257", "lt lv et", "iso-8859-13"},
    Candidate{"windows-874", "th", "tis-620"},
    Candidate{"gb18030", "zh", {}},
    Candidate{"big5", "zh_Hant", {}},
    Candidate{"shift_jis", "ja", {}},
    Candidate{"euc-jp", "ja", {}},
    Candidate{"euc-kr", "ko", "uhc"},
};

// What a detector's word weighs against plausibility, which is 1 at most; docs/encodings.md.
constexpr double weight_of_uchardet = 0.05;
constexpr double weight_of_icu = 0.04;
constexpr double weight_of_declaration = 0.2;
constexpr double weight_of_expected = 0.05;
/// Of windows-1252, that few letters of which are not ASCII is usual in its languages alone.
constexpr double weight_of_western = 0.01;
constexpr double weight_of_western_with_few = 0.04;
constexpr std::size_t few_of = 50;  ///< less than one byte of so many
/// Bytes of another encoding hardly ever pair up to frequent characters of East Asia all along.
constexpr double weight_of_pairs = 0.1;
constexpr double least_score_of_pairs = 0.98;
constexpr double least_score = 0.85;
constexpr double least_lead = 0.03;

constexpr bool is_high(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80;
}

std::string by_uchardet(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  uchardet_handle_data(detector.get(), bytes.data(), bytes.size());
  uchardet_data_end(detector.get());
  return to_lower_ascii(uchardet_get_charset(detector.get()));
}

std::string by_icu(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error),
                                                                            &ucsdet_close);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(bytes.size()), &error);
  const UCharsetMatch* const match = ucsdet_detect(detector.get(), &error);
  const char* const name = match == nullptr ? nullptr : ucsdet_getName(match, &error);
  return name == nullptr ? std::string() : to_lower_ascii(name);
}

/// The name after the first `charset=` or `encoding=`, as HTML, XML and HTTP declare it; a mark
/// of an encoding that a conversion left is tried like any other guess.
std::string declared_in(std::string_view sample) {
  constexpr std::size_t longest = 40;
  const std::string lower = to_lower_ascii(sample.substr(0, 4096));
  for (const std::string_view key : {"charset="sv, "encoding="sv}) {
    const std::size_t at = lower.find(key);
    if (at == std::string::npos) continue;
    std::string_view value = std::string_view(lower).substr(at + key.size(), longest);
    value.remove_prefix(std::min(value.find_first_not_of(" \"'\\"), value.size()));
    return encoding_of_label(value.substr(0, value.find_first_of(" \"'\\;>?\r\n")));
  }
  return {};
}

/// What is said of a sample beside its plausibility.
struct Voices {
  std::string uchardet;
  std::string icu;
  std::string declared;
  std::string_view expected;
  double western;

  [[nodiscard]] bool declare(const Candidate& candidate) const {
    return !declared.empty() && (declared == candidate.name || declared == candidate.other_name ||
                                 declared == encoding_of_label(candidate.name));
  }
};

double weight_of(const Voices& voices, const Candidate& candidate) {
  const auto names = [&](std::string_view name) {
    return !name.empty() && (name == candidate.name || name == candidate.other_name);
  };
  return (names(voices.uchardet) ? weight_of_uchardet : 0) +
         (names(voices.icu) ? weight_of_icu : 0) +
         (voices.declare(candidate) ? weight_of_declaration : 0) +
         (names(voices.expected) ? weight_of_expected : 0) +
         (candidate.name == western_encoding ? voices.western : 0);
}

constexpr char32_t first_of_east_asia = 0x2E80;

/// Whether a fifth of the text, and more than a few characters, are of scripts that no alphabet
/// has.
bool has_pairs(std::string_view text) noexcept {
  constexpr std::size_t fewest = 3;
  std::size_t found = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < text.size(); ++all) {
    const Utf8Character character = decode_utf8(text, i);
    found += character.value >= first_of_east_asia && character.value != 0xFFFD;
    i += character.length;
  }
  return found >= fewest && found * 5 >= all;
}

struct Reading {
  const Candidate* candidate;
  std::string text;
  double score;
};

std::optional<Reading> read_as(const Candidate& candidate, std::string_view sample,
                               const Voices& voices) {
  auto converter = EncodingConverter::open(candidate.name);
  if (!converter) return std::nullopt;
  Reading reading{&candidate, {}, 0};
  converter->convert(sample, reading.text);
  reading.score = plausibility(reading.text, candidate.languages);
  if (reading.score >= least_score_of_pairs && has_pairs(reading.text))
    reading.score += weight_of_pairs;
  reading.score += weight_of(voices, candidate);
  return reading;
}

/// Equal texts are one reading, with the better of their scores.
void add(std::vector<Reading>& readings, Reading&& reading) {
  const auto same = std::find_if(readings.begin(), readings.end(),
                                 [&](const Reading& other) { return other.text == reading.text; });
  if (same == readings.end()) {
    readings.push_back(std::move(reading));
  } else {
    same->score = std::max(same->score, reading.score);
  }
}

/// What the words of a text tell by.
class WordCount {
 public:
  void take(char32_t c) {
    if (!is_part_of_word(c)) return end_word();
    if (c < 0x80)
      has_ascii_ = true;
    else
      high_ += c >= first_of_east_asia ? 2 : 1;
    latin_ |= c >= 0x80 && c < 0x250;
  }
  void end_word() {
    // Words of one Latin letter, as in French or Danish, say nothing.
    if (latin_ && has_ascii_)
      mixed_ += high_;
    else if (!latin_ || high_ > 1)
      apart_ += high_;
    high_ = 0;
    has_ascii_ = latin_ = false;
  }
  /// Whether few letters are all there is, in words of their own or beside foreign ones.
  [[nodiscard]] bool are_few() const noexcept {
    constexpr std::size_t fewest = 6;
    return apart_ > mixed_ && apart_ + mixed_ < fewest;
  }

 private:
  static bool is_part_of_word(char32_t c) noexcept {
    const auto character = static_cast<UChar32>(c);
    return u_isalpha(character) != 0 || u_charType(character) == U_NON_SPACING_MARK;
  }

  std::size_t apart_ = 0;  ///< bytes of letters above ASCII that have no Latin word around them
  std::size_t mixed_ = 0;  ///< of those that have
  std::size_t high_ = 0;   ///< in this word
  bool has_ascii_ = false;
  bool latin_ = false;
};

/// Whether no more than a few letters show what the text is: by them many encodings give a word.
bool has_few_letters(std::string_view text) {
  WordCount words;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = decode_utf8(text, i);
    words.take(character.value);
    i += character.length;
  }
  words.end_word();
  return words.are_few();
}

bool is_sure(const std::vector<Reading>& sorted, const Voices& voices) {
  const Reading& best = sorted.front();
  const double lead = best.score - (sorted.size() > 1 ? sorted[1].score : 0);
  if (best.score < least_score || lead < least_lead) return false;
  return voices.declare(*best.candidate) || !has_few_letters(best.text);
}

/// Japanese and Korean mail of seven bits: what follows an escape is two bytes a character.
std::string escaped_encoding_of(std::string_view head) {
  if (head.find('\x1B') == std::string_view::npos) return {};
  const bool seven_bits = std::all_of(head.begin(), head.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!seven_bits) return {};
  if (head.find("\x1B$)C") != std::string_view::npos) return "iso-2022-kr";
  for (const std::string_view escape : {"\x1B$B"sv, "\x1B$@"sv})
    if (head.find(escape) != std::string_view::npos) return "iso-2022-jp";
  return {};
}

const Candidate* candidate_of(std::string_view encoding) {
  const auto candidate =
      std::find_if(candidates.begin(), candidates.end(),
                   [&](const Candidate& known) { return known.name == encoding; });
  return candidate == candidates.end() ? nullptr : &*candidate;
}

}  // namespace

EncodingGuess guess_encoding(std::string_view sample, std::string_view expected) {
  sample = sample.substr(0, most_sample_bytes);
  const auto high = static_cast<std::size_t>(std::count_if(sample.begin(), sample.end(), is_high));
  const double western =
      high * few_of < sample.size() ? weight_of_western_with_few : weight_of_western;
  const Voices voices{by_uchardet(sample), by_icu(sample), declared_in(sample), expected, western};
  std::vector<Reading> readings;
  for (const Candidate& candidate : candidates)
    if (auto reading = read_as(candidate, sample, voices)) add(readings, std::move(*reading));
  if (readings.empty()) return {};
  std::stable_sort(readings.begin(), readings.end(),
                   [](const Reading& a, const Reading& b) { return a.score > b.score; });
  return {std::string(readings.front().candidate->name), is_sure(readings, voices)};
}

double plausibility_in(std::string_view encoding, std::string_view text) {
  const Candidate* const candidate = candidate_of(encoding);
  return candidate == nullptr ? 0 : plausibility(text, candidate->languages);
}

bool is_plausible_in_any(std::string_view text, double least) {
  return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    return plausibility(text, candidate.languages) >= least;
  });
}

std::string_view likeliest_language(std::string_view encoding, std::string_view text) {
  const Candidate* const candidate = candidate_of(encoding);
  std::string_view languages = candidate == nullptr ? std::string_view() : candidate->languages;
  std::string_view best;
  double most = -1;
  while (!languages.empty()) {
    const std::size_t end = std::min(languages.find(' '), languages.size());
    const std::string_view language = languages.substr(0, end);
    const double found = plausibility(text, language);
    if (found > most) {
      most = found;
      best = language;
    }
    languages.remove_prefix(std::min(end + 1, languages.size()));
  }
  return best;
}

std::string wide_encoding_of(std::string_view head) {
  constexpr std::array<std::pair<std::string_view, const char*>, 4> marks{
      {{"\xFF\xFE\0\0"sv, "utf-32le"},
       {"\0\0\xFE\xFF"sv, "utf-32be"},
       {"\xFF\xFE"sv, "utf-16le"},
       {"\xFE\xFF"sv, "utf-16be"}}};
  for (const auto& [mark, name] : marks)
    if (head.starts_with(mark)) return name;
  const std::string unmarked = unmarked_utf16_of(head);
  return unmarked.empty() ? escaped_encoding_of(head) : unmarked;
}

}  // namespace dateline
