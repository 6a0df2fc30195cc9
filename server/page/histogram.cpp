#include "server/page/histogram.hpp"

#include <fmt/format.h>

#include <array>

#include "server/page/date_words.hpp"

namespace dateline {
namespace {

/// Spans up to so many days are asked for in days, or in weeks.
constexpr Day most_days_in_days = 92;
constexpr Day most_days_in_weeks = 600;
/// Months that still show nothing of a shape.
constexpr std::size_t few_months_for_days = 3;
constexpr std::size_t few_months_for_weeks = 18;

constexpr std::array<int, 9> year_steps{1, 2, 5, 10, 25, 50, 100, 250, 500};

int floor_to(int value, int step) {
  return value - ((value % step) + step) % step;
}

Day first_of(int year, unsigned month) {
  return day_from_civil({std::max(year, 1), month, 1}).value_or(day_from_civil({1, 1, 1}).value());
}

/// The day after the last one of the months from `month` of `year`, which may be above 12.
Day end_of_months(int year, unsigned month) {
  const auto day =
      day_from_civil({year + static_cast<int>((month - 1) / 12), (month - 1) % 12 + 1, 1});
  return day.value_or(day_from_civil({9999, 12, 31}).value() + 1);
}

DayRange bar_days(Day day, BarUnit unit, int years) {
  const CivilDate civil = civil_from_day(day);
  switch (unit) {
    case BarUnit::day:
      return {day, day};
    case BarUnit::week:
      return {bucket_start(day, TimelineUnit::week), bucket_start(day, TimelineUnit::week) + 6};
    case BarUnit::month:
      return {first_of(civil.year, civil.month), end_of_months(civil.year, civil.month + 1) - 1};
    case BarUnit::quarter: {
      const unsigned month = (civil.month - 1) / 3 * 3 + 1;
      return {first_of(civil.year, month), end_of_months(civil.year, month + 3) - 1};
    }
    case BarUnit::years: {
      const int year = floor_to(civil.year, years);
      return {first_of(year, 1), end_of_months(year + years, 1) - 1};
    }
  }
  return {day, day};
}

Histogram fill_bars(const std::vector<TimelineBucket>& timeline, BarUnit unit, int years) {
  Histogram histogram{unit, years, {}};
  for (const TimelineBucket& bucket : timeline) {
    if (histogram.bars.empty() || bucket.first > histogram.bars.back().days.last)
      histogram.bars.push_back({bar_days(bucket.first, unit, years), 0});
    histogram.bars.back().count += bucket.count;
  }
  return histogram;
}

BarUnit unit_of_bars(TimelineUnit unit) {
  switch (unit) {
    case TimelineUnit::day:
      return BarUnit::day;
    case TimelineUnit::week:
      return BarUnit::week;
    case TimelineUnit::month:
      return BarUnit::month;
    case TimelineUnit::year:
    case TimelineUnit::decade:
    case TimelineUnit::century:
      return BarUnit::years;
  }
  return BarUnit::years;
}

}  // namespace

TimelineUnit timeline_unit_for(const std::optional<DayRange>& published) noexcept {
  if (!published) return TimelineUnit::month;
  const auto days = static_cast<std::int64_t>(published->last) - published->first;
  if (days < most_days_in_days) return TimelineUnit::day;
  return days < most_days_in_weeks ? TimelineUnit::week : TimelineUnit::month;
}

std::optional<TimelineUnit> finer_unit(TimelineUnit unit,
                                       const std::vector<TimelineBucket>& timeline) noexcept {
  if (unit != TimelineUnit::month || timeline.empty()) return std::nullopt;
  if (timeline.size() <= few_months_for_days) return TimelineUnit::day;
  if (timeline.size() <= few_months_for_weeks) return TimelineUnit::week;
  return std::nullopt;
}

Histogram make_histogram(const std::vector<TimelineBucket>& timeline, TimelineUnit unit) {
  const BarUnit finest = unit_of_bars(unit);
  Histogram histogram;
  for (const BarUnit coarser : {BarUnit::day, BarUnit::week, BarUnit::month, BarUnit::quarter}) {
    if (coarser < finest) continue;
    histogram = fill_bars(timeline, coarser, 1);
    if (histogram.bars.size() <= max_bars) return histogram;
  }
  const int least_years = unit == TimelineUnit::century  ? 100
                          : unit == TimelineUnit::decade ? 10
                                                         : 1;
  for (const int years : year_steps) {
    if (years % least_years != 0) continue;
    histogram = fill_bars(timeline, BarUnit::years, years);
    if (histogram.bars.size() <= max_bars) break;
  }
  return histogram;
}

std::string bar_in_words(const Histogram& histogram, const Bar& bar) {
  if (histogram.unit == BarUnit::week) return "week of " + day_in_words(bar.days.first);
  return days_in_words(bar.days);
}

std::string bar_label(const Histogram& histogram, const Bar& bar) {
  switch (histogram.unit) {
    case BarUnit::day:
    case BarUnit::week:
      return day_in_words(bar.days.first);
    case BarUnit::month:
    case BarUnit::quarter:
      return month_in_words(bar.days.first);
    case BarUnit::years:
      return year_in_words(bar.days.first);
  }
  return {};
}

std::string unit_in_words(const Histogram& histogram) {
  switch (histogram.unit) {
    case BarUnit::day:
      return "each bar is a day";
    case BarUnit::week:
      return "each bar is a week";
    case BarUnit::month:
      return "each bar is a month";
    case BarUnit::quarter:
      return "each bar is a quarter";
    case BarUnit::years:
      return histogram.years == 1 ? std::string("each bar is a year")
                                  : fmt::format("each bar is {} years", histogram.years);
  }
  return {};
}

}  // namespace dateline
