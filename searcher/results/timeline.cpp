#include "searcher/results/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace dateline {
namespace {

constexpr Day days_of_week = 7;

Day first_of(int year, unsigned month) {
  // The year after the last one has no first day; no bucket begins there.
  return day_from_civil({year, month, 1}).value_or(countable_days.last + 1);
}

int years_of(TimelineUnit unit) {
  if (unit == TimelineUnit::century) return 100;
  return unit == TimelineUnit::decade ? 10 : 1;
}

/// The first day of the so many years that hold `year`, the first of which is divisible by their
/// number; there is no year 0.
Day first_of_years(int year, int years) {
  return first_of(std::max(1, year - year % years), 1);
}

/// 1970-01-01 was a Thursday, three days after a Monday.
Day monday_of(Day day) {
  const Day behind_monday = (day + 3) % days_of_week;
  return day - (behind_monday < 0 ? behind_monday + days_of_week : behind_monday);
}

using DayCounts = std::map<Day, std::uint64_t>;

std::optional<TimelineUnit> next_coarser(TimelineUnit unit) {
  if (unit == TimelineUnit::century) return std::nullopt;
  return static_cast<TimelineUnit>(static_cast<int>(unit) + 1);
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
    case TimelineUnit::decade:
    case TimelineUnit::century:
      return first_of_years(civil_from_day(day).year, years_of(unit));
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
    case TimelineUnit::decade:
    case TimelineUnit::century:
      return first_of_years(civil.year + years_of(unit), years_of(unit));
  }
  return start + 1;
}

namespace {

/// Whether the buckets are no more than `most`. Counts no further.
bool fits(const DayCounts& counts, TimelineUnit unit, std::size_t most) {
  const Day last = counts.rbegin()->first;
  std::size_t buckets = 0;
  for (Day start = bucket_start(counts.begin()->first, unit); start <= last;
       start = next_bucket_start(start, unit))
    if (++buckets > most) return false;
  return true;
}

std::vector<TimelineBucket> buckets_of(const DayCounts& counts, TimelineUnit unit) {
  std::vector<TimelineBucket> buckets;
  const Day last = counts.rbegin()->first;
  auto counted = counts.begin();
  for (Day start = bucket_start(counted->first, unit); start <= last;) {
    const Day next = next_bucket_start(start, unit);
    buckets.push_back({start, 0});
    for (; counted != counts.end() && counted->first < next; ++counted)
      buckets.back().count += counted->second;
    start = next;
  }
  return buckets;
}

tl::unexpected<Error> too_many_buckets(const DayCounts& counts, std::size_t most) {
  return failure(
      ErrorCode::usage,
      fmt::format("the timeline from {} to {} would have more than {} parts",
                  to_string(counts.begin()->first), to_string(counts.rbegin()->first), most),
      "use a coarser unit, or auto, or a shorter range with since and until");
}

}  // namespace

DayRange days_to_show(const DayRange& plausible, const std::optional<DayRange>& filter) noexcept {
  if (!filter) return plausible;
  if (filter->last < plausible.first || filter->first > plausible.last) return *filter;
  DayRange shown = plausible;
  if (filter->first != std::numeric_limits<Day>::min())
    shown.first = std::min(shown.first, filter->first);
  if (filter->last != std::numeric_limits<Day>::max())
    shown.last = std::max(shown.last, filter->last);
  return shown;
}

bool shows_first_second(const std::optional<DayRange>& filter) noexcept {
  return filter == DayRange{0, 0};
}

Result<Timeline> make_timeline(const HitTally::Counts<Day>& days, const TimelineRequest& request,
                               const DayRange& shown, std::uint64_t first_seconds) {
  DayCounts counts;
  Timeline timeline{request.unit, {}, 0};
  for (const auto& [day, count] : days) {
    const bool is_shown = day >= shown.first && day <= shown.last;
    const std::uint64_t left_out = !is_shown  ? count
                                   : day == 0 ? std::min(count, first_seconds)
                                              : 0;
    timeline.suspicious += left_out;
    if (left_out < count) counts[day] += count - left_out;
  }
  if (counts.empty()) return timeline;
  const std::size_t most = std::min(request.most_buckets, max_timeline_buckets);
  while (!fits(counts, timeline.unit, most)) {
    const auto coarser = next_coarser(timeline.unit);
    if (!request.fits || !coarser) return too_many_buckets(counts, most);
    timeline.unit = *coarser;
  }
  timeline.buckets = buckets_of(counts, timeline.unit);
  return timeline;
}

}  // namespace dateline
