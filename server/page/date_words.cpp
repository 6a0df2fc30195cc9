#include "server/page/date_words.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <string_view>

namespace dateline {
namespace {

constexpr std::array<std::string_view, 12> month_names{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::string_view month_name(unsigned month) {
  return month_names[month - 1];
}

/// The coarsest precision that says a border of a span: a year's or month's first (or last) day
/// stands for the year or month.
DatePrecision precision_of_first(Day first) {
  const CivilDate civil = civil_from_day(first);
  if (civil.day != 1) return DatePrecision::day;
  return civil.month == 1 ? DatePrecision::year : DatePrecision::month;
}

DatePrecision precision_of_last(Day last) {
  return precision_of_first(last + 1);
}

std::string in_words(Day day, DatePrecision precision) {
  if (precision == DatePrecision::year) return year_in_words(day);
  if (precision == DatePrecision::month) return month_in_words(day);
  return day_in_words(day);
}

}  // namespace

std::string day_in_words(Day day) {
  const CivilDate civil = civil_from_day(day);
  return fmt::format("{} {} {}", civil.day, month_name(civil.month), civil.year);
}

std::string month_in_words(Day day) {
  const CivilDate civil = civil_from_day(day);
  return fmt::format("{} {}", month_name(civil.month), civil.year);
}

std::string year_in_words(Day day) {
  return std::to_string(civil_from_day(day).year);
}

std::string offset_in_words(int minutes) {
  if (minutes == 0) return {};
  const int size = std::abs(minutes);
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

std::string date_in_words(const Date& date) {
  switch (date.precision) {
    case DatePrecision::none:
      return "undated";
    case DatePrecision::year:
    case DatePrecision::month:
    case DatePrecision::day:
      return in_words(date.day, date.precision);
    case DatePrecision::second:
      return fmt::format("{}, {:02}:{:02} UTC{}", day_in_words(date.day), date.second_of_day / 3600,
                         date.second_of_day / 60 % 60, offset_in_words(date.offset_minutes));
  }
  return {};
}

std::string days_in_words(const DayRange& days) {
  const bool open_first = days.first == std::numeric_limits<Day>::min();
  const bool open_last = days.last == std::numeric_limits<Day>::max();
  if (open_first && open_last) return "any date";
  if (open_first) return "until " + in_words(days.last, precision_of_last(days.last));
  if (open_last) return "since " + in_words(days.first, precision_of_first(days.first));
  const DatePrecision precision =
      std::max(precision_of_first(days.first), precision_of_last(days.last));
  const std::string first = in_words(days.first, precision);
  const std::string last = in_words(days.last, precision);
  return first == last ? first : first + " to " + last;
}

}  // namespace dateline
