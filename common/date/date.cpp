// Calendar arithmetic on days, and dates as text. Reading dates from text is in
// date/parse_date.cpp.
#include "dateline/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace dateline {
namespace {

constexpr int min_year = 1;
constexpr int max_year = 9999;
constexpr int first_trusted_year = 1700;
constexpr Day days_ahead_allowed = 2;

// The calendar repeats every 400 years; counting from 1 March puts the leap day at a year's end.
constexpr std::int64_t days_per_era = 146097;
constexpr std::int64_t epoch_from_march_of_year_0 = 719468;

constexpr bool is_leap(int year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr unsigned days_in_month(int year, unsigned month) noexcept {
  constexpr unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29u : days[month - 1];
}

constexpr Day day_of(CivilDate civil) noexcept {
  const std::int64_t year = civil.month <= 2 ? civil.year - 1 : civil.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (civil.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + civil.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return static_cast<Day>(era * days_per_era + day_of_era - epoch_from_march_of_year_0);
}

std::string offset_text(int minutes) {
  if (minutes == 0) return "Z";
  const int size = minutes < 0 ? -minutes : minutes;
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

std::string time_text(const Date& date) {
  return fmt::format("T{:02}:{:02}:{:02}{}", date.second_of_day / 3600,
                     date.second_of_day / 60 % 60, date.second_of_day % 60,
                     offset_text(date.offset_minutes));
}

}  // namespace

CivilDate civil_from_day(Day day) noexcept {
  const std::int64_t shifted = std::int64_t{day} + epoch_from_march_of_year_0;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - (days_per_era - 1)) / days_per_era;
  const std::int64_t day_of_era = shifted - era * days_per_era;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {.year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)),
          .month = static_cast<unsigned>(month),
          .day = static_cast<unsigned>(day_of_year - (153 * month_from_march + 2) / 5 + 1)};
}

std::optional<Day> day_from_civil(CivilDate civil) noexcept {
  if (civil.year < min_year || civil.year > max_year) return std::nullopt;
  if (civil.month < 1 || civil.month > 12) return std::nullopt;
  if (civil.day < 1 || civil.day > days_in_month(civil.year, civil.month)) return std::nullopt;
  return day_of(civil);
}

DayRange plausible_days(Day today) noexcept {
  // In 64 bits: `today` comes from the caller and may be any number.
  const std::int64_t last = std::int64_t{today} + days_ahead_allowed;
  return {day_of({.year = first_trusted_year, .month = 1, .day = 1}),
          static_cast<Day>(std::min<std::int64_t>(last, std::numeric_limits<Day>::max()))};
}

void flag_if_suspicious(Date& date, Day today) noexcept {
  if (!date.known()) return;
  const DayRange plausible = plausible_days(today);
  // The first second of 1970 is what programs write where they know no date.
  const bool epoch =
      date.day == 0 && date.precision == DatePrecision::second && date.second_of_day == 0;
  date.suspicious = date.day < plausible.first || date.day > plausible.last || epoch;
}

std::string to_string(Day day) {
  const CivilDate civil = civil_from_day(day);
  return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
}

std::string to_string(const Date& date) {
  const CivilDate civil = civil_from_day(date.day);
  switch (date.precision) {
    case DatePrecision::none:
      return {};
    case DatePrecision::year:
      return fmt::format("{:04}", civil.year);
    case DatePrecision::month:
      return fmt::format("{:04}-{:02}", civil.year, civil.month);
    case DatePrecision::day:
      return to_string(date.day);
    case DatePrecision::second:
      return to_string(date.day) + time_text(date);
  }
  return {};
}

DayRange days_of(const Date& date) noexcept {
  const CivilDate civil = civil_from_day(date.day);
  switch (date.precision) {
    case DatePrecision::none:
      return {std::numeric_limits<Day>::min(), std::numeric_limits<Day>::max()};
    case DatePrecision::year:
      return {day_of({civil.year, 1, 1}), day_of({civil.year, 12, 31})};
    case DatePrecision::month:
      return {day_of({civil.year, civil.month, 1}),
              day_of({civil.year, civil.month, days_in_month(civil.year, civil.month)})};
    case DatePrecision::day:
    case DatePrecision::second:
      break;
  }
  return {date.day, date.day};
}

Day today_utc() noexcept {
  using days = std::chrono::duration<std::int64_t, std::ratio<86400>>;
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<Day>(std::chrono::floor<days>(since_epoch).count());
}

}  // namespace dateline
