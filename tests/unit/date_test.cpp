#include "dateline/date.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <random>

#include "common/date/read_date.hpp"

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
    // RFC 2822 and its predecessors and successors
    {"Tue, 14 May 2024 10:00:00 +0300", "2024-05-14T07:00:00Z"},
    {"Tue, 14 May 2024 10:00:00 +0300 (EEST)", "2024-05-14T07:00:00Z"},
    {"Tue, 14 May 2024 10:00 GMT", "2024-05-14T10:00:00Z"},
    {"14 May 2024 10:00:00 -0000", "2024-05-14T10:00:00Z"},
    {"Wed, 1 May 2024 23:00:00 EDT", "2024-05-02T03:00:00Z"},
    {"Wed, 01 May 2024 23:00:00 PST", "2024-05-02T07:00:00Z"},
    {"(a comment) Tue (day (nested)), 14 May 2024 10:00:00 (noon?) UT", "2024-05-14T10:00:00Z"},
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
    "May 14, 2024 was a Tuesday",
    "2024-05-",
    "2024-",
    "2024/05",
    "2024-05/14",
    "-2024-05-14",
    "+2024",
    "24-05-14",
    // Numbers that are not dates: ordinals, counts, days of spreadsheets, YYMMDD
    "12345",
    "202405",
    "1",
    "12",
    "123",
    "870226",
    "20245",
    "2024051",
    "2024.5",
    "2e3",
    // Times and zones
    "2024-05T10:00",
    "2024 10:00",
    "T10:00:00",
    "10:00:00",
    "May 2024 10:00",
    // Month names and years
    "May",
    "14 May",
    "May 14",
    "14 May 24",
    "May 14, 24",
    "14May2024",
    "14 Maybe 2024",
    "May 2nd",
    "14st May 2024",
    "11st May 2024",
    "2rd May 2024",
    "14 May 202",
    "14 May 20244",
    "Tuesday",
    "14 14 2024",
    "May May 2024",
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

namespace {

/// Kyiv in summer; no other zone is known to it.
std::optional<int> rules_of_one_zone(std::string_view zone, Day, int) {
  return zone == "Europe/Kyiv" ? std::optional(180) : std::nullopt;
}

std::string shown(const char* text, const DateHints& hints = {}) {
  const DateReading reading = read_date(text, hints);
  if (reading.date) return to_string(*reading.date);
  return reading.ambiguous ? "ambiguous" : "not a date";
}

struct HintCase {
  const char* text;
  const char* language;
  const char* country;
  const char* expected;
};

}  // namespace

TEST_CASE("a zone's name is what the table says", "[part1-18]") {
  const GoodCase cases[] = {
      {"Thu, 30 Apr 2015 08:57:00 MEST", "2015-04-30T06:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 MET", "2015-04-30T07:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 HST", "2015-04-30T18:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 SGT", "2015-04-30T00:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 HKT", "2015-04-30T00:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 NZST", "2015-04-29T20:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 NZDT", "2015-04-29T19:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 BRT", "2015-04-30T11:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 ART", "2015-04-30T11:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 SAST", "2015-04-30T06:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 EAT", "2015-04-30T05:57:00Z"},
      {"Thu, 30 Apr 2015 08:57:00 PKT", "2015-04-30T03:57:00Z"},
      {"2015-04-30 08:57 WIB", "2015-04-30T01:57:00Z"},
      {"2015-04-30T08:57:00 AEST", "2015-04-29T22:57:00Z"},
      {"2015-04-30T08:57:00AEDT", "2015-04-29T21:57:00Z"},
      {"30 April 2015 08:57 trt", "2015-04-30T05:57:00Z"},
      {"30 April 2015 08:57 GMT+2", "2015-04-30T06:57:00Z"},
      {"30 April 2015 08:57 GMT-3", "2015-04-30T11:57:00Z"},
      {"2015-04-30 08:57 UTC+05:30", "2015-04-30T03:27:00Z"},
      {"2015-04-30 08:57 UTC+530", "2015-04-30T03:27:00Z"},
      {"2015-04-30 08:57 (GMT+7)", "2015-04-30T01:57:00Z"},
      {"2015-04-30T08:57:00\u221205:00", "2015-04-30T13:57:00Z"},
      {"2015-04-30T08:57:00+02:00[Europe/Berlin]", "2015-04-30T06:57:00Z"},
      {"2015-04-30 08:57:00 +0200 CEST", "2015-04-30T06:57:00Z"},
      {"Wed, 19 Aug 2009 18:28:00 Etc/GMT", "2009-08-19T18:28:00Z"},
      {"May 14, 2024 10:00 EST", "2024-05-14T15:00:00Z"},
  };
  for (const GoodCase& example : cases) {
    CAPTURE(example.text);
    CHECK(shown(example.text) == example.expected);
  }
}

