#include "common/date/feed_date.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace dateline {
namespace {

std::string shown(const char* text) {
  const DateReading reading = read_feed_date(text);
  return reading.date ? to_string(*reading.date) : "none";
}

TEST_CASE("dates of feeds are read by their customs", "[feed_date]") {
  struct Row {
    const char* text;
    const char* date;
  };
  const Row rows[] = {
      {"Tue, 14 May 2024 10:00:00 EST", "2024-05-14T15:00:00Z"},
      {"2024-05-14T10:00:00.1234Z", "2024-05-14T10:00:00Z"},
      {"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
      {"2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"},
      {"041130", "2004-11-30"},
      {"-0411", "2004-11"},
      {"-04-11", "2004-11"},
      {"04-11-30", "2004-11-30"},
      {"04060", "2004-02-29"},
      {"2004-011-30T10:14:55+00:00", "2004-11-30T10:14:55Z"},
      {"2024-05-14 오후 11:23:17", "2024-05-14T14:23:17Z"},
      {"2024년 05월 14일  01:31:15", "2024-05-13T16:31:15Z"},
      {"2024-05-14 오후 11:23:17 +0000", "2024-05-14T23:23:17Z"},
      {"Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"},
      {"Wed, 19 Feb 2012 22:40:00 GMT-01:01", "2012-02-19T23:41:00Z"},
      {"Sun Jul 15 01:16:00 +0000 2012", "2012-07-15T01:16:00Z"},
      {"2024-05", "2024-05"},
      {"22013", "none"},
      {"013", "none"},
      {"", "none"},
      {"041330", "none"},
      {"Sun, 16 Dec 2012 1:2:3:4 GMT", "none"},
      {"Sun, 16 Dec zz 11:47:32 GMT", "none"},
      {"Sun, 16 Dec 2012 11:47:32 +zz:00", "none"},
      {"Sun, 99 Jun 2009 12:00:00 GMT", "none"},
      {"2024-05-14T25:00:00Z", "none"},
      {"2024-05-14T10:61:00Z", "none"},
      {"2024-05-14T10:00:00-06:00Textra", "none"},
      {"2024-05-14-01", "none"},
      {"9999-12-31T23:59:59-99:99", "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(shown(row.text) == row.date);
  }
}

}  // namespace
}  // namespace dateline
