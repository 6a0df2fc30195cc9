// Reads dates as news carries them. Two grammars for what is frequent: dates in digits (ISO 8601)
// and dates with an English month name (RFC 2822, newswires, mastheads); what they do not know is a
// number (epoch.hpp) or is read in any order and language (loose_date.hpp). The whole text must be
// one date.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "common/date/clock.hpp"
#include "common/date/cursor.hpp"
#include "common/date/epoch.hpp"
#include "common/date/loose_date.hpp"
#include "common/date/other_calendars.hpp"
#include "common/date/read_date.hpp"
#include "common/date/resolve_date.hpp"
#include "dateline/date.hpp"

namespace dateline {
namespace {

using namespace date_text;

// No date is longer; what is longer is prose, and comments in RFC 2822 need a bound.
constexpr std::size_t max_date_bytes = 192;
constexpr int seconds_per_day = 86400;

/// Brings the time to UTC; nothing where no calendar has that time.
std::optional<Date> at_time(Day local_day, int second_of_day, int offset_minutes) noexcept {
  Date date;
  date.precision = DatePrecision::second;
  date.day = local_day;
  int second = second_of_day - offset_minutes * 60;
  for (; second < 0; second += seconds_per_day) --date.day;
  for (; second >= seconds_per_day; second -= seconds_per_day) ++date.day;
  date.second_of_day = second;
  // Rolling over may leave the years 1 to 9999.
  if (!day_from_civil(civil_from_day(date.day))) return std::nullopt;
  return date;
}

std::optional<int> offset_of(const Parts& parts, Day day, const DateHints& hints) {
  if (parts.zone_unclear) return std::nullopt;
  if (parts.zone_id.empty()) return parts.offset_minutes;
  return hints.zone_rules == nullptr
             ? std::nullopt
             : hints.zone_rules(parts.zone_id, day, parts.second_of_day % seconds_per_day);
}

DateReading resolve(const Parts& written, const DateHints& hints) {
  DateReading reading;
  Parts parts = written;
  if (is_thai({}, hints.language)) parts.civil.year = common_year(parts.civil.year);
  const auto civil_day = day_from_civil(parts.civil);
  if (!civil_day) return reading;
  Date date;
  date.precision = parts.precision;
  date.day = *civil_day;
  if (parts.precision == DatePrecision::second) {
    date.precision = DatePrecision::day;
    const auto offset = offset_of(parts, date.day, hints);
    if (offset) date = at_time(date.day, parts.second_of_day, *offset).value_or(date);
    if (offset && parts.has_zone) reading.offset_minutes = offset;
    reading.time_unclear = !offset;
    const bool rules_help = !parts.zone_id.empty() && hints.zone_rules == nullptr;
    reading.hints_help = !offset && (parts.hints_help || rules_help);
  }
  reading.date = date;
  return reading;
}

DateReading resolve_with_rest(const Cursor& cursor, Parts& parts, const DateHints& hints,
                              bool bare) {
  if (parts.precision != DatePrecision::day)
    return cursor.at_end() ? resolve(parts, hints) : DateReading{};
  switch (read_rest(cursor, parts, hints, bare)) {
    case Rest::understood:
      return resolve(parts, hints);
    case Rest::unclear: {
      DateReading reading = resolve(parts, hints);
      reading.time_unclear = true;
      return reading;
    }
    case Rest::other:
      break;
  }
  return {};
}

// ---- Dates in digits ----

/// YYYY-MM-DD, alone or with THH:MM:SS and Z or ±HH:MM: what nearly all machines write.
std::optional<DateReading> parse_exact_iso(std::string_view text) noexcept {
  constexpr std::string_view day_shape = "0000-00-00", time_shape = "T00:00:00",
                             offset_shape = "00:00";
  const auto fits = [&](std::size_t at, std::string_view shape) {
    for (std::size_t i = 0; i < shape.size(); ++i)
      if (shape[i] == '0' ? !is_digit(text[at + i]) : text[at + i] != shape[i]) return false;
    return true;
  };
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const bool has_time = text.size() >= 20;
  if ((!has_time && text.size() != 10) || !fits(0, day_shape)) return std::nullopt;
  const auto day = day_from_civil(
      {two(0) * 100 + two(2), static_cast<unsigned>(two(5)), static_cast<unsigned>(two(8))});
  if (!day) return std::nullopt;
  if (!has_time) {
    Date date;
    date.day = *day;
    date.precision = DatePrecision::day;
    return DateReading{.date = date};
  }
  if (!fits(10, time_shape)) return std::nullopt;
  const int hour = two(11), minute = two(14), second = two(17);
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  std::size_t at = 19;
  if (text[at] == '.') {
    ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == 20 || at == text.size()) return std::nullopt;
  }
  int offset = 0;
  if (text[at] == '+' || text[at] == '-') {
    if (text.size() != at + 6 || !fits(at + 1, offset_shape)) return std::nullopt;
    offset = two(at + 1) * 60 + two(at + 4);
    if (two(at + 1) > 23 || two(at + 4) > 59) return std::nullopt;
    if (text[at] == '-') offset = -offset;
  } else if (text[at] != 'Z' || text.size() != at + 1) {
    return std::nullopt;
  }
  const auto date = at_time(*day, hour * 3600 + minute * 60 + second, offset);
  if (!date) return std::nullopt;
  return DateReading{.date = date, .offset_minutes = offset};
}

void set_day_of_year(Parts& parts, int day_of_year) noexcept {
  const auto first = day_from_civil({parts.civil.year, 1, 1});
  const bool in_range = first && day_of_year >= 1 && day_of_year <= 366;
  const CivilDate civil = civil_from_day(first.value_or(0) + day_of_year - 1);
  // A day that there is not fails in resolve().
  parts.civil = in_range && civil.year == parts.civil.year ? civil : CivilDate{0, 1, 1};
  parts.precision = DatePrecision::day;
}

/// What all seven days of an ISO week have in common: the day where it is one, the month, the year.
void set_week(Parts& parts, int week, std::optional<int> weekday) noexcept {
  const auto january_4 = day_from_civil({parts.civil.year, 1, 4});
  if (!january_4 || week < 1 || week > 53 || (weekday && (*weekday < 1 || *weekday > 7))) {
    parts.civil = {0, 1, 1};
    return;
  }
  const Day monday = *january_4 - ((*january_4 + 3) % 7 + 7) % 7 + (week - 1) * 7;
  const CivilDate thursday = civil_from_day(monday + 3);
  if (thursday.year != parts.civil.year) {  // the year has no week 53
    parts.civil = {0, 1, 1};
    return;
  }
  const CivilDate first = civil_from_day(monday + (weekday ? *weekday - 1 : 0));
  const CivilDate last = weekday ? first : civil_from_day(monday + 6);
  parts.civil = weekday ? first : CivilDate{thursday.year, thursday.month, 1};
  parts.precision = weekday                     ? DatePrecision::day
                    : first.month == last.month ? DatePrecision::month
                                                : DatePrecision::year;
  if (parts.precision == DatePrecision::year) parts.civil.month = 1;
}

/// After "2024-": W20, W20-2, Q2
bool take_week_or_quarter(Cursor& cursor, Parts& parts) noexcept {
  if (cursor.take('Q') || cursor.take('q')) {
    const auto quarter = cursor.take_number(1, 1);
    return quarter && quarter->value >= 1 && quarter->value <= 4;
  }
  if (!cursor.take('W') && !cursor.take('w')) return false;
  const auto week = cursor.take_number(2, 2);
  if (!week) return false;
  std::optional<int> weekday;
  if (cursor.take('-')) {
    const auto number = cursor.take_number(1, 1);
    if (!number) return false;
    weekday = number->value;
  }
  set_week(parts, week->value, weekday);
  return true;
}

/// After "2024" and the separator.
bool take_month_and_day(Cursor& cursor, Parts& parts, char separator) noexcept {
  if (separator == '-' && is_letter(cursor.peek())) return take_week_or_quarter(cursor, parts);
  const auto month = cursor.take_number(1, separator == '-' ? 3 : 2);
  if (!month) return false;
  if (month->width == 3) {
    set_day_of_year(parts, month->value);
    return true;
  }
  parts.civil.month = static_cast<unsigned>(month->value);
  parts.precision = DatePrecision::month;
  if (!cursor.take(separator)) return separator == '-' && month->width == 2;
  const auto day = cursor.take_number(1, 2);
  if (!day) return false;
  parts.civil.day = static_cast<unsigned>(day->value);
  parts.precision = DatePrecision::day;
  return true;
}

/// YYYY, YYYY-MM, YYYY-MM-DD, YYYY/MM/DD, YYYY.MM.DD, YYYYMMDD, YYYY-DDD or YYYY-Www-D; ISO 8601
/// writes longer years with a sign.
bool take_digits(Cursor& cursor, Parts& parts) noexcept {
  if (cursor.take('+')) {
    const auto year = cursor.take_number(6, 6);
    if (!year || !cursor.take('-')) return false;
    parts.civil = {year->value, 1, 1};
    return take_month_and_day(cursor, parts, '-') && parts.precision == DatePrecision::day;
  }
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
  for (const char separator : {'-', '/', '.'}) {
    if (cursor.take(separator)) return take_month_and_day(cursor, parts, separator);
  }
  return true;
}

DateReading read_digits(std::string_view text, const DateHints& hints) {
  Cursor cursor(text);
  Parts parts;
  if (!take_digits(cursor, parts)) return {};
  return resolve_with_rest(cursor, parts, hints, true);
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
  bool two_digits = false;
};

std::optional<Year> take_year(Cursor& cursor, Parts& parts) noexcept {
  const auto digits = cursor.take_number(2, 4);
  if (!digits || digits->width == 3) return std::nullopt;
  parts.civil.year = digits->value;
  // RFC 2822, 4.3
  if (digits->width == 2) parts.civil.year += digits->value < 50 ? 2000 : 1900;
  return Year{.two_digits = digits->width == 2};
}

/// Between day, month and year: spaces, or one hyphen.
bool take_separator(Cursor& cursor) noexcept {
  if (cursor.take('-')) return true;
  return cursor.take_gap();
}

/// "14 May 2024", "26-FEB-1987"
std::optional<Year> take_day_month_year(Cursor& cursor, Parts& parts) noexcept {
  if (!take_day(cursor, parts)) return std::nullopt;
  const bool hyphen = cursor.peek() == '-';
  if (!take_separator(cursor) || !take_month(cursor, parts)) return std::nullopt;
  cursor.take(',');
  const bool hyphens = hyphen && cursor.peek() == '-';
  if (!take_separator(cursor)) return std::nullopt;
  auto year = take_year(cursor, parts);
  // 14-MAY-24 is how databases write a day; "14 May 24" may be cut off.
  if (year && hyphens) year->two_digits = false;
  return year;
}

/// "May 14, 2024", "May 2024", and with the time before the year "May 14 10:00:00 2024".
std::optional<Year> take_month_first(Cursor& cursor, Parts& parts, const DateHints& hints) {
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
  if (time_begins(cursor)) {
    if (!take_time(cursor, parts, hints)) return std::nullopt;
    cursor.take_gap();
  }
  return take_year(cursor, parts);
}

DateReading read_named(std::string_view text, const DateHints& hints) {
  Cursor cursor(text);
  Parts parts;
  cursor.take_gap();
  take_weekday(cursor);
  const auto year = is_digit(cursor.peek()) ? take_day_month_year(cursor, parts)
                                            : take_month_first(cursor, parts, hints);
  if (!year) return {};
  DateReading reading;
  if (parts.precision == DatePrecision::second) {  // the time is before the year
    cursor.take_gap();
    return cursor.at_end() ? resolve(parts, hints) : reading;
  }
  reading = resolve_with_rest(cursor, parts, hints, false);
  const bool has_time = parts.precision == DatePrecision::second;
  return year->two_digits && !has_time ? DateReading{} : reading;
}

bool is_ascii(std::string_view text) noexcept {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// ---- A day, and what cannot be understood ----

/// Whether a day may end before `at`: after a number or a word for it, and before what parts it
/// from a time.
bool may_end_day(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view separators = " \t,;:T_-([|\xC2\xE3\xEF";
  return separators.find(text[at]) != std::string_view::npos && !is_blank(text[at - 1]) &&
         (is_digit(text[at - 1]) || is_letter(text[at - 1]) || (text[at - 1] & 0x80) != 0 ||
          text[at - 1] == '.');
}

/// Whether there may be another date in it, as at the end of a span.
bool may_hold_date(std::string_view rest) {
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (!is_digit(rest[i]) && !is_letter(rest[i])) continue;
    std::size_t end = i;
    if (is_digit(rest[i])) {
      while (end < rest.size() && is_digit(rest[end])) ++end;
      const bool offset = i > 0 && (rest[i - 1] == '+' || rest[i - 1] == '-');
      const bool year = end - i == 4 && !offset && (rest[i] == '1' || rest[i] == '2');
      if (year || end - i == 8) return true;
    } else {
      while (end < rest.size() && is_letter(rest[end])) ++end;
      if (month_by_name(rest.substr(i, end - i))) return true;
    }
    i = end - 1;
  }
  return false;
}

DateReading read_whole(std::string_view text, const DateHints& hints);

/// The longest beginning that is a day, where nothing after it can be another date.
DateReading read_day_before_rest(std::string_view text, const DateHints& hints) {
  constexpr std::size_t longest_rest = 64, shortest_day = 6, most_tries = 24;
  std::size_t tries = 0;
  for (std::size_t at = text.size(); --at > shortest_day && tries < most_tries;) {
    if (text.size() - at > longest_rest) break;
    if (!may_end_day(text, at)) continue;
    ++tries;
    if (may_hold_date(text.substr(at))) break;
    const DateReading reading = read_whole(trim(text.substr(0, at)), hints);
    const bool is_day = reading.date && reading.date->precision == DatePrecision::day;
    if (is_day || reading.ambiguous) return reading;
  }
  return {};
}

DateReading read_other_calendar(std::string_view written, std::string_view plain,
                                const DateHints& hints) {
  Cursor cursor(plain);
  Parts parts;
  if (!take_other_date(cursor, parts, hints, counts_persian_years(written, hints.language)))
    return {};
  return resolve_with_rest(cursor, parts, hints, false);
}

DateReading read_whole(std::string_view trimmed, const DateHints& hints) {
  if (hints.language.empty())
    if (const auto iso = parse_exact_iso(trimmed)) return *iso;
  const std::string converted = is_ascii(trimmed) ? std::string() : to_plain(trimmed);
  const std::string_view plain = converted.empty() ? trimmed : trim(converted);
  if (const DateReading other = read_other_calendar(trimmed, plain, hints); other.date)
    return other;
  if (const auto iso = parse_exact_iso(plain)) return *iso;
  if (const DateReading digits = read_digits(plain, hints); digits.date) return digits;
  if (const auto date = parse_number(plain)) return {.date = date};
  if (const DateReading named = read_named(plain, hints); named.date) return named;
  const LooseReading loose = read_loosely(plain, hints);
  if (!loose.found) return {.ambiguous = loose.ambiguous, .hints_help = loose.hints_help};
  DateReading reading = resolve(loose.parts, hints);
  reading.shows = loose.shows;
  reading.time_unclear = loose.time_unclear || reading.time_unclear;
  return reading;
}

}  // namespace

DateReading date_text::resolve_date(const Parts& parts, const DateHints& hints) {
  return resolve(parts, hints);
}

DateReading read_date(std::string_view text, const DateHints& hints) {
  const std::string_view trimmed = trim(text);
  if (trimmed.empty() || trimmed.size() > max_date_bytes) return {};
  const DateReading whole = read_whole(trimmed, hints);
  if (whole.date || whole.ambiguous || !hints.keeps_day) return whole;
  return read_day_before_rest(trimmed, hints);
}

std::optional<Date> date_as_written(const DateReading& reading) noexcept {
  if (!reading.date || reading.date->precision != DatePrecision::second || !reading.offset_minutes)
    return reading.date;
  auto local = at_time(reading.date->day, reading.date->second_of_day, -*reading.offset_minutes);
  if (local) local->offset_minutes = static_cast<std::int16_t>(*reading.offset_minutes);
  return local ? local : reading.date;
}

std::optional<Date> parse_date(std::string_view text) {
  return read_date(text).date;
}

}  // namespace dateline
