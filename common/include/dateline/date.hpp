// The publication date of a document: a day, how exact it is, and where it was found.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// Days since 1970-01-01 in the proleptic Gregorian calendar; negative before it.
using Day = std::int32_t;

/// How much of a date is known. Stored; the numbers never change.
enum class DatePrecision : std::uint8_t { none = 0, year = 1, month = 2, day = 3, second = 4 };

/// Where a date was found. Stored; the numbers never change.
enum class DateOrigin : std::uint8_t {
  none = 0,
  header = 1,
  metadata = 2,
  url = 3,
  text = 4,
  file = 5,
  given = 6,
  json_ld = 7,         ///< of a page: datePublished of its JSON-LD
  published_time = 8,  ///< <meta property="article:published_time">
  itemprop = 9,        ///< itemprop="datePublished"
  meta = 10,           ///< another <meta>
  time = 11,           ///< a <time> element
  hentry = 12,         ///< an element of class published
  state = 13,          ///< data in a script
  feed = 14,           ///< the feed that lists the page
};

/// A calendar date, as people write it.
struct CivilDate {
  int year = 1970;
  unsigned month = 1;  ///< 1 to 12
  unsigned day = 1;    ///< 1 to 31
  friend auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

/// A publication date. `day` is the first day of the year or month when no more is known. Day and
/// time are by a clock `offset_minutes` east of UTC: the publisher's, where a page states it.
struct Date {
  Day day = 0;
  std::int32_t second_of_day = 0;  ///< 0 to 86,399; only with precision `second`
  DatePrecision precision = DatePrecision::none;
  DateOrigin origin = DateOrigin::none;
  /// Before 1700, more than two days ahead of the clock, or the very first second of 1970, which
  /// programs write for "no date": kept, but flagged.
  bool suspicious = false;
  /// The input has a date, but one with several readings (03/04/2024), so that none is known. Not
  /// stored.
  bool ambiguous = false;
  std::int16_t offset_minutes = 0;  ///< see above; only with precision `second`
  /// The input gives dates that are more than a day apart, of which this is one. Not stored.
  bool disputed = false;

  [[nodiscard]] bool known() const noexcept { return precision != DatePrecision::none; }
  friend bool operator==(const Date&, const Date&) = default;
};

/// A range of days, both ends included.
struct DayRange {
  Day first;
  Day last;
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

[[nodiscard]] CivilDate civil_from_day(Day day) noexcept;
/// Nothing if the month has no such day, or the year is not within 1 to 9999.
[[nodiscard]] std::optional<Day> day_from_civil(CivilDate civil) noexcept;

/// Reads a date as it appears in news (docs/dates.md):
/// - ISO 8601 with or without time and zone: `2024-05-14`, `2024-05`, `2024`, `2024-5-4`,
///   `20240514`, `2024-W20-2`, `2024-135`, `2024-05-14T10:00:00+03:00`; also `2024/05/14`;
/// - RFC 2822, `26-FEB-1987 15:01:01.79`, and names of months in all languages of CLDR, in any
///   order with a day and a year of four digits: `May 14, 2024`, `14 травня 2024 р.`,
///   `2024年5月14日`;
/// - `14.05.2024` (dotted is day first), and `14/05/2024` where the other order is not possible;
/// - Unix time in seconds, milli-, micro- and nanoseconds.
/// Spaces around it are ignored. A time with a zone is converted to UTC, one without is taken as
/// UTC. If a time or zone is not understood, or several countries use the zone's name, the day is
/// kept as it was written, without a time. A weekday is not checked against the day. Nothing if the
/// whole text is not such a date, or has several readings, or the year is not within 1 to 9999. The
/// origin is left `none`.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// The days that a publication date can have without being suspicious: from 1700 to two days after
/// `today`.
[[nodiscard]] DayRange plausible_days(Day today) noexcept;

/// Sets `suspicious`; `today` is the clock's day in UTC.
void flag_if_suspicious(Date& date, Day today) noexcept;

/// `2024-05-14`, `2024-05`, `2024`, `2024-05-14T10:00:00Z` or `2024-05-14T10:00:00+03:00`, as exact
/// as the date is; empty for an unknown one.
[[nodiscard]] std::string to_string(const Date& date);
/// `2024-05-14`
[[nodiscard]] std::string to_string(Day day);

/// The first and last day that the date may mean (a month: all its days; an unknown date: every
/// day).
[[nodiscard]] DayRange days_of(const Date& date) noexcept;

/// The clock's day in UTC.
[[nodiscard]] Day today_utc() noexcept;

}  // namespace dateline
