// Counts by day as the buckets of a timeline.
#pragma once

#include <vector>

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "searcher/match/hit_tally.hpp"

namespace dateline {

inline constexpr std::size_t max_timeline_buckets = 50'000;

/// The first day of the bucket that holds `day` (a week's Monday).
[[nodiscard]] Day bucket_start(Day day, TimelineUnit unit) noexcept;
/// The first day of the next bucket.
[[nodiscard]] Day next_bucket_start(Day start, TimelineUnit unit) noexcept;

/// Buckets without a gap from the first day's to the last one's; none where there are no days.
/// Error usage where there would be more than max_timeline_buckets.
Result<std::vector<TimelineBucket>> make_timeline(const HitTally::Counts<Day>& days,
                                                  TimelineUnit unit);

}  // namespace dateline
