#include "indexer/readers/html/dates/url_date.hpp"

#include "common/date/cursor.hpp"
#include "common/date/names.hpp"

namespace dateline::html {
namespace {

using date_text::Cursor;
using date_text::is_digit;
using date_text::is_letter;

constexpr int first_year = 1990;

bool is_separator(char c) noexcept {
  return c == '/' || c == '-' || c == '_' || c == '.';
}

std::optional<Date> date_of(CivilDate civil, DatePrecision precision) {
  const auto day = day_from_civil(civil);
  if (!day || civil.year < first_year || civil.year > civil_from_day(today_utc()).year + 1)
    return std::nullopt;
  Date date;
  date.day = *day;
  date.precision = precision;
  return date;
}

/// 20240514
std::optional<Date> compact_date(int digits) {
  return date_of({digits / 10000, static_cast<unsigned>(digits / 100 % 100),
                  static_cast<unsigned>(digits % 100)},
                 DatePrecision::day);
}

/// 05, 5, may
unsigned take_month(Cursor& cursor) {
  if (const auto number = cursor.take_number(1, 2)) return static_cast<unsigned>(number->value);
  const std::string_view word = cursor.peek_word();
  if (word.size() < 3) return 0;
  const unsigned month = date_text::find_name(date_text::name_key(word)).month;
  if (month != 0) cursor.skip(word.size());
  return month;
}

/// From "2024" on.
std::optional<Date> date_from_year(Cursor cursor, bool months_count) {
  const auto year = cursor.take_number(4, 4);
  const char mark = cursor.peek();
  if (!year || !is_separator(mark)) return std::nullopt;
  cursor.skip(1);
  const unsigned month = take_month(cursor);
  if (month == 0) return std::nullopt;
  const char next = cursor.peek();
  Cursor ahead = cursor;
  ahead.skip(1);
  // In an address like /2024-05/14/ the marks differ.
  if (is_separator(next)) {
    const auto day = ahead.take_number(1, 2);
    const char after = ahead.peek();
    // In /2024/05/3-questions the number is the title's.
    const bool ends = !is_digit(after) && !is_letter(after) &&
                      (mark != '/' || next != '/' || (after != '-' && after != '_'));
    if (day && (ends || after == 'T')) {
      if (const auto date =
              date_of({year->value, month, static_cast<unsigned>(day->value)}, DatePrecision::day))
        return date;
    }
  }
  const bool is_folder = mark == '/' && (next == '/' || next == '\0');
  return months_count && is_folder ? date_of({year->value, month, 1}, DatePrecision::month)
                                   : std::nullopt;
}

/// 14-05-2024; the month of 05-14-2024 is not known to be one.
std::optional<Date> date_to_year(Cursor cursor) {
  const auto day = cursor.take_number(1, 2);
  const char mark = cursor.peek();
  if (!day || !is_separator(mark)) return std::nullopt;
  cursor.skip(1);
  const auto month = cursor.take_number(1, 2);
  if (!month || !cursor.take(mark)) return std::nullopt;
  const auto year = cursor.take_number(4, 4);
  if (!year || is_digit(cursor.peek())) return std::nullopt;
  const bool sure = day->value > 12 || day->value == month->value;
  return sure ? date_of({year->value, static_cast<unsigned>(month->value),
                         static_cast<unsigned>(day->value)},
                        DatePrecision::day)
              : std::nullopt;
}

std::size_t digits_at(std::string_view text) noexcept {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

int number_of(std::string_view digits) noexcept {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

/// 20240514, or with the time and a serial number after it.
std::optional<Date> date_of_digits(std::string_view digits) {
  constexpr std::size_t compact = 8, with_minutes = 12;
  const bool timed = digits.size() >= with_minutes && number_of(digits.substr(8, 2)) < 24 &&
                     number_of(digits.substr(10, 2)) < 60;
  return digits.size() == compact || timed ? compact_date(number_of(digits.substr(0, compact)))
                                           : std::nullopt;
}

std::optional<Date> date_at(std::string_view rest, std::size_t digits, bool months_count) {
  constexpr std::size_t fewest = 8;
  if (digits >= fewest) return date_of_digits(rest.substr(0, digits));
  if (digits == 4) return date_from_year(Cursor(rest), months_count);
  return digits <= 2 ? date_to_year(Cursor(rest)) : std::nullopt;
}

}  // namespace

std::optional<Date> url_date(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url.remove_prefix(std::min(url.find('/'), url.size()));
  url = url.substr(0, url.find('#'));
  const std::size_t query = std::min(url.find('?'), url.size());
  std::optional<Date> best;
  for (std::size_t at = 0; at < url.size();) {
    const std::size_t digits = digits_at(url.substr(at));
    constexpr std::size_t surely_with_time = 12;
    const bool joined = at > 0 && is_letter(url[at - 1]);
    if (digits > 0 && (!joined || digits >= surely_with_time)) {
      const auto date = date_at(url.substr(at), digits, at < query);
      const bool better = date && (!best || date->precision >= best->precision);
      if (better) best = date;
    }
    at += std::max<std::size_t>(digits, 1);
  }
  return best;
}

}  // namespace dateline::html