TEST_CASE("a zone's name of several countries needs one of them, or leaves the day", "[part1-18]") {
  const HintCase cases[] = {
      {"30 Apr 2015 23:57 IST", "", "", "2015-04-30"},
      {"30 Apr 2015 23:57 IST", "en", "", "2015-04-30"},
      {"30 Apr 2015 23:57 IST", "hi", "", "2015-04-30T18:27:00Z"},
      {"30 Apr 2015 23:57 IST", "en-in", "", "2015-04-30T18:27:00Z"},
      {"30 Apr 2015 23:57 IST", "en_IN", "", "2015-04-30T18:27:00Z"},
      {"30 Apr 2015 23:57 IST", "he", "", "2015-04-30T21:57:00Z"},
      {"30 Apr 2015 23:57 IST", "en", "IL", "2015-04-30T21:57:00Z"},
      {"30 Apr 2015 23:57 IST", "en-us", "IE", "2015-04-30T22:57:00Z"},
      {"30 Apr 2015 23:57 BST", "en-gb", "", "2015-04-30T22:57:00Z"},
      {"30 Apr 2015 23:57 BST", "bn", "", "2015-04-30T17:57:00Z"},
      {"30 Apr 2015 23:57 BST", "de", "", "2015-04-30"},
      {"30 Apr 2015 08:57 CST", "zh-Hans-CN", "", "2015-04-30T00:57:00Z"},
      {"30 Apr 2015 08:57 CST", "en", "US", "2015-04-30T14:57:00Z"},
      {"30 Apr 2015 08:57 CST", "es", "CU", "2015-04-30T13:57:00Z"},
      {"30 Apr 2015 08:57 CST", "en", "", "2015-04-30"},
      {"30 Apr 2015 08:57 AST", "ar", "", "2015-04-30T05:57:00Z"},
      {"30 Apr 2015 08:57 AST", "fr-ca", "", "2015-04-30T12:57:00Z"},
      {"30 Apr 2015 08:57 EST", "en-au", "", "2015-04-29T22:57:00Z"},
      {"Thu Apr 30 08:57:00 IST 2015", "ga", "", "2015-04-30T07:57:00Z"},
  };
  for (const HintCase& example : cases) {
    CAPTURE(example.text, example.language, example.country);
    CHECK(shown(example.text, {.language = example.language, .country = example.country}) ==
          example.expected);
  }
  CHECK(read_date("30 Apr 2015 23:57 IST").hints_help);
  CHECK_FALSE(read_date("30 Apr 2015 23:57 XYZ").hints_help);
  CHECK_FALSE(read_date("30 Apr 2015 23:57 CET").hints_help);
}

TEST_CASE("zones whose offset the date decides ask the rules, or leave the day", "[part1-18]") {
  DateHints hints;
  hints.zone_rules = rules_of_one_zone;
  CHECK(shown("2024-05-14T10:00:00 Europe/Kyiv", hints) == "2024-05-14T07:00:00Z");
  CHECK(shown("2024-05-14T10:00:00[Europe/Kyiv]", hints) == "2024-05-14T07:00:00Z");
  CHECK(shown("2024-05-14T10:00:00 Mars/Olympus", hints) == "2024-05-14");
  CHECK(shown("May 14, 2024 at 10:00 a.m. ET", hints) == "2024-05-14");
  CHECK(shown("2024-05-14T10:00:00 Europe/Kyiv") == "2024-05-14");
  CHECK(read_date("May 14, 2024 at 10 a.m. PT").hints_help);
}

