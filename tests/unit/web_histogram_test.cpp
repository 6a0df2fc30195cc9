// The bars of the page's timeline, and dates in words.
#include <catch2/catch.hpp>
#include <random>

#include "searcher/results/timeline.hpp"
#include "server/page/date_words.hpp"
#include "server/page/histogram.hpp"

namespace dateline {
namespace {

Day day(int year, unsigned month, unsigned day_of_month) {
  return day_from_civil({year, month, day_of_month}).value();
}

/// Buckets without a gap, as a search gives them.
std::vector<TimelineBucket> buckets(Day first, Day last, TimelineUnit unit) {
  std::vector<TimelineBucket> timeline;
  for (Day start = bucket_start(first, unit); start <= last; start = next_bucket_start(start, unit))
    timeline.push_back({start, 1});
  return timeline;
}

TEST_CASE("bars are as fine as their number allows") {
  struct Case {
    Day first;
    Day last;
    TimelineUnit unit;
    BarUnit bars;
    int years;
  };
  const Case cases[] = {
      {day(2024, 5, 1), day(2024, 6, 9), TimelineUnit::day, BarUnit::day, 1},
      {day(2023, 1, 1), day(2024, 6, 9), TimelineUnit::week, BarUnit::week, 1},
      {day(2017, 1, 1), day(2024, 6, 9), TimelineUnit::month, BarUnit::month, 1},
      {day(2004, 1, 1), day(2024, 6, 9), TimelineUnit::month, BarUnit::quarter, 1},
      {day(1940, 7, 1), day(2018, 6, 9), TimelineUnit::month, BarUnit::years, 1},
      {day(1688, 1, 1), day(2025, 6, 9), TimelineUnit::month, BarUnit::years, 5},
      {day(1, 1, 1), day(9999, 12, 31), TimelineUnit::month, BarUnit::years, 250}};
  for (const Case& given : cases) {
    const Histogram histogram =
        make_histogram(buckets(given.first, given.last, given.unit), given.unit);
    CAPTURE(to_string(given.first), to_string(given.last));
    CHECK(histogram.unit == given.bars);
    CHECK(histogram.years == given.years);
    CHECK(histogram.bars.size() <= max_bars);
  }
  CHECK(make_histogram({}, TimelineUnit::month).bars.empty());
}

TEST_CASE("bars have no gap and lose no document, whatever the span") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    const auto unit = static_cast<TimelineUnit>(std::uniform_int_distribution<int>(0, 3)(random));
    const Day first = std::uniform_int_distribution<Day>(day(1, 1, 1), day(9990, 1, 1))(random);
    const int most = unit == TimelineUnit::day ? 90 : unit == TimelineUnit::week ? 600 : 40'000;
    const Day last = first + std::uniform_int_distribution<int>(0, most)(random);
    if (last > day(9999, 12, 31)) continue;
    CAPTURE(first, last, static_cast<int>(unit));
    const auto timeline = buckets(first, last, unit);
    const Histogram histogram = make_histogram(timeline, unit);
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < histogram.bars.size(); ++i) {
      const Bar& bar = histogram.bars[i];
      REQUIRE(bar.days.first <= bar.days.last);
      if (i > 0) REQUIRE(bar.days.first == histogram.bars[i - 1].days.last + 1);
      count += bar.count;
    }
    REQUIRE(count == timeline.size());
    REQUIRE(histogram.bars.front().days.first <= first);
    REQUIRE(histogram.bars.back().days.last >= last);
  }
}

TEST_CASE("a span that is known to be short is asked for in days or weeks, others look again") {
  const auto span = [](Day days) { return std::optional(DayRange{0, days}); };
  CHECK(timeline_unit_for(span(30)) == TimelineUnit::day);
  CHECK(timeline_unit_for(span(365)) == TimelineUnit::week);
  CHECK(timeline_unit_for(span(3650)) == TimelineUnit::month);
  CHECK(timeline_unit_for(std::nullopt) == TimelineUnit::month);
  CHECK(timeline_unit_for(DayRange{std::numeric_limits<Day>::min(), 3}) == TimelineUnit::month);
  CHECK(finer_unit(TimelineUnit::month, buckets(0, 20, TimelineUnit::month)) == TimelineUnit::day);
  CHECK(finer_unit(TimelineUnit::month, buckets(0, 365, TimelineUnit::month)) ==
        TimelineUnit::week);
  CHECK_FALSE(finer_unit(TimelineUnit::month, buckets(0, 3650, TimelineUnit::month)));
  CHECK_FALSE(finer_unit(TimelineUnit::week, buckets(0, 14, TimelineUnit::week)));
}

TEST_CASE("dates and spans are said in as few words as say them") {
  CHECK(day_in_words(day(2024, 5, 14)) == "14 May 2024");
  CHECK(date_in_words({}) == "undated");
  CHECK(date_in_words(*parse_date("2024-05")) == "May 2024");
  CHECK(date_in_words(*parse_date("2024-05-14T10:05:00Z")) == "14 May 2024, 10:05 UTC");
  const auto words = [](const char* first, const char* last) {
    return days_in_words({days_of(*parse_date(first)).first, days_of(*parse_date(last)).last});
  };
  CHECK(words("2023", "2023") == "2023");
  CHECK(words("2020", "2023") == "2020 to 2023");
  CHECK(words("2023", "2024-06") == "January 2023 to June 2024");
  CHECK(words("2024-05", "2024-05") == "May 2024");
  CHECK(words("2024-05-14", "2024-05-14") == "14 May 2024");
  CHECK(words("2024-05", "2024-06-09") == "1 May 2024 to 9 June 2024");
  CHECK(days_in_words({day(2023, 1, 1), std::numeric_limits<Day>::max()}) == "since 2023");
  CHECK(days_in_words({std::numeric_limits<Day>::min(), day(2001, 12, 31)}) == "until 2001");
}

}  // namespace
}  // namespace dateline
