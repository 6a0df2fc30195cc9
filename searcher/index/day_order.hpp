// The documents of a segment in the order of their publication.
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "common/format/segment/segment_files.hpp"

namespace dateline {

/// By instant: a document whose time of day is not known stands at the start of its day, month or
/// year. On ties the later document number first; undated last.
enum class DateOrder { newest, oldest };

/// Where a document's instant comes in an order: ascending.
[[nodiscard]] std::uint64_t date_rank(const DocumentRecord& record, DateOrder order) noexcept;

/// The docids of a segment, sorted when they are first asked for: 10 ms for a million documents,
/// and about ten times that where they have times of day.
/// Safe from many threads.
class DayOrder {
 public:
  /// `files` must be the same each time.
  [[nodiscard]] const std::vector<std::uint32_t>& docids(const SegmentFiles& files,
                                                         DateOrder order) const;

 private:
  mutable std::once_flag sorted_[2];
  mutable std::vector<std::uint32_t> docids_[2];
};

}  // namespace dateline
