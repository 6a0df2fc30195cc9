#include "searcher/match/timeline.hpp"

#include <fmt/format.h>

#include <map>

namespace dateline {
namespace {

constexpr Day days_of_week = 7;

Day first_of(int year, unsigned month) {
  // The year behind the last one has no first day; no bucket begins there.
  return day_from_civil({year, month, 1}).value_or(countable_days.last + 1);
}

/// 1970-01-01 was a Thursday, three days behind a Monday.
Day monday_of(Day day) {
  const Day behind_monday = (day + 3) % days_of_week;
  return day - (behind_monday < 0 ? behind_monday + days_of_week : behind_monday);
}

}  // namespace

Day bucket_start(Day day, TimelineUnit unit) noexcept {
  switch (unit) {
    case TimelineUnit::day:
      return day;
    case TimelineUnit::week:
      return monday_of(day);
    case TimelineUnit::month: {
      const CivilDate civil = civil_from_day(day);
      return first_of(civil.year, civil.month);
    }
    case TimelineUnit::year:
      return first_of(civil_from_day(day).year, 1);
  }
  return day;
}

Day next_bucket_start(Day start, TimelineUnit unit) noexcept {
  const CivilDate civil = civil_from_day(start);
  switch (unit) {
    case TimelineUnit::day:
      return start + 1;
    case TimelineUnit::week:
      return start + days_of_week;
    case TimelineUnit::month:
      return civil.month == 12 ? first_of(civil.year + 1, 1)
                               : first_of(civil.year, civil.month + 1);
    case TimelineUnit::year:
      return first_of(civil.year + 1, 1);
  }
  return start + 1;
}

Result<std::vector<TimelineBucket>> make_timeline(const HitTally::Counts<Day>& days,
                                                  TimelineUnit unit) {
  std::map<Day, std::uint64_t> counts;
  for (const auto& [day, count] : days) counts[bucket_start(day, unit)] += count;
  std::vector<TimelineBucket> buckets;
  if (counts.empty()) return buckets;
  const Day last = counts.rbegin()->first;
  auto counted = counts.begin();
  for (Day start = counted->first; counted != counts.end();) {
    if (buckets.size() == max_timeline_buckets) {
      return failure(
          ErrorCode::usage,
          fmt::format("the timeline from {} to {} would have more than {} parts",
                      to_string(counts.begin()->first), to_string(last), max_timeline_buckets),
          "take a larger unit, or a shorter span with since and until");
    }
    const bool has_hits = counted->first == start;
    buckets.push_back({start, has_hits ? counted->second : 0});
    if (has_hits) ++counted;
    start = next_bucket_start(start, unit);
  }
  return buckets;
}

}  // namespace dateline
