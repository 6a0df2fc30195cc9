// What a date's text says: the date, or that it has several readings, and what would help.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "dateline/date.hpp"

namespace dateline {

/// Which of day and month comes first in dates of numbers alone, as in 03/04/2024. `mixed`: the
/// same input shows both.
enum class DayMonthOrder : std::uint8_t { unknown, day_first, month_first, mixed };

/// Minutes east of UTC of an IANA zone ("Europe/Kyiv") at a local time; nothing where there is no
/// such zone.
using ZoneRules = std::optional<int> (*)(std::string_view zone, Day day, int second_of_day);

/// What is known besides the text. All of it may be left out.
struct DateHints {
  std::string_view language{};  ///< of the document: a BCP 47 tag in any case of letters
  std::string_view country{};   ///< of the publisher: ISO 3166, two letters in upper case
  DayMonthOrder order = DayMonthOrder::unknown;
  ZoneRules zone_rules = nullptr;
  /// Of input: words after a complete day that cannot be understood (`2024-05-14 noon`) cost the
  /// time, not the day.
  bool keeps_day = false;
};

struct DateReading {
  std::optional<Date> date{};  ///< the origin is left `none`
  bool ambiguous = false;      ///< no date: the text has several readings
  bool hints_help = false;     ///< with (other) hints there may be a date, or a more exact one
  /// What a date of numbers shows whose other reading is impossible (14/05/2024).
  DayMonthOrder shows = DayMonthOrder::unknown;
  /// Of a date with a time: how far east of UTC the text says that it is; nothing where it names no
  /// zone.
  std::optional<int> offset_minutes{};
  bool time_unclear = false;  ///< a time or zone follows the day that cannot be understood
};

/// The date of a reading by the clock that its text is by, with that offset: what a publisher
/// writes, where `date` is the same time in UTC.
[[nodiscard]] std::optional<Date> date_as_written(const DateReading& reading) noexcept;

/// See parse_date(), which gives the date of a reading without hints. Thread-safe. Texts of more
/// than 192 bytes are not dates.
[[nodiscard]] DateReading read_date(std::string_view text, const DateHints& hints = {});

/// A number that stands for a date: YYYY, YYYYMMDD, or Unix time in seconds, milli-, micro- or
/// nanoseconds, whichever gives a time before the year 2200; 0 is the epoch. Numbers of one to
/// seven digits that are not a year are not dates: counts, days of spreadsheets and YYMMDD look
/// like that.
[[nodiscard]] std::optional<Date> date_of_number(std::int64_t number) noexcept;

/// The time so many seconds after the epoch; nothing outside the years 1 to 9999.
[[nodiscard]] std::optional<Date> date_at(std::int64_t unix_seconds) noexcept;
[[nodiscard]] std::optional<Date> date_at_milliseconds(std::int64_t milliseconds) noexcept;

}  // namespace dateline