TEST_CASE("a time that cannot be understood never costs the day", "[part1-18]") {
  const GoodCase cases[] = {
      {"2024-05-14T25:00:00", "2024-05-14"},
      {"2024-05-14T24:00:01", "2024-05-14"},
      {"2024-05-14T10:60:00", "2024-05-14"},
      {"2024-05-14T10:00:61", "2024-05-14"},
      {"2024-05-14T10:0", "2024-05-14"},
      {"2024-05-14T", "2024-05-14"},
      {"2024-05-14T10:00:00+24:00", "2024-05-14"},
      {"2024-05-14T10:00:00+03:60", "2024-05-14"},
      {"2024-05-14T10:00:00+3", "2024-05-14"},
      {"2024-05-14T10:00:00 XYZ", "2024-05-14"},
      {"2024-05-14T10:00:00ZZ", "2024-05-14"},
      {"2024-05-14T10:00:00.Z", "2024-05-14"},
      {"Tue, 14 May 2024 23:00:00 XYZ", "2024-05-14"},
      {"Tue May 14 23:00:00 XYZ 2024", "2024-05-14"},
      {"14 May 2024 10:00 qqq", "2024-05-14"},
      {"14 May 2024 10:00 by our correspondent", "2024-05-14"},
      {"14 mai 2024, 10:99", "2024-05-14"},
      {"26-FEB-1987 605:12:19.12", "1987-02-26"},
      // In UTC, these would be in no year that there is.
      {"0001-01-01T00:00:00+01:00", "0001-01-01"},
      {"9999-12-31T23:00:00-02:00", "9999-12-31"},
  };
  for (const GoodCase& example : cases) {
    CAPTURE(example.text);
    CHECK(shown(example.text) == example.expected);
  }
}

TEST_CASE("words after a day of a document cost the time, not the day", "[part1-18]") {
  for (const char* text :
       {"2024-05-14 noon", "14 May 2024 around noon", "2024-05-14 TBD", "2024-05-14 ??:??",
        "2024-05-14 at 10 o'clock", "14.05.2024 um halb zehn", "14 mai 2024, heure inconnue",
        "2024-05-14Tfoo", "2024-05-14_10-30-00", "20240514-103000", "14/May/2024:10:00:00 +0200",
        "May 14, 2024, midnight", "2024-05-14T10h", "2024年5月14日 正午"}) {
    CAPTURE(text);
    const DateReading reading = read_date(text, {.keeps_day = true});
    REQUIRE(reading.date);
    CHECK(to_string(*reading.date).substr(0, 10) == "2024-05-14");
  }
  for (const char* text :
       {"2024-05-14 to 2024-05-20", "14 May 2024 - 16 May 2024", "14 May 2024 to 16 June",
        "2024-05-14/2024-05-20", "2024-05 or later", "noon", "the 14th", "2023-2024 season"}) {
    CAPTURE(text);
    CHECK_FALSE(read_date(text, {.keeps_day = true}).date);
  }
  CHECK(read_date("03/04/2024 noon", {.keeps_day = true}).ambiguous);
  CHECK_FALSE(parse_date("2024-05-14 noon"));
}

TEST_CASE("Unix time is read in all its units, from long ago, and as text", "[part1-18]") {
  const GoodCase cases[] = {
      {"1715680800", "2024-05-14T10:00:00Z"},
      {"1715680800000", "2024-05-14T10:00:00Z"},
      {"1715680800000000", "2024-05-14T10:00:00Z"},
      {"1715680800000000000", "2024-05-14T10:00:00Z"},
      {"1715680800.75", "2024-05-14T10:00:00Z"},
      {"1.7156808e9", "2024-05-14T10:00:00Z"},
      {"50000000", "1971-08-02T16:53:20Z"},
      {"100000000", "1973-03-03T09:46:40Z"},
      {"99999999999", "1973-03-03T09:46:39Z"},
      {"0", "1970-01-01T00:00:00Z"},
      {"-86400", "1969-12-31T00:00:00Z"},
      {"-1000000000000", "1938-04-24T22:13:20Z"},
      {"-62135596800", "0001-01-01T00:00:00Z"},
      {"-62135596800000", "0001-01-01T00:00:00Z"},
      {"253402300799", "9999-12-31T23:59:59Z"},
      {"/Date(1715680800000+0200)/", "2024-05-14T10:00:00Z"},
      {"19710101", "1971-01-01"},
      {"202405141030", "2024-05-14T10:30:00Z"},
      {"20240514103015", "2024-05-14T10:30:15Z"},
      // Not Unix time: unknown, counts, YYMMDD, days of a spreadsheet, a typo
      {"-1", "not a date"},
      {"7", "not a date"},
      {"45426", "not a date"},
      {"240514", "not a date"},
      {"20241332", "not a date"},
      {"03335", "not a date"},
      {"9223372036854775807", "not a date"},
      {"99999999999999999999", "not a date"},
      {"1e999", "not a date"},
  };
  for (const GoodCase& example : cases) {
    CAPTURE(example.text);
    CHECK(shown(example.text) == example.expected);
  }
}

