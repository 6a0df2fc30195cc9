#include "searcher/verify/stream_scan.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

namespace dateline {
namespace {

/// Marks the last byte of a word's code.
constexpr unsigned char last_byte_mark = 0x80;

const unsigned char* begin_of(std::string_view stream) {
  return reinterpret_cast<const unsigned char*>(stream.data());
}

std::string code_of(WordNumber number) {
  std::string code;
  append_word_code(code, number);
  return code;
}

/// Where the word begins that ends before `behind`, which is not the beginning of the stream.
const unsigned char* start_of_word(const unsigned char* begin, const unsigned char* behind) {
  const unsigned char* start = behind - 1;
  while (start != begin && (start[-1] & last_byte_mark) == 0) --start;
  return start;
}

/// Words whose codes end within the bytes: marks, counted eight at a time.
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

/// The last byte of each word's code after the one before it, which a code of one byte leaves open
/// but for the mark.
BytePairs ends_of(const WordSet& words) {
  ByteSet before;
  ByteSet last;
  for (const WordNumber number : words.numbers()) {
    const std::string code = code_of(number);
    last.add(static_cast<unsigned char>(code.back()));
    if (code.size() == 1) {
      before.add_all_marked();
    } else {
      before.add(static_cast<unsigned char>(code[code.size() - 2]));
    }
  }
  return {before, last};
}

/// The last bytes of the first words' codes and the first ones of the second words'.
BytePairs meeting_of(const WordSet& first, const WordSet& second) {
  ByteSet last_bytes;
  ByteSet first_bytes;
  for (const WordNumber number : first.numbers()) {
    last_bytes.add(static_cast<unsigned char>(code_of(number).back()));
  }
  for (const WordNumber number : second.numbers()) {
    first_bytes.add(static_cast<unsigned char>(code_of(number).front()));
  }
  return {last_bytes, first_bytes};
}

/// How often words stand in a document when they are in that share of all documents: more often the
/// more documents hold them.
double expected_places(double share) {
  const double rate = -std::log(1.0 - std::clamp(share, 0.0, 0.999));
  return rate + rate * rate;
}

/// Where in the phrase the two neighbours meet that are the rarest together.
std::size_t rarest_border(const std::vector<double>& shares) {
  std::size_t rarest = 1;
  double least = expected_places(shares[0]) * expected_places(shares[1]);
  for (std::size_t i = 2; i < shares.size(); ++i) {
    const double places = expected_places(shares[i - 1]) * expected_places(shares[i]);
    if (places < least) {
      least = places;
      rarest = i;
    }
  }
  return rarest;
}

}  // namespace

WordSet::WordSet(std::vector<WordNumber> numbers) : numbers_(std::move(numbers)) {
  std::sort(numbers_.begin(), numbers_.end());
  numbers_.erase(std::unique(numbers_.begin(), numbers_.end()), numbers_.end());
  for (const WordNumber number : numbers_) {
    const std::size_t bit = number % filter_bits;
    filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
}

bool WordSet::contains(WordNumber number) const noexcept {
  const std::size_t bit = number % filter_bits;
  if ((filter_[bit / 64] >> (bit % 64) & 1u) == 0) return false;
  return std::binary_search(numbers_.begin(), numbers_.end(), number);
}

bool WordSet::contains_all_of(const WordSet& other) const noexcept {
  return std::includes(numbers_.begin(), numbers_.end(), other.numbers_.begin(),
                       other.numbers_.end());
}

std::string_view title_of(std::string_view stream) noexcept {
  const unsigned char* begin = begin_of(stream);
  const unsigned char* end = begin + stream.size();
  for (const unsigned char* position = begin; position != end;) {
    const unsigned char* start = position;
    if (read_word_code(position, end) == field_separator) {
      return stream.substr(0, static_cast<std::size_t>(start - begin));
    }
  }
  return stream;
}

WordMatcher::WordMatcher(WordSet words) : words_(std::move(words)), ends_(ends_of(words_)) {}

template <typename Visit>
bool WordMatcher::any_word(std::string_view stream, Visit&& visit) const {
  const unsigned char* begin = begin_of(stream);
  const unsigned char* end = begin + stream.size();
  const auto is_word = [&](const unsigned char* behind) {
    const unsigned char* start = start_of_word(begin, behind);
    const unsigned char* position = start;
    return words_.contains(read_word_code(position, end)) && visit(start, behind);
  };
  // Before the stream's first byte there is none.
  if (begin != end && (*begin & last_byte_mark) != 0 && is_word(begin + 1)) return true;
  return any_pair(begin, end, ends_,
                  [&](const unsigned char* place) { return is_word(place + 2); });
}

bool WordMatcher::occurs_in(std::string_view stream) const noexcept {
  return any_word(stream, [](const unsigned char*, const unsigned char*) { return true; });
}

PhraseMatcher::PhraseMatcher(std::vector<WordSet> words, const std::vector<double>& shares)
    : words_(std::move(words)),
      border_(rarest_border(shares)),
      meeting_(meeting_of(words_[border_ - 1], words_[border_])) {}

bool PhraseMatcher::occurs_in(std::string_view stream) const noexcept {
  const unsigned char* begin = begin_of(stream);
  const unsigned char* end = begin + stream.size();
  return any_pair(begin, end, meeting_,
                  [&](const unsigned char* place) { return stands_around(begin, place + 1, end); });
}

/// Whether the phrase's words stand before and after the border of two words. The separator's
/// number is in no set, so no phrase reaches over it.
bool PhraseMatcher::stands_around(const unsigned char* begin, const unsigned char* border,
                                  const unsigned char* end) const noexcept {
  const unsigned char* position = border;
  for (std::size_t i = border_; i < words_.size(); ++i) {
    if (position == end || !words_[i].contains(read_word_code(position, end))) return false;
  }
  const unsigned char* behind = border;
  for (std::size_t i = border_; i-- > 0;) {
    if (behind == begin) return false;
    const unsigned char* start = start_of_word(begin, behind);
    position = start;
    if (!words_[i].contains(read_word_code(position, behind))) return false;
    behind = start;
  }
  return true;
}

namespace {

WordSet all_words_and_separator(const std::vector<WordSet>& words) {
  std::vector<WordNumber> all = {field_separator};
  for (const WordSet& set : words)
    all.insert(all.end(), set.numbers().begin(), set.numbers().end());
  return WordSet(std::move(all));
}

}  // namespace

NearMatcher::NearMatcher(const std::vector<WordSet>& words, std::size_t window)
    : stops_(all_words_and_separator(words)), span_(words.size() + window) {
  for (const WordSet& set : words) {
    const auto same = [&](const Demand& demand) { return demand.words == set; };
    if (std::any_of(demands_.begin(), demands_.end(), same)) continue;
    const auto narrower = std::count_if(words.begin(), words.end(), [&](const WordSet& other) {
      return set.contains_all_of(other);
    });
    demands_.push_back({set, static_cast<unsigned>(narrower)});
  }
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
      stops_.any_word(stream, [&](const unsigned char* word, const unsigned char* behind) {
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
