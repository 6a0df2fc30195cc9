#include "searcher/match/day_order.hpp"

#include <algorithm>
#include <numeric>

namespace dateline {
namespace {

/// More days than that are damage, or one odd date; then they are compared instead of counted.
constexpr std::uint32_t most_counted_days = 1u << 22;

/// The upper half of date_rank: days ascend from the first of the order to the undated.
std::uint32_t day_rank(const DocumentRecord& record, DateOrder order) noexcept {
  // unknown_day is the least Day of all.
  const std::uint32_t ascending = static_cast<std::uint32_t>(record.day) ^ 0x8000'0000u;
  return order == DateOrder::newest ? ~ascending : ascending - 1;
}

/// The ranks of the first and the last known day.
std::pair<std::uint32_t, std::uint32_t> rank_span(const SegmentFiles& files, DateOrder order) {
  std::uint32_t first = ~0u;
  std::uint32_t last = 0;
  for (std::uint32_t docid = 1; docid <= files.document_count(); ++docid) {
    if (files.record(docid).day == unknown_day) continue;
    const std::uint32_t rank = day_rank(files.record(docid), order);
    first = std::min(first, rank);
    last = std::max(last, rank);
  }
  return {std::min(first, last), last};
}

std::vector<std::uint32_t> sort_by_comparing(const SegmentFiles& files, DateOrder order) {
  std::vector<std::uint32_t> docids(files.document_count());
  std::iota(docids.begin(), docids.end(), 1u);
  std::sort(docids.begin(), docids.end(), [&](std::uint32_t a, std::uint32_t b) {
    return date_rank(files.record(a), order) < date_rank(files.record(b), order);
  });
  return docids;
}

/// Counting sort; documents are placed from the last to the first, which is the order of ties.
std::vector<std::uint32_t> sort_by_counting(const SegmentFiles& files, DateOrder order,
                                            std::uint32_t first, std::uint32_t last) {
  const std::uint32_t undated = last - first + 1;
  const auto bucket = [&](std::uint32_t docid) {
    const DocumentRecord& record = files.record(docid);
    return record.day == unknown_day ? undated : day_rank(record, order) - first;
  };
  std::vector<std::uint32_t> starts(undated + 2);
  for (std::uint32_t docid = files.document_count(); docid > 0; --docid)
    ++starts[bucket(docid) + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<std::uint32_t> docids(files.document_count());
  for (std::uint32_t docid = files.document_count(); docid > 0; --docid)
    docids[starts[bucket(docid)]++] = docid;
  return docids;
}

std::vector<std::uint32_t> sorted_docids(const SegmentFiles& files, DateOrder order) {
  const auto [first, last] = rank_span(files, order);
  return last - first < most_counted_days ? sort_by_counting(files, order, first, last)
                                          : sort_by_comparing(files, order);
}

}  // namespace

std::uint64_t date_rank(const DocumentRecord& record, DateOrder order) noexcept {
  return std::uint64_t{day_rank(record, order)} << 32 | static_cast<std::uint32_t>(~record.number);
}

const std::vector<std::uint32_t>& DayOrder::docids(const SegmentFiles& files,
                                                   DateOrder order) const {
  const auto index = static_cast<std::size_t>(order);
  std::call_once(sorted_[index], [&] { docids_[index] = sorted_docids(files, order); });
  return docids_[index];
}

}  // namespace dateline
