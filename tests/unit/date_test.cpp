#include "dateline/date.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <random>

using namespace dateline;

namespace {

struct GoodCase {
  const char* text;
  const char* expected;  ///< what to_string() makes of it
};

constexpr GoodCase good_cases[] = {
    // ISO 8601
    {"2024-05-14", "2024-05-14"},
    {"2024-05", "2024-05"},
    {"2024", "2024"},
    {"0001", "0001"},
    {"9999-12-31", "9999-12-31"},
    {"0001-01-01", "0001-01-01"},
    {"  2024-05-14\r\n", "2024-05-14"},
    {"\t2024\t", "2024"},
    {"2024-02-29", "2024-02-29"},
    {"2000-02-29", "2000-02-29"},
    {"2024/05/14", "2024-05-14"},
    {"2024-05-14T10:00:00Z", "2024-05-14T10:00:00Z"},
    {"2024-05-14t10:00:00z", "2024-05-14T10:00:00Z"},
    {"2024-05-14T10:00:00", "2024-05-14T10:00:00Z"},
    {"2024-05-14T10:00", "2024-05-14T10:00:00Z"},
    {"2024-05-14 10:00:00", "2024-05-14T10:00:00Z"},
    {"2024-05-14  10:00", "2024-05-14T10:00:00Z"},
    {"2024-05-14T10:00:00+03:00", "2024-05-14T07:00:00Z"},
    {"2024-05-14T10:00:00+0300", "2024-05-14T07:00:00Z"},
    {"2024-05-14T10:00:00+03", "2024-05-14T07:00:00Z"},
    {"2024-05-14T10:00:00.123456789Z", "2024-05-14T10:00:00Z"},
    {"2024-05-14T10:00:00,5-05:30", "2024-05-14T15:30:00Z"},
    {"2024-05-14 10:00:00 UTC", "2024-05-14T10:00:00Z"},
    {"2024-05-14 10:00:00 +02:00", "2024-05-14T08:00:00Z"},
    {"2024-05-14 10:00:00 EST", "2024-05-14T15:00:00Z"},
    {"2024-05-14T24:00:00", "2024-05-15T00:00:00Z"},
    {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
    {"20240514", "2024-05-14"},
    {"19870226", "1987-02-26"},
    {"20240514T101530Z", "2024-05-14T10:15:30Z"},
    {"20240514T1015+0100", "2024-05-14T09:15:00Z"},
    // Offsets that change the day, the month and the year
    {"2024-05-14T01:30:00+03:00", "2024-05-13T22:30:00Z"},
    {"2024-05-31T23:30:00-01:00", "2024-06-01T00:30:00Z"},
    {"2024-01-01T00:00:00+00:01", "2023-12-31T23:59:00Z"},
    {"2023-12-31T20:00:00-08:00", "2024-01-01T04:00:00Z"},
    {"2024-03-01T00:15:00+14:00", "2024-02-29T10:15:00Z"},
    {"2024-05-14T24:00:00-23:59", "2024-05-15T23:59:00Z"},
    // RFC 2822 and what came before and after it
    {"Tue, 14 May 2024 10:00:00 +0300", "2024-05-14T07:00:00Z"},
    {"Tue, 14 May 2024 10:00:00 +0300 (EEST)", "2024-05-14T07:00:00Z"},
    {"Tue, 14 May 2024 10:00 GMT", "2024-05-14T10:00:00Z"},
    {"14 May 2024 10:00:00 -0000", "2024-05-14T10:00:00Z"},
    {"Wed, 1 May 2024 23:00:00 EDT", "2024-05-02T03:00:00Z"},
    {"Wed, 01 May 2024 23:00:00 PST", "2024-05-02T07:00:00Z"},
    {"(a comment) Tue (day (nested)), 14 May 2024 10:00:00 (noon?) UT", "2024-05-14T10:00:00Z"},
    {"Tue, 14 May 2024 10:00:00 IST", "2024-05-14T10:00:00Z"},
    {"Thu, 26 Feb 87 15:01:01 GMT", "1987-02-26T15:01:01Z"},
    {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
    {"14 May 24 10:00 GMT", "2024-05-14T10:00:00Z"},
    {"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"},
    {"Tue May 14 10:00:00 EEST 2024", "2024-05-14T07:00:00Z"},
    {"Tue May 14 2024 10:00:00 GMT+0300 (Eastern European Summer Time)", "2024-05-14T07:00:00Z"},
    // Newswires
    {"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01Z"},
    {" 9-APR-1987 00:33:11.1", "1987-04-09T00:33:11Z"},
    {"3-MAR-1987  09:15:05.40", "1987-03-03T09:15:05Z"},
    {"26-feb-1987", "1987-02-26"},
    // English
    {"May 14, 2024", "2024-05-14"},
    {"May 14 2024", "2024-05-14"},
    {"MAY 14, 2024", "2024-05-14"},
    {"14 May 2024", "2024-05-14"},
    {"14 May, 2024", "2024-05-14"},
    {"14th May 2024", "2024-05-14"},
    {"Tuesday, May 14th 2024", "2024-05-14"},
    {"Tuesday, May 14th, 2024", "2024-05-14"},
    {"Tues. May 14, 2024", "2024-05-14"},
    {"Friday 14 May 2024", "2024-05-14"},
    {"Sept. 3, 1999", "1999-09-03"},
    {"Sep 3, 1999", "1999-09-03"},
    {"January 1st, 1700", "1700-01-01"},
    {"May 2024", "2024-05"},
    {"May, 2024", "2024-05"},
    {"Feb. 2023", "2023-02"},
    {"May 14, 2024 10:30 PM", "2024-05-14T22:30:00Z"},
    {"May 14, 2024, 10:30 p.m.", "2024-05-14T22:30:00Z"},
    {"May 14, 2024 at 12:05am EST", "2024-05-14T05:05:00Z"},
    {"14 May 2024, 12:00 pm", "2024-05-14T12:00:00Z"},
    {"February 29, 2024", "2024-02-29"},
};

constexpr const char* bad_cases[] = {
    "",
    " ",
    "\n",
    "date",
    "today",
    "yesterday",
    "no date",
    "n/a",
    "null",
    // No such day, month or year
    "9999-99-99",
    "2023-02-29",
    "1900-02-29",
    "2024-00-10",
    "2024-13-01",
    "2024-05-00",
    "2024-05-32",
    "2024-04-31",
    "0000",
    "0000-01-01",
    "0000-00-00",
    "00000101",
    "19871301",
    "19870230",
    "20230229",
    "February 29, 2023",
    "31 April 2024",
    "32 May 2024",
    "0 May 2024",
    "May 0, 2024",
    // The whole text must be a date
    "2024-05-14x",
    "x2024-05-14",
    "2024-05-14 and more",
    "2024-05-14,",
    "2024-05-14T",
    "2024-05-14T10",
    "May 14, 2024 was a Tuesday",
    "on May 14, 2024",
    "2024-05-",
    "2024-",
    "2024-5-4",
    "2024-005",
    "2024/05",
    "2024-05/14",
    "-2024-05-14",
    "+2024",
    "24-05-14",
    "14.05.2024",
    "05/14/2024",
    // Numbers that are no dates: epochs, ordinals, counts
    "1715680000",
    "1715680000000",
    "1715680000.5",
    "12345",
    "202405",
    "1",
    "12",
    "123",
    "870226",
    "20245",
    "2024051",
    "202405141",
    "99999999",
    "2024.5",
    "2e3",
    // Times and zones
    "2024-05-14T25:00:00",
    "2024-05-14T24:00:01",
    "2024-05-14T10:60:00",
    "2024-05-14T10:00:61",
    "2024-05-14T10:0",
    "2024-05-14T10:00:00+24:00",
    "2024-05-14T10:00:00+03:60",
    "2024-05-14T10:00:00+3",
    "2024-05-14T10:00:00 XYZ",
    "2024-05-14T10:00:00ZZ",
    "2024-05T10:00",
    "2024 10:00",
    "T10:00:00",
    "10:00:00",
    "26-FEB-1987 605:12:19.12",
    "2024-05-14T10:00:00.Z",
    "May 14, 2024 13:00 pm",
    "May 14, 2024 0:30 am",
    "May 2024 10:00",
    "14 May 2024 10:00 qqq",
    "14 May 2024 10:00 BORINGZONE",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:00:00-02:00",
    // Month names and years
    "May",
    "14 May",
    "May 14",
    "14 May 24",
    "May 14, 24",
    "14May2024",
    "14 Mai 2024",
    "14 Maybe 2024",
    "May 2nd",
    "14st May 2024",
    "11st May 2024",
    "2rd May 2024",
    "14 May 202",
    "14 May 20244",
    "Tuesday",
    "Tuesday, 2024-05-14",
    "14 14 2024",
    "May May 2024",
    "(2024-05-14",
    "14 May 2024 (open",
    "26--FEB-1987",
    "14 May 2024 2024",
};

constexpr const char* long_comment_head = "Tue, 14 May 2024 10:00:00 +0300 ";

}  // namespace

TEST_CASE("dates are read as news carries them") {
  for (const auto& example : good_cases) {
    CAPTURE(example.text);
    const auto date = parse_date(example.text);
    REQUIRE(date);
    CHECK(to_string(*date) == example.expected);
    CHECK(date->origin == DateOrigin::none);
    CHECK_FALSE(date->suspicious);
  }
}

TEST_CASE("what is no date, wholly and exactly, is refused") {
  for (const char* text : bad_cases) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("a date longer than any real one is refused without reading it") {
  const std::string deep = long_comment_head + std::string(1u << 20, '(');
  CHECK_FALSE(parse_date(deep));
  CHECK_FALSE(parse_date(std::string(1u << 20, '2')));
  CHECK_FALSE(parse_date(std::string("2024-05-14\0", 11)));
}

TEST_CASE("random bytes made of the pieces of dates never yield a day outside the calendar") {
  const char* const pieces[] = {"2024", "-", "05", "14", "T", ":", "+",  "99", "Z", " ",   "May",
                                ",",    "(", ")",  "th", "/", ".", "am", "0",  "1", "GMT", "Tue"};
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::size_t readable = 0;
  for (int round = 0; round < 50000; ++round) {
    std::string text;
    for (auto n = 1 + random() % 9; n > 0; --n) text += pieces[random() % std::size(pieces)];
    const auto date = parse_date(text);
    if (!date) continue;
    ++readable;
    INFO(text);
    REQUIRE(date->known());
    REQUIRE(day_from_civil(civil_from_day(date->day)));
    REQUIRE(date->second_of_day >= 0);
    REQUIRE(date->second_of_day < 86400);
    REQUIRE(parse_date(to_string(*date)) == date);
  }
  CHECK(readable > 0);
}

TEST_CASE("every day from year 1 to 9999 goes to a civil date, to text and back") {
  const Day first = *day_from_civil({1, 1, 1});
  const Day last = *day_from_civil({9999, 12, 31});
  CHECK(first == -719162);
  CHECK(last == 2932896);
  CivilDate previous{0, 12, 31};
  bool all_equal = true;
  for (Day day = first; day <= last; ++day) {
    const CivilDate civil = civil_from_day(day);
    const auto parsed = parse_date(to_string(day));
    const bool follows = civil > previous;
    previous = civil;
    if (follows && day_from_civil(civil) == day && parsed && parsed->day == day) continue;
    all_equal = false;
    FAIL_CHECK("day " << day << " is " << to_string(day));
    break;
  }
  CHECK(all_equal);
}

TEST_CASE("days count from the epoch") {
  CHECK(day_from_civil({1970, 1, 1}) == 0);
  CHECK(day_from_civil({1969, 12, 31}) == -1);
  CHECK(day_from_civil({2000, 3, 1}) == 11017);
  CHECK(civil_from_day(11016) == CivilDate{2000, 2, 29});
  CHECK(to_string(Day{0}) == "1970-01-01");
}

TEST_CASE("a civil date that does not exist has no day") {
  CHECK_FALSE(day_from_civil({0, 1, 1}));
  CHECK_FALSE(day_from_civil({10000, 1, 1}));
  CHECK_FALSE(day_from_civil({2024, 0, 1}));
  CHECK_FALSE(day_from_civil({2024, 13, 1}));
  CHECK_FALSE(day_from_civil({2024, 1, 0}));
  CHECK_FALSE(day_from_civil({2023, 2, 29}));
  CHECK_FALSE(day_from_civil({2024, 4294967295u, 1}));
}

TEST_CASE("any day number has a civil date, however far away") {
  CHECK(civil_from_day(std::numeric_limits<Day>::max()).year > 5'000'000);
  CHECK(civil_from_day(std::numeric_limits<Day>::min()).year < -5'000'000);
}

TEST_CASE("a date is suspicious before 1700 and more than two days ahead") {
  const Day today = *day_from_civil({2024, 5, 14});
  const auto suspicious = [&](const char* text) {
    Date date = *parse_date(text);
    flag_if_suspicious(date, today);
    return date.suspicious;
  };
  CHECK(suspicious("1699-12-31"));
  CHECK_FALSE(suspicious("1700-01-01"));
  CHECK_FALSE(suspicious("2024-05-16"));
  CHECK(suspicious("2024-05-17"));
  CHECK(suspicious("9999-12-31"));
  CHECK_FALSE(suspicious("2024"));

  Date unknown;
  flag_if_suspicious(unknown, today);
  CHECK_FALSE(unknown.suspicious);

  Date corrected = *parse_date("2024-05-14");
  corrected.suspicious = true;
  flag_if_suspicious(corrected, today);
  CHECK_FALSE(corrected.suspicious);
}

TEST_CASE("a date means all the days that its precision leaves open") {
  const auto range = [](const char* text) {
    const DayRange days = days_of(*parse_date(text));
    return to_string(days.first) + ".." + to_string(days.last);
  };
  CHECK(range("2024") == "2024-01-01..2024-12-31");
  CHECK(range("2024-02") == "2024-02-01..2024-02-29");
  CHECK(range("2023-02") == "2023-02-01..2023-02-28");
  CHECK(range("9999-12") == "9999-12-01..9999-12-31");
  CHECK(range("2024-05-14") == "2024-05-14..2024-05-14");
  CHECK(range("2024-05-14T23:59:59Z") == "2024-05-14..2024-05-14");
  const DayRange unknown = days_of(Date{});
  CHECK(unknown.first == std::numeric_limits<Day>::min());
  CHECK(unknown.last == std::numeric_limits<Day>::max());
}

TEST_CASE("an unknown date is an empty text") {
  CHECK(to_string(Date{}).empty());
  CHECK_FALSE(Date{}.known());
}

TEST_CASE("today lies in this century") {
  const int year = civil_from_day(today_utc()).year;
  CHECK(year >= 2024);
  CHECK(year < 2100);
}
