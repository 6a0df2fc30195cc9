// Timelines: which days they show, and in which unit.
#include "searcher/results/timeline.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <numeric>

using namespace dateline;

namespace {

constexpr Day least = std::numeric_limits<Day>::min();
constexpr Day greatest = std::numeric_limits<Day>::max();
constexpr DayRange every_day{least, greatest};

Day day(int year, unsigned month = 1, unsigned day_of_month = 1) {
  return day_from_civil({year, month, day_of_month}).value();
}

DayRange plausible() {
  return plausible_days(day(2024, 6, 1));
}

std::uint64_t sum_of(const std::vector<TimelineBucket>& buckets) {
  return std::accumulate(
      buckets.begin(), buckets.end(), std::uint64_t{0},
      [](std::uint64_t sum, const TimelineBucket& bucket) { return sum + bucket.count; });
}

}  // namespace

TEST_CASE("plausible days are from 1700 to two days ahead", "[part1-17]") {
  CHECK(plausible() == DayRange{day(1700), day(2024, 6, 3)});
  CHECK(plausible_days(greatest).last == greatest);
}

TEST_CASE("a timeline shows plausible days, and those that a filter names", "[part1-17]") {
  struct Case {
    std::optional<DayRange> filter;
    DayRange shown;
  };
  const DayRange usual = plausible();
  const Case cases[] = {
      {std::nullopt, usual},
      {DayRange{least, day(2024)}, usual},
      {DayRange{day(2020), greatest}, usual},
      {DayRange{day(2020), day(2021)}, usual},
      {DayRange{day(1), greatest}, {day(1), usual.last}},
      {DayRange{least, day(2999)}, {usual.first, day(2999)}},
      {DayRange{day(1650), day(1750)}, {day(1650), usual.last}},
      // Nothing plausible is left: what is left was asked for.
      {DayRange{least, day(1699, 12, 31)}, {least, day(1699, 12, 31)}},
      {DayRange{day(2030), greatest}, {day(2030), greatest}},
  };
  for (const Case& c : cases) CHECK(days_to_show(usual, c.filter) == c.shown);
}

TEST_CASE("a suspicious date is counted, and stretches nothing", "[part1-17]") {
  const HitTally::Counts<Day> days{
      {day(1), 2}, {day(2024, 1, 30), 3}, {day(2024, 2, 2), 4}, {day(9999, 12, 31), 1}};
  for (const TimelineUnit unit : {TimelineUnit::day, TimelineUnit::week, TimelineUnit::month}) {
    const auto timeline = make_timeline(days, {.unit = unit}, plausible());
    REQUIRE(timeline);
    CHECK(timeline->unit == unit);
    CHECK(timeline->suspicious == 3);
    CHECK(sum_of(timeline->buckets) == 7);
    CHECK(timeline->buckets.size() == (unit == TimelineUnit::day     ? 4u
                                       : unit == TimelineUnit::month ? 2u
                                                                     : 1u));
  }
  const auto none = make_timeline({{day(1), 2}}, {}, plausible());
  REQUIRE(none);
  CHECK(none->buckets.empty());
  CHECK(none->suspicious == 2);
}

TEST_CASE("the first second of 1970 is counted apart, the rest of its day is not", "[part1-17]") {
  const HitTally::Counts<Day> days{{0, 5}, {day(2024, 1, 30), 3}};
  const auto timeline = make_timeline(days, {.unit = TimelineUnit::day}, plausible(), 5);
  REQUIRE(timeline);
  CHECK(timeline->buckets.size() == 1);
  CHECK(timeline->suspicious == 5);
  const auto by_year = make_timeline(days, {.unit = TimelineUnit::year}, plausible(), 4);
  REQUIRE(by_year);
  CHECK(by_year->suspicious == 4);
  CHECK(by_year->buckets.front().count == 1);
  CHECK(by_year->buckets.size() == 55);
  CHECK(shows_first_second(DayRange{0, 0}));
  for (const std::optional<DayRange>& filter : {std::optional<DayRange>(),
                                                {DayRange{-1, 0}},
                                                {DayRange{0, 1}},
                                                {DayRange{least, greatest}}})
    CHECK_FALSE(shows_first_second(filter));
}

