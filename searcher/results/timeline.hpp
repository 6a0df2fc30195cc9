// Counts by day as the buckets of a timeline.
#pragma once

#include <vector>

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "searcher/match/hit_tally.hpp"

namespace dateline {

struct TimelineRequest {
  TimelineUnit unit = TimelineUnit::month;
  std::size_t most_buckets = max_timeline_buckets;
  bool fits = false;  ///< take a coarser unit rather than fail
};

struct Timeline {
  TimelineUnit unit;
  std::vector<TimelineBucket> buckets;
  std::uint64_t suspicious = 0;  ///< hits that it leaves out
};

/// The days that a timeline shows: the plausible ones (plausible_days), and those that the filter
/// names, of which an open end is the least or the greatest Day; no other days where it leaves no
/// plausible one.
[[nodiscard]] DayRange days_to_show(const DayRange& plausible,
                                    const std::optional<DayRange>& filter) noexcept;

/// Whether a timeline shows the first second of 1970 on its day: where the filter names that day
/// alone. Spans hold the day by chance.
[[nodiscard]] bool shows_first_second(const std::optional<DayRange>& filter) noexcept;

/// Buckets without a gap from the first of the `shown` days that has hits to the last one; none
/// where there are none. Of the hits on day 0, `first_seconds` are suspicious. Error usage where
/// there would be more buckets than the request allows.
Result<Timeline> make_timeline(const HitTally::Counts<Day>& days, const TimelineRequest& request,
                               const DayRange& shown, std::uint64_t first_seconds = 0);

}  // namespace dateline
