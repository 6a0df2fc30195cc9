#include "common/date/epoch.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "common/date/cursor.hpp"
#include "common/date/read_date.hpp"

namespace dateline {
namespace {

constexpr std::int64_t seconds_per_day = 86400;
constexpr std::int64_t year_1700 = -8'520'336'000;
constexpr std::int64_t year_2200 = 7'258'118'400;
/// Databases write the first and the last day of the calendar for "no date"; also where the reader
/// counts 1 January of the year 1 by the Julian calendar. With a day of slack for zones.
constexpr std::int64_t first_day_begin = -62'135'856'000;
constexpr std::int64_t first_day_end = -62'135'424'000;
constexpr std::int64_t last_day_begin = 253'402'214'400;
constexpr std::int64_t last_day_end = 253'402'300'800;
constexpr std::int64_t least_negative = 10'000;
/// Eight digits; fewer are not a Unix time.
constexpr std::int64_t least_positive = 10'000'000;

bool is_plausible(std::int64_t seconds) noexcept {
  return (seconds >= year_1700 && seconds < year_2200) ||
         (seconds >= first_day_begin && seconds < first_day_end) ||
         (seconds >= last_day_begin && seconds < last_day_end);
}

std::int64_t floor_divide(std::int64_t number, std::int64_t divisor) noexcept {
  return number / divisor - (number % divisor < 0 ? 1 : 0);
}

/// The unit is the largest that gives a time of the centuries that news is of.
std::optional<Date> date_of_unix_time(std::int64_t number) noexcept {
  for (const std::int64_t unit : {1, 1'000, 1'000'000, 1'000'000'000}) {
    const std::int64_t seconds = floor_divide(number, unit);
    if (is_plausible(seconds)) return date_at(seconds);
  }
  return std::nullopt;
}

std::optional<Date> day_of_digits(std::int64_t number) noexcept {
  const auto day =
      day_from_civil({static_cast<int>(number / 10000), static_cast<unsigned>(number / 100 % 100),
                      static_cast<unsigned>(number % 100)});
  if (!day) return std::nullopt;
  Date date;
  date.day = *day;
  date.precision = DatePrecision::day;
  return date;
}

/// Eight digits that begin like a year of this millennium are a day, or a typo.
bool begins_like_a_year(std::int64_t eight_digits) noexcept {
  return eight_digits >= 1500'00'00 && eight_digits < 2200'00'00;
}

std::optional<Date> date_of_year(std::int64_t year) noexcept {
  auto date = day_of_digits(year * 10000 + 101);
  if (date) date->precision = DatePrecision::year;
  return date;
}

/// YYYYMMDDHHMM or YYYYMMDDHHMMSS of a year that news is of.
std::optional<Date> date_of_calendar_digits(std::int64_t number, std::size_t digits) noexcept {
  const std::int64_t time = digits == 12 ? number % 10000 * 100 : number % 1'000'000;
  const std::int64_t day = number / (digits == 12 ? 10'000 : 1'000'000);
  if (!begins_like_a_year(day)) return std::nullopt;
  auto date = day_of_digits(day);
  const std::int64_t hour = time / 10000, minute = time / 100 % 100, second = time % 100;
  if (!date || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  date->precision = DatePrecision::second;
  date->second_of_day = static_cast<std::int32_t>(hour * 3600 + minute * 60 + second);
  return date;
}

std::size_t count_digits(std::int64_t positive) noexcept {
  std::size_t digits = 1;
  while (positive >= 10) {
    positive /= 10;
    ++digits;
  }
  return digits;
}

/// The whole text as digits, sign, point and exponent.
bool has_shape_of_number(std::string_view text) noexcept {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || !date_text::is_digit(text.front())) return false;
  if (text.size() > 1 && text.front() == '0' && date_text::is_digit(text[1])) return false;
  return text.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
}

/// `/Date(1715680800000+0200)/`: milliseconds of UTC; the offset only says where the writer was.
std::optional<std::int64_t> number_of_dot_net(std::string_view text) noexcept {
  constexpr std::string_view begin = "/Date(", end = ")/";
  if (text.size() <= begin.size() + end.size() || !text.starts_with(begin) || !text.ends_with(end))
    return std::nullopt;
  text = text.substr(begin.size(), text.size() - begin.size() - end.size());
  const std::size_t sign = text.find_first_of("+-", 1);
  if (sign != std::string_view::npos && text.size() - sign == 5) text = text.substr(0, sign);
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> whole_number(double number) noexcept {
  constexpr double most = 9.2e18;
  if (!(std::fabs(number) < most)) return std::nullopt;
  return static_cast<std::int64_t>(std::floor(number));
}

}  // namespace

std::optional<Date> date_at(std::int64_t unix_seconds) noexcept {
  const std::int64_t day = floor_divide(unix_seconds, seconds_per_day);
  constexpr std::int64_t most_days = 3'000'000;
  if (day < -most_days || day > most_days) return std::nullopt;
  Date date;
  date.day = static_cast<Day>(day);
  date.second_of_day = static_cast<std::int32_t>(unix_seconds - day * seconds_per_day);
  date.precision = DatePrecision::second;
  if (!day_from_civil(civil_from_day(date.day))) return std::nullopt;
  return date;
}

std::optional<Date> date_at_milliseconds(std::int64_t milliseconds) noexcept {
  return date_at(floor_divide(milliseconds, 1000));
}

std::optional<Date> date_of_number(std::int64_t number) noexcept {
  if (number == 0 || number <= -least_negative) return date_of_unix_time(number);
  if (number < 1000) return std::nullopt;
  const std::size_t digits = count_digits(number);
  if (digits == 4) return date_of_year(number);
  if (number < least_positive) return std::nullopt;
  if (digits == 8) {
    if (const auto date = day_of_digits(number)) return date;
    if (begins_like_a_year(number)) return std::nullopt;
  }
  if (digits == 12 || digits == 14)
    if (const auto date = date_of_calendar_digits(number, digits)) return date;
  return date_of_unix_time(number);
}

namespace date_text {

std::optional<Date> parse_number(std::string_view text) {
  if (const auto number = number_of_dot_net(text)) return date_at_milliseconds(*number);
  if (!has_shape_of_number(text)) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  if (rest.empty()) return date_of_number(number);
  // 2024.5 is a measure, not a year.
  double exact = 0;
  const auto [exact_end, exact_error] =
      std::from_chars(text.data(), text.data() + text.size(), exact);
  if (exact_error != std::errc() || exact_end != text.data() + text.size()) return std::nullopt;
  const auto whole = whole_number(exact);
  constexpr std::int64_t least_with_fraction = 100'000'000;
  if (!whole || std::llabs(*whole) < least_with_fraction) return std::nullopt;
  return date_of_number(*whole);
}

}  // namespace date_text
}  // namespace dateline
