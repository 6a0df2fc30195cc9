#include "searcher/index/day_order.hpp"

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

/// The ranks of the first and the last known day, and whether a time of day is known.
struct Span {
  std::uint32_t first = ~0u;
  std::uint32_t last = 0;
  bool has_times = false;
};

Span span_of(const SegmentFiles& files, DateOrder order) {
  Span span;
  for (std::uint32_t docid = 1; docid <= files.document_count(); ++docid) {
    const DocumentRecord& record = files.record(docid);
    if (record.day == unknown_day) continue;
    const std::uint32_t rank = day_rank(record, order);
    span.first = std::min(span.first, rank);
    span.last = std::max(span.last, rank);
    span.has_times |= record.second_of_day() != 0;
  }
  span.first = std::min(span.first, span.last);
  return span;
}

/// Sorts docids by their instants alone; others keep the order that they have.
void sort_by_instant(const SegmentFiles& files, DateOrder order,
                     std::vector<std::uint32_t>::iterator begin,
                     std::vector<std::uint32_t>::iterator end) {
  std::stable_sort(begin, end, [&](std::uint32_t a, std::uint32_t b) {
    return date_rank(files.record(a), order) < date_rank(files.record(b), order);
  });
}

std::vector<std::uint32_t> sort_by_comparing(const SegmentFiles& files, DateOrder order) {
  std::vector<std::uint32_t> docids(files.document_count());
  std::iota(docids.rbegin(), docids.rend(), 1u);
  sort_by_instant(files, order, docids.begin(), docids.end());
  return docids;
}

/// The documents of each day, which are together already, by their times.
void sort_days_by_instant(const SegmentFiles& files, DateOrder order,
                          std::vector<std::uint32_t>& docids) {
  for (auto begin = docids.begin(); begin != docids.end();) {
    const Day day = files.record(*begin).day;
    const auto end = std::find_if(
        begin, docids.end(), [&](std::uint32_t docid) { return files.record(docid).day != day; });
    sort_by_instant(files, order, begin, end);
    begin = end;
  }
}

/// Counting sort; documents are placed from the last to the first, which is the order of ties.
std::vector<std::uint32_t> sort_by_counting(const SegmentFiles& files, DateOrder order,
                                            const Span& span) {
  const std::uint32_t undated = span.last - span.first + 1;
  const auto bucket = [&](std::uint32_t docid) {
    const DocumentRecord& record = files.record(docid);
    return record.day == unknown_day ? undated : day_rank(record, order) - span.first;
  };
  std::vector<std::uint32_t> starts(undated + 2);
  for (std::uint32_t docid = files.document_count(); docid > 0; --docid)
    ++starts[bucket(docid) + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<std::uint32_t> docids(files.document_count());
  for (std::uint32_t docid = files.document_count(); docid > 0; --docid)
    docids[starts[bucket(docid)]++] = docid;
  if (span.has_times) sort_days_by_instant(files, order, docids);
  return docids;
}

std::vector<std::uint32_t> sorted_docids(const SegmentFiles& files, DateOrder order) {
  const Span span = span_of(files, order);
  return span.last - span.first < most_counted_days ? sort_by_counting(files, order, span)
                                                    : sort_by_comparing(files, order);
}

}  // namespace

std::uint64_t date_rank(const DocumentRecord& record, DateOrder order) noexcept {
  const std::uint32_t day = day_rank(record, order);
  const std::uint32_t second = record.second_of_day();
  return std::uint64_t{day} << 32 | (order == DateOrder::newest ? ~second : second);
}

const std::vector<std::uint32_t>& DayOrder::docids(const SegmentFiles& files,
                                                   DateOrder order) const {
  const auto index = static_cast<std::size_t>(order);
  std::call_once(sorted_[index], [&] { docids_[index] = sorted_docids(files, order); });
  return docids_[index];
}

}  // namespace dateline