TEST_CASE("a tally tells the first second of 1970 from its day", "[part1-17]") {
  HitTally tally({.days = true});
  const auto add = [&tally](Day day, DatePrecision precision, std::uint32_t second) {
    DocumentRecord record{};
    record.day = day;
    record.precision = static_cast<std::uint16_t>(precision);
    record.set_second_of_day(second);
    tally.add_date(record);
  };
  add(0, DatePrecision::second, 0);
  CHECK(tally.first_seconds() == 1);
  add(0, DatePrecision::second, 1);
  add(0, DatePrecision::day, 0);
  add(0, DatePrecision::year, 0);
  add(1, DatePrecision::second, 0);
  CHECK(tally.first_seconds() == 1);
  CHECK(tally.days().at(0) == 4);
}

TEST_CASE("too many parts are an error with a hint, or a reason for a coarser unit", "[part1-17]") {
  const HitTally::Counts<Day> days{{day(1), 1}, {day(2024, 6, 1), 5}, {day(9999, 12, 31), 1}};
  const auto refused = make_timeline(days, {.unit = TimelineUnit::day}, every_day);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::usage);
  CHECK(refused.error().hint.find("coarser") != std::string::npos);
  const auto year = make_timeline(days, {TimelineUnit::year, 5000, false}, every_day);
  REQUIRE_FALSE(year);
  CHECK(year.error().message.find("5000") != std::string::npos);

  struct Case {
    DayRange shown;
    TimelineUnit unit;
  };
  const Case cases[] = {{{day(2024, 6, 1), day(2024, 6, 1)}, TimelineUnit::day},
                        {every_day, TimelineUnit::century}};
  for (const Case& c : cases) {
    const auto fitting = make_timeline(days, {TimelineUnit::day, 400, true}, c.shown);
    REQUIRE(fitting);
    CHECK(fitting->unit == c.unit);
    CHECK(fitting->buckets.size() <= 400);
  }
}

TEST_CASE("auto is the finest unit that gives at most 400 bars", "[part1-17]") {
  for (Day span = 1; span < 400 * 366; span = span * 5 / 4 + 1) {
    const HitTally::Counts<Day> days{{day(2024), 1}, {day(2024) - span, 1}};
    CAPTURE(span);
    const auto fitting = make_timeline(days, {TimelineUnit::day, 400, true}, every_day);
    REQUIRE(fitting);
    CHECK(fitting->buckets.size() <= 400);
    CHECK(sum_of(fitting->buckets) == 2);
    if (fitting->unit == TimelineUnit::day) continue;
    const auto finer = static_cast<TimelineUnit>(static_cast<int>(fitting->unit) - 1);
    CHECK_FALSE(make_timeline(days, {finer, 400, false}, every_day));
  }
}

TEST_CASE("decades and centuries begin with years that end in 0 and 00", "[part1-17]") {
  const HitTally::Counts<Day> days{
      {day(1, 1, 1), 1}, {day(9, 12, 31), 1}, {day(10), 1}, {day(1999, 12, 31), 1}, {day(2000), 1}};
  const auto decades = make_timeline(days, {.unit = TimelineUnit::decade}, every_day);
  REQUIRE(decades);
  CHECK(decades->buckets.size() == 201);
  CHECK(decades->buckets[0].first == day(1));
  CHECK(decades->buckets[0].count == 2);
  CHECK(decades->buckets[1].first == day(10));
  CHECK(decades->buckets.back().first == day(2000));
  const auto centuries = make_timeline(days, {.unit = TimelineUnit::century}, every_day);
  REQUIRE(centuries);
  CHECK(centuries->buckets.size() == 21);
  CHECK(centuries->buckets[0].count == 3);
  CHECK(centuries->buckets[19].count == 1);
}
