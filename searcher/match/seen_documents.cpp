#include "searcher/match/seen_documents.hpp"

#include <algorithm>
#include <bit>

namespace dateline {
namespace {

/// From 0 to below 1, the same each time (Steele and others' SplitMix64).
double scattered(std::uint64_t number) {
  number = (number + 1) * 0x9e37'79b9'7f4a'7c15u;
  number = (number ^ number >> 30) * 0xbf58'476d'1ce4'e5b9u;
  number = (number ^ number >> 27) * 0x94d0'49bb'1331'11ebu;
  return static_cast<double>((number ^ number >> 31) >> 11) * 0x1p-53;
}

/// Ascending places among `all`: one somewhere in each of `count` equal parts, so that nothing that
/// repeats itself among documents (two languages in turn) is met each time.
class SpreadPlaces {
 public:
  SpreadPlaces(std::uint64_t count, std::uint64_t all) : count_(count), all_(all) {}

  [[nodiscard]] bool done() const { return index_ == count_; }
  [[nodiscard]] std::uint64_t next() {
    const double part = static_cast<double>(all_) / static_cast<double>(count_);
    const auto place =
        static_cast<std::uint64_t>((static_cast<double>(index_) + scattered(index_)) * part);
    least_ = std::min(std::max(place, least_), all_ - (count_ - index_)) + 1;
    ++index_;
    return least_ - 1;
  }

 private:
  std::uint64_t count_;
  std::uint64_t all_;
  std::uint64_t index_ = 0;
  std::uint64_t least_ = 0;
};

}  // namespace

std::uint64_t SeenDocuments::undecided() const noexcept {
  std::uint64_t count = 0;
  for (const auto& blocks : segments_)
    for (const Block& block : blocks)
      count += static_cast<std::uint64_t>(std::popcount(block.undecided()));
  return count;
}

std::vector<DocAddress> SeenDocuments::spread(std::uint64_t count) const {
  const std::uint64_t all = undecided();
  SpreadPlaces places(std::min(count, all), all);
  std::vector<DocAddress> chosen;
  if (places.done()) return chosen;
  chosen.reserve(std::min(count, all));
  std::uint64_t place = places.next();
  std::uint64_t here = 0;  // undecided documents before the lowest bit
  for (std::size_t segment = 0; segment < segments_.size(); ++segment) {
    for (std::size_t i = 0; i < segments_[segment].size(); ++i) {
      std::uint64_t bits = segments_[segment][i].undecided();
      const std::uint64_t behind = here + static_cast<std::uint64_t>(std::popcount(bits));
      while (place < behind) {
        for (; here < place; ++here) bits &= bits - 1;
        chosen.push_back({segment, first_of_bits(static_cast<Docid>(i), bits)});
        if (places.done()) return chosen;
        place = places.next();
      }
      here = behind;
    }
  }
  return chosen;
}

}  // namespace dateline
