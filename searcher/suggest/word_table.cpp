#include "searcher/suggest/word_table.hpp"

#include <algorithm>
#include <numeric>

namespace dateline {

Result<WordTable> WordTable::build(const IndexLookup& lookup) {
  WordTable table;
  bool fits = true;
  DATELINE_TRY(lookup.for_each_word({}, [&](const WordEntry& entry) {
    constexpr std::size_t most_bytes = std::numeric_limits<std::uint32_t>::max();
    fits = table.bytes_.size() + entry.word.size() <= most_bytes;
    if (fits && entry.documents > 0) table.add(entry);
    return fits;
  }));
  if (!fits) return failure(ErrorCode::internal, "the vocabulary is larger than 4 GiB");
  table.finish();
  return table;
}

void WordTable::add(const WordEntry& entry) {
  const Rank rank = size();
  bytes_ += entry.word;
  offsets_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  documents_.push_back(entry.documents);
  if (entry.number >= ranks_.size()) ranks_.resize(entry.number + std::size_t{1}, no_rank);
  ranks_[entry.number] = rank;
}

void WordTable::finish() {
  bytes_.shrink_to_fit();
  offsets_.shrink_to_fit();
  documents_.shrink_to_fit();
  for (std::size_t begin = 0; begin < documents_.size(); begin += block_size) {
    const auto first = documents_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto length = std::min(block_size, documents_.size() - begin);
    block_most_.push_back(*std::max_element(first, first + static_cast<std::ptrdiff_t>(length)));
  }
}

std::string_view WordTable::word(Rank rank) const noexcept {
  const std::uint32_t begin = offsets_[rank];
  return std::string_view(bytes_).substr(begin, offsets_[rank + 1] - begin);
}

WordTable::Rank WordTable::first_not_below(std::string_view wanted) const {
  Rank low = 0;
  Rank high = size();
  while (low < high) {
    const Rank middle = std::midpoint(low, high);
    if (word(middle) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

WordTable::Range WordTable::with_prefix(std::string_view prefix) const {
  const Rank begin = first_not_below(prefix);
  // No UTF-8 has the byte 0xFF: this is after every word that begins like this.
  return {begin, first_not_below(std::string(prefix) + '\xFF')};
}

WordTable::Rank WordTable::find(std::string_view wanted) const {
  const Rank rank = first_not_below(wanted);
  return rank < size() && word(rank) == wanted ? rank : no_rank;
}

std::vector<WordTable::Rank> WordTable::most_frequent(Range range, std::size_t most,
                                                      std::uint32_t ceiling) const {
  const auto better = [this](Rank a, Rank b) {
    return documents_[a] != documents_[b] ? documents_[a] > documents_[b] : a < b;
  };
  std::vector<Rank> best;  // a heap with the worst on top
  if (most == 0) return best;
  for (Rank rank = range.begin; rank < range.end;) {
    const bool full = best.size() == most;
    const bool at_block = rank % block_size == 0;
    if (full && at_block && block_most_[rank / block_size] <= documents_[best.front()]) {
      rank += block_size;
      continue;
    }
    const bool counts = documents_[rank] <= ceiling && (!full || better(rank, best.front()));
    if (counts && full) {
      std::pop_heap(best.begin(), best.end(), better);
      best.pop_back();
    }
    if (counts) {
      best.push_back(rank);
      std::push_heap(best.begin(), best.end(), better);
    }
    ++rank;
  }
  std::sort_heap(best.begin(), best.end(), better);
  return best;
}

}  // namespace dateline
