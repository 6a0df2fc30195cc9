#include "searcher/match/stream_scan.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

/// Up to so many words are looked for one after the other with memchr; more are found by decoding
/// the stream once.
constexpr std::size_t max_scanned_words = 6;
constexpr unsigned char last_byte_mark = 0x80;

const unsigned char* begin_of(std::string_view stream) {
  return reinterpret_cast<const unsigned char*>(stream.data());
}

WordCode code_of(WordNumber number) {
  std::string bytes;
  append_word_code(bytes, number);
  WordCode code;
  code.length = static_cast<std::uint8_t>(bytes.size());
  std::memcpy(code.bytes.data(), bytes.data(), bytes.size());
  return code;
}

bool starts_word(const unsigned char* begin, const unsigned char* position) {
  return position == begin || (position[-1] & last_byte_mark) != 0;
}

/// The first place at or behind `from` where the code stands as a whole word; nullptr where there
/// is none.
const unsigned char* find_code(const unsigned char* begin, const unsigned char* from,
                               const unsigned char* end, const WordCode& code) {
  const std::size_t leading = code.length - 1u;
  const unsigned char last = code.bytes[leading];
  while (from < end) {
    const auto* hit = static_cast<const unsigned char*>(
        std::memchr(from, last, static_cast<std::size_t>(end - from)));
    if (hit == nullptr) return nullptr;
    if (static_cast<std::size_t>(hit - begin) >= leading) {
      const unsigned char* word = hit - leading;
      if (starts_word(begin, word) && std::memcmp(word, code.bytes.data(), leading) == 0)
        return word;
    }
    from = hit + 1;
  }
  return nullptr;
}

/// Calls `visit(word, behind)` for each place of a word of the set until it returns true; whether
/// it did.
template <typename Visit>
bool any_place(std::string_view stream, const WordSet& words, Visit visit) {
  const unsigned char* begin = begin_of(stream);
  const unsigned char* end = begin + stream.size();
  for (const WordCode& code : words.codes()) {
    const unsigned char* word = begin;
    while ((word = find_code(begin, word, end, code)) != nullptr) {
      const unsigned char* behind = word + code.length;
      if (visit(word, behind)) return true;
      word = behind;
    }
  }
  if (!words.codes().empty()) return false;
  for (const unsigned char* last = begin; last != end; ++last) {
    if (!words.ends_in(*last)) continue;
    const unsigned char* word = last;
    while (!starts_word(begin, word)) --word;
    const unsigned char* position = word;
    if (words.contains(read_word_code(position, end)) && visit(word, position)) return true;
  }
  return false;
}

/// Words that end within the bytes: marks, eight at a time.
std::size_t count_words(const unsigned char* begin, const unsigned char* end) {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101u;
  std::size_t count = 0;
  for (; end - begin >= 8; begin += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, begin, sizeof bytes);
    count += ((bytes >> 7 & ones) * ones) >> 56;
  }
  for (; begin != end; ++begin) count += *begin >> 7;
  return count;
}

}  // namespace

WordSet::WordSet(std::vector<WordNumber> numbers, Search search) : numbers_(std::move(numbers)) {
  std::sort(numbers_.begin(), numbers_.end());
  numbers_.erase(std::unique(numbers_.begin(), numbers_.end()), numbers_.end());
  for (const WordNumber number : numbers_) {
    const std::size_t bit = number % filter_bits;
    filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    last_bytes_[(number & 0x7fu) | last_byte_mark] = true;
  }
  if (search == Search::decode || numbers_.size() > max_scanned_words) return;
  for (const WordNumber number : numbers_) codes_.push_back(code_of(number));
}

bool WordSet::contains(WordNumber number) const noexcept {
  const std::size_t bit = number % filter_bits;
  if ((filter_[bit / 64] >> (bit % 64) & 1u) == 0) return false;
  return std::binary_search(numbers_.begin(), numbers_.end(), number);
}

double WordSet::scan_cost(double share) const noexcept {
  // Measured on streams of 480 words (docs/searching.md). Words that are in most documents are in
  // them more than once.
  constexpr double scan_ns = 60.0;
  constexpr double decode_ns = 450.0;
  constexpr double place_ns = 20.0;
  const double places = -std::log(1.0 - std::clamp(share, 0.0, 0.999));
  const auto count = static_cast<double>(numbers_.size());
  return (codes_.empty() ? decode_ns + 4.0 * count : scan_ns * count) + place_ns * places;
}

bool WordSet::contains_all_of(const WordSet& other) const noexcept {
  return std::includes(numbers_.begin(), numbers_.end(), other.numbers_.begin(),
                       other.numbers_.end());
}