TEST_CASE("dates in digits are read in the forms that documents have", "[part1-18]") {
  const GoodCase cases[] = {
      {"2024-5-4", "2024-05-04"},
      {"2024/5/4 7:05", "2024-05-04T07:05:00Z"},
      {"2024.05.14", "2024-05-14"},
      {"2024. 5. 14.", "2024-05-14"},
      {"14.05.2024", "2024-05-14"},
      {"14. 5. 2024 10.30", "2024-05-14T10:30:00Z"},
      {"05.06.2024", "2024-06-05"},
      {"12.31.2024", "2024-12-31"},
      {"14.05.24", "2024-05-14"},
      {"2024-W20-2", "2024-05-14"},
      {"2024-W20", "2024-05"},
      {"2024-W18", "2024"},
      {"2020-W53-5", "2021-01-01"},
      {"2024-W53-1", "not a date"},
      {"2024-W20-8", "not a date"},
      {"2024-135", "2024-05-14"},
      {"2024-366", "2024-12-31"},
      {"2023-366", "not a date"},
      {"2024-000", "not a date"},
      {"2024-Q2", "2024"},
      {"2024-Q5", "not a date"},
      {"+002024-05-14", "2024-05-14"},
      {"-0044-03-15", "not a date"},
      {"2024-05-14T10", "2024-05-14T10:00:00Z"},
      {"2024-05-14T10Z", "2024-05-14T10:00:00Z"},
      {"14-MAY-24", "2024-05-14"},
      {"14-MAY-24 10.30.15.000000 AM", "2024-05-14T10:30:15Z"},
      {"\u200E2024-05-14", "2024-05-14"},
      {"2024\u201105\u201114", "2024-05-14"},
      {"\uFF12\uFF10\uFF12\uFF14\uFF0F\uFF10\uFF15\uFF0F\uFF11\uFF14", "2024-05-14"},
      // Years of other calendars are not taken for ours, but for those that look the same.
      {"2567-05-14", "2567-05-14"},
      {"14 พ.ค. 67", "2024-05-14"},
      {"民國113年5月14日", "2024-05-14"},
      {"令和6年5月14日", "2024-05-14"},
  };
  for (const GoodCase& example : cases) {
    CAPTURE(example.text);
    CHECK(shown(example.text) == example.expected);
  }
}

TEST_CASE("whether day or month is first must be certain", "[part1-18]") {
  CHECK(shown("14/05/2024") == "2024-05-14");
  CHECK(shown("05/14/2024") == "2024-05-14");
  CHECK(shown("14-05-2024") == "2024-05-14");
  CHECK(shown("05/05/2024") == "2024-05-05");
  CHECK(shown("5/14/2024 10:00:00 AM") == "2024-05-14T10:00:00Z");
  CHECK(shown("12/25/99") == "1999-12-25");
  CHECK(shown("14/05/24") == "ambiguous");
  CHECK(shown("03-12-11") == "ambiguous");
  // In 2045 nobody has written yet.
  CHECK(shown("03-12-45") == "not a date");
  CHECK(shown("45/12/03") == "not a date");
  CHECK(shown("03/04/2024") == "ambiguous");
  CHECK(shown("32/13/2024") == "not a date");
  CHECK_FALSE(parse_date("03/04/2024"));
  CHECK(read_date("03/04/2024").hints_help);
  CHECK(read_date("14/05/2024").shows == DayMonthOrder::day_first);
  CHECK(read_date("05/14/2024").shows == DayMonthOrder::month_first);
  CHECK(read_date("05/05/2024").shows == DayMonthOrder::unknown);
  CHECK(shown("03/04/2024", {.order = DayMonthOrder::day_first}) == "2024-04-03");
  CHECK(shown("03/04/2024", {.order = DayMonthOrder::month_first}) == "2024-03-04");
  CHECK(shown("03/04/2024", {.order = DayMonthOrder::mixed}) == "ambiguous");
  // The weekday decides as well: 3 April was a Wednesday, 4 March a Monday.
  CHECK(shown("Wed 03/04/2024 10:00") == "2024-04-03T10:00:00Z");
  CHECK(shown("Monday, 03/04/2024") == "2024-03-04");
  CHECK(shown("Friday, 03/04/2024") == "ambiguous");
}

