// Reads dates as news carries them. Two grammars: dates in figures (ISO 8601) and dates with an
// English month name (RFC 2822, newswires, mastheads). The whole text must be one date.
#include <array>
#include <optional>
#include <string_view>

#include "common/date/clock.hpp"
#include "common/date/cursor.hpp"
#include "dateline/date.hpp"

namespace dateline {
namespace {

using namespace date_text;

// No date is longer; what is longer is prose, and comments in RFC 2822 need a bound.
constexpr std::size_t max_date_bytes = 128;
constexpr int seconds_per_day = 86400;

std::optional<Date> resolve(const Parts& parts) noexcept {
  const auto civil_day = day_from_civil(parts.civil);
  if (!civil_day) return std::nullopt;
  Date date;
  date.precision = parts.precision;
  date.day = *civil_day;
  if (parts.precision != DatePrecision::second) return date;
  int second = parts.second_of_day - parts.offset_minutes * 60;
  for (; second < 0; second += seconds_per_day) --date.day;
  for (; second >= seconds_per_day; second -= seconds_per_day) ++date.day;
  date.second_of_day = second;
  // Rolling over may leave the years 1 to 9999.
  if (!day_from_civil(civil_from_day(date.day))) return std::nullopt;
  return date;
}

// ---- Dates in figures ----

bool take_month_and_day(Cursor& cursor, Parts& parts, char separator) noexcept {
  const auto month = cursor.take_number(2, 2);
  if (!month) return false;
  parts.civil.month = static_cast<unsigned>(month->value);
  parts.precision = DatePrecision::month;
  if (!cursor.take(separator)) return separator == '-';
  const auto day = cursor.take_number(2, 2);
  if (!day) return false;
  parts.civil.day = static_cast<unsigned>(day->value);
  parts.precision = DatePrecision::day;
  return true;
}

/// YYYY, YYYY-MM, YYYY-MM-DD, YYYY/MM/DD or YYYYMMDD.
bool take_figures(Cursor& cursor, Parts& parts) noexcept {
  const auto first = cursor.take_number(4, 8);
  if (!first) return false;
  if (first->width == 8) {
    parts.civil = {first->value / 10000, static_cast<unsigned>(first->value / 100 % 100),
                   static_cast<unsigned>(first->value % 100)};
    return true;
  }
  if (first->width != 4) return false;
  parts.civil = {first->value, 1, 1};
  parts.precision = DatePrecision::year;
  for (const char separator : {'-', '/'}) {
    if (cursor.take(separator)) return take_month_and_day(cursor, parts, separator);
  }
  return true;
}

bool take_time_after_figures(Cursor& cursor, Parts& parts) noexcept {
  const bool separated = cursor.take('T') || cursor.take('t') || cursor.take_blanks();
  if (!separated || parts.precision != DatePrecision::day) return false;
  const bool basic = is_digit(cursor.peek(2));
  const auto clock = basic ? take_basic_clock(cursor) : take_clock(cursor);
  if (!clock || !set_time(parts, *clock)) return false;
  cursor.take_blanks();
  return take_zone(cursor, ZoneNames::known, parts);
}

std::optional<Date> parse_figures(std::string_view text) noexcept {
  Cursor cursor(text);
  Parts parts;
  if (!take_figures(cursor, parts)) return std::nullopt;
  if (!cursor.at_end() && !take_time_after_figures(cursor, parts)) return std::nullopt;
  return cursor.at_end() ? resolve(parts) : std::nullopt;
}

// ---- Dates with a month's name ----

constexpr std::array<std::string_view, 12> month_names{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> weekday_names{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

std::optional<unsigned> month_by_name(std::string_view word) noexcept {
  for (unsigned i = 0; i < month_names.size(); ++i) {
    if (equal_folded(word, month_names[i]) || equal_folded(word, month_names[i].substr(0, 3)))
      return i + 1;
  }
  if (equal_folded(word, "sept")) return 9u;
  return std::nullopt;
}

bool is_weekday(std::string_view word) noexcept {
  for (const auto name : weekday_names) {
    if (equal_folded(word, name) || equal_folded(word, name.substr(0, 3))) return true;
  }
  return equal_folded(word, "tues") || equal_folded(word, "thur") || equal_folded(word, "thurs");
}

/// A weekday is skipped, not checked: zones and slips of the pen make it differ from the day.
void take_weekday(Cursor& cursor) noexcept {
  const std::string_view word = cursor.peek_word();
  if (!is_weekday(word)) return;
  cursor.skip(word.size());
  cursor.take('.');
  cursor.take_gap();
  cursor.take(',');
  cursor.take_gap();
}

bool take_month(Cursor& cursor, Parts& parts) noexcept {
  const std::string_view word = cursor.peek_word();
  const auto month = month_by_name(word);
  if (!month) return false;
  cursor.skip(word.size());
  cursor.take('.');
  parts.civil.month = *month;
  return true;
}

std::string_view ordinal_suffix(int day) noexcept {
  if (day / 10 == 1) return "th";
  switch (day % 10) {
    case 1:
      return "st";
    case 2:
      return "nd";
    case 3:
      return "rd";
    default:
      return "th";
  }
}

/// 14 or 14th.
bool take_day(Cursor& cursor, Parts& parts) noexcept {
  const auto day = cursor.take_number(1, 2);
  if (!day) return false;
  parts.civil.day = static_cast<unsigned>(day->value);
  const std::string_view suffix = cursor.peek_word();
  if (suffix.empty()) return true;
  if (!equal_folded(suffix, ordinal_suffix(day->value))) return false;
  cursor.skip(suffix.size());
  return true;
}

struct Year {
  bool two_figures = false;
};

std::optional<Year> take_year(Cursor& cursor, Parts& parts) noexcept {
  const auto figures = cursor.take_number(2, 4);
  if (!figures || figures->width == 3) return std::nullopt;
  parts.civil.year = figures->value;
  // RFC 2822, 4.3
  if (figures->width == 2) parts.civil.year += figures->value < 50 ? 2000 : 1900;
  return Year{.two_figures = figures->width == 2};
}

/// Between day, month and year: blanks, or one hyphen.
bool take_separator(Cursor& cursor) noexcept {
  if (cursor.take('-')) return true;
  return cursor.take_gap();
}

bool take_named_time(Cursor& cursor, Parts& parts) noexcept {
  auto clock = take_clock(cursor);
  if (!clock) return false;
  cursor.take_gap();
  if (!take_half_of_day(cursor, *clock) || !set_time(parts, *clock)) return false;
  cursor.take_gap();
  if (!take_zone(cursor, ZoneNames::any, parts)) return false;
  cursor.take_gap();
  return true;
}

/// "14 May 2024", "26-FEB-1987"
std::optional<Year> take_day_month_year(Cursor& cursor, Parts& parts) noexcept {
  if (!take_day(cursor, parts)) return std::nullopt;
  if (!take_separator(cursor) || !take_month(cursor, parts)) return std::nullopt;
  cursor.take(',');
  if (!take_separator(cursor)) return std::nullopt;
  return take_year(cursor, parts);
}

bool time_follows(const Cursor& cursor) noexcept {
  if (!is_digit(cursor.peek())) return false;
  return cursor.peek(1) == ':' || (is_digit(cursor.peek(1)) && cursor.peek(2) == ':');
}

/// "May 14, 2024", "May 2024", and with the time before the year "May 14 10:00:00 2024".
std::optional<Year> take_month_first(Cursor& cursor, Parts& parts) noexcept {
  if (!take_month(cursor, parts)) return std::nullopt;
  const bool comma_after_month = cursor.take(',');
  if (!cursor.take_gap()) return std::nullopt;
  const bool day_follows =
      is_digit(cursor.peek()) && !(is_digit(cursor.peek(1)) && is_digit(cursor.peek(2)));
  if (!day_follows) {
    parts.precision = DatePrecision::month;
    return take_year(cursor, parts);
  }
  if (comma_after_month || !take_day(cursor, parts)) return std::nullopt;
  cursor.take(',');
  if (!cursor.take_gap()) return std::nullopt;
  if (time_follows(cursor) && !take_named_time(cursor, parts)) return std::nullopt;
  return take_year(cursor, parts);
}

/// What may stand between a date and its time: blanks, a comma, "at".
bool take_gap_before_time(Cursor& cursor) noexcept {
  cursor.take(',');
  const bool gap = cursor.take_gap();
  if (equal_folded(cursor.peek_word(), "at")) {
    cursor.skip(2);
    return cursor.take_gap();
  }
  return gap;
}

/// The optional time after a date; only whole days have one.
bool take_rest(Cursor& cursor, Parts& parts, Year year) noexcept {
  if (cursor.at_end()) return !year.two_figures || parts.precision == DatePrecision::second;
  if (!take_gap_before_time(cursor)) return false;
  // A comment after the date is not yet a time.
  if (cursor.at_end()) return !year.two_figures;
  return parts.precision == DatePrecision::day && take_named_time(cursor, parts);
}

std::optional<Date> parse_named(std::string_view text) noexcept {
  Cursor cursor(text);
  Parts parts;
  cursor.take_gap();
  take_weekday(cursor);
  const auto year = is_digit(cursor.peek()) ? take_day_month_year(cursor, parts)
                                            : take_month_first(cursor, parts);
  if (!year || !take_rest(cursor, parts, *year)) return std::nullopt;
  return cursor.at_end() ? resolve(parts) : std::nullopt;
}

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  const std::string_view trimmed = trim(text);
  if (trimmed.empty() || trimmed.size() > max_date_bytes) return std::nullopt;
  if (const auto date = parse_figures(trimmed)) return date;
  return parse_named(trimmed);
}

}  // namespace dateline