std::string_view title_of(std::string_view stream) noexcept {
  static const WordCode separator = code_of(field_separator);
  const unsigned char* begin = begin_of(stream);
  const unsigned char* found = find_code(begin, begin, begin + stream.size(), separator);
  return found == nullptr ? stream : stream.substr(0, static_cast<std::size_t>(found - begin));
}

bool contains_word(std::string_view stream, const WordSet& words) noexcept {
  if (words.empty()) return false;
  return any_place(stream, words, [](const unsigned char*, const unsigned char*) { return true; });
}

PhraseMatcher::PhraseMatcher(std::vector<WordSet> words, std::size_t first)
    : words_(std::move(words)), first_(first) {}

bool PhraseMatcher::occurs_in(std::string_view stream) const noexcept {
  const unsigned char* begin = begin_of(stream);
  const unsigned char* end = begin + stream.size();
  if (words_[first_].empty()) return false;
  return any_place(stream, words_[first_],
                   [&](const unsigned char* word, const unsigned char* behind) {
                     return surrounds(begin, word, behind, end);
                   });
}

/// Whether the phrase's other words stand before and behind that one. The separator's number
/// is in no set, so no phrase reaches over it.
bool PhraseMatcher::surrounds(const unsigned char* begin, const unsigned char* word,
                              const unsigned char* behind,
                              const unsigned char* end) const noexcept {
  for (std::size_t i = first_; i-- > 0;) {
    if (word == begin) return false;
    const unsigned char* next = word--;
    while (!starts_word(begin, word)) --word;
    const unsigned char* position = word;
    if (!words_[i].contains(read_word_code(position, next))) return false;
  }
  for (std::size_t i = first_ + 1; i < words_.size(); ++i) {
    if (behind == end || !words_[i].contains(read_word_code(behind, end))) return false;
  }
  return true;
}

NearMatcher::NearMatcher(const std::vector<WordSet>& words, std::size_t window)
    : span_(words.size() + window) {
  std::vector<WordNumber> all;
  for (const WordSet& set : words) {
    all.insert(all.end(), set.numbers().begin(), set.numbers().end());
    const auto same = [&](const Demand& demand) { return demand.words == set; };
    if (std::any_of(demands_.begin(), demands_.end(), same)) continue;
    const auto narrower = std::count_if(words.begin(), words.end(), [&](const WordSet& other) {
      return set.contains_all_of(other);
    });
    demands_.push_back({set, static_cast<unsigned>(narrower)});
  }
  all.push_back(field_separator);
  stops_ = WordSet(std::move(all), WordSet::Search::decode);
}

/// The demands that the places in a sliding window leave open. Sets that are nested or apart need
/// no matching of words to places: by Hall's theorem it is enough that each set has as many places
/// as its own and its narrower sets' words.
class NearMatcher::Window {
 public:
  explicit Window(const std::vector<Demand>& demands)
      : demands_(demands), held_(demands.size(), 0), open_(demands.size()) {}

  void add(WordNumber word) {
    for (std::size_t i = 0; i < demands_.size(); ++i) {
      if (demands_[i].words.contains(word) && ++held_[i] == demands_[i].count) --open_;
    }
  }
  void remove(WordNumber word) {
    for (std::size_t i = 0; i < demands_.size(); ++i) {
      if (demands_[i].words.contains(word) && held_[i]-- == demands_[i].count) ++open_;
    }
  }
  [[nodiscard]] bool satisfied() const { return open_ == 0; }

 private:
  const std::vector<Demand>& demands_;
  std::vector<unsigned> held_;
  std::size_t open_;
};

bool NearMatcher::fits(const std::vector<Place>& places) const {
  Window window(demands_);
  std::size_t first = 0;
  for (const Place& place : places) {
    window.add(place.word);
    while (place.position - places[first].position >= span_) window.remove(places[first++].word);
    if (window.satisfied()) return true;
  }
  return false;
}

bool NearMatcher::occurs_in(std::string_view stream) const {
  const unsigned char* counted = begin_of(stream);
  std::vector<Place> places;
  std::size_t position = 0;  // of the word that begins at `counted`
  const bool found =
      any_place(stream, stops_, [&](const unsigned char* word, const unsigned char* behind) {
        position += count_words(counted, word);
        counted = word;
        const WordNumber number = read_word_code(word, behind);
        if (number != field_separator) {
          places.push_back({position, number});
          return false;
        }
        if (fits(places)) return true;
        places.clear();
        return false;
      });
  return found || fits(places);
}

}  // namespace dateline