TEST_CASE("names of months are read in the languages of CLDR", "[part1-18]") {
  const GoodCase cases[] = {
      {"14 mai 2024", "2024-05-14"},
      {"mardi 14 mai 2024 à 10h30", "2024-05-14T10:30:00Z"},
      {"mar. 14 mai 2024", "2024-05-14"},
      {"1er août 2024", "2024-08-01"},
      {"14 AOUT 2024", "2024-08-14"},
      {"14 févr. 2024", "2024-02-14"},
      {"14 травня 2024 р.", "2024-05-14"},
      {"травень 2024", "2024-05"},
      {"вівторок, 14 травня 2024 р. о 10:30", "2024-05-14T10:30:00Z"},
      {"14 мая 2024 г., 10:00", "2024-05-14T10:00:00Z"},
      {"14 МАЯ 2024", "2024-05-14"},
      {"Май 2024", "2024-05"},
      {"14 сен 2024", "2024-09-14"},
      {"14 Mayıs 2024", "2024-05-14"},
      {"14 MAYIS 2024 Salı 10:30", "2024-05-14T10:30:00Z"},
      {"14 NİSAN 2024", "2024-04-14"},
      {"14 de mayo de 2024", "2024-05-14"},
      {"14 de mayo de 2024, 10:30 a. m.", "2024-05-14T10:30:00Z"},
      {"1º de maio de 2024", "2024-05-01"},
      {"14. Mai 2024", "2024-05-14"},
      {"Dienstag, den 14. März 2024 um 10:30 Uhr MEZ", "2024-03-14T09:30:00Z"},
      {"14. Jänner 2024", "2024-01-14"},
      {"14. května 2024", "2024-05-14"},
      {"květen 2024", "2024-05"},
      {"14 maja 2024 r.", "2024-05-14"},
      {"2024. május 14.", "2024-05-14"},
      {"2024 m. gegužės 14 d.", "2024-05-14"},
      {"2024. gada 14. maijs", "2024-05-14"},
      {"14. toukokuuta 2024 klo 10.30", "2024-05-14T10:30:00Z"},
      {"14 Μαΐου 2024", "2024-05-14"},
      {"14 ΜΑΪΟΥ 2024", "2024-05-14"},
      {"Μάιος 2024", "2024-05"},
      {"2024ko maiatzaren 14a", "2024-05-14"},
      {"14 d’octubre del 2024", "2024-10-14"},
      {"2024年5月14日", "2024-05-14"},
      {"2024年05月14日(火) 10時30分", "2024-05-14T10:30:00Z"},
      {"2024年5月14日星期二下午3:30", "2024-05-14T15:30:00Z"},
      {"２０２４年５月１４日", "2024-05-14"},
      {"2024年5月", "2024-05"},
      {"2024年", "2024"},
      {"2024년 5월 14일 화요일 오후 3:30", "2024-05-14T15:30:00Z"},
      {"2024-05-14 오전 11:23", "2024-05-14T11:23:00Z"},
      {"Ngày 14 tháng 12 năm 2024", "2024-12-14"},
      {"14 พฤษภาคม 2024", "2024-05-14"},
      {"१४ मई २०२४", "2024-05-14"},
      {"١٤ مايو ٢٠٢٤", "2024-05-14"},
      {"14 במאי 2024", "2024-05-14"},
      {"Selasa, 14 Mei 2024 | 10:30 WIB", "2024-05-14T03:30:00Z"},
      {"10:00 AM, May 14, 2024", "2024-05-14T10:00:00Z"},
      {"2024-július-13T9:15-05:00", "2024-07-13T14:15:00Z"},
      {"1st of May 2024", "2024-05-01"},
      // Not dates
      {"14 mai 24", "not a date"},
      {"14 mai", "not a date"},
      {"14 mai 2024 14 mai 2024", "not a date"},
      {"14 mai était 2024", "not a date"},
      {"du 5 au 14 mai 2024", "not a date"},
      {"31 avril 2024", "not a date"},
  };
  for (const GoodCase& example : cases) {
    CAPTURE(example.text);
    CHECK(shown(example.text) == example.expected);
  }
}

TEST_CASE("a name that is another month elsewhere needs the language", "[part1-18]") {
  for (const char* text : {"14 listopada 2024", "14. listopad 2024"})
    CHECK(shown(text) == "ambiguous");
  CHECK(shown("14. listopad 2024", {.language = "cs"}) == "2024-11-14");
  CHECK(shown("14. listopad 2024", {.language = "hr-HR"}) == "2024-10-14");
  CHECK(shown("14 listopada 2024", {.language = "PL"}) == "2024-11-14");
  CHECK(shown("14 listopada 2024", {.language = "en"}) == "ambiguous");
}

TEST_CASE("what is not a date, wholly and exactly, is refused") {
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
  // 0 in a column of times is "none", but 1 January 1970 as a day is somebody's.
  CHECK(suspicious("1970-01-01T00:00:00Z"));
  CHECK_FALSE(suspicious("1970-01-01"));
  CHECK_FALSE(suspicious("1970-01-01T00:00:01Z"));

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
