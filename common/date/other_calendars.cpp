#include "common/date/other_calendars.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "common/date/names.hpp"

namespace dateline::date_text {
namespace {

bool has_language(std::string_view tag, std::string_view language) noexcept {
  return equal_folded(tag.substr(0, tag.find_first_of("-_")), language);
}

void skip_blanks_and_marks(Cursor& cursor) noexcept {
  while (cursor.take_blanks() || cursor.take(',') || cursor.take('.')) {
  }
}

/// Letters of any script, and the dots of short forms.
std::string_view peek_name(const Cursor& cursor) noexcept {
  std::size_t length = 0;
  while (is_letter(cursor.peek(length)) || (cursor.peek(length) & 0x80) != 0) ++length;
  return cursor.rest().substr(0, length);
}

// ---- Eras ----

struct Era {
  std::string_view name;
  int year_before;  ///< of our calendar
};

constexpr std::array<Era, 7> eras{{{"令和", 2018},
                                   {"平成", 1988},
                                   {"昭和", 1925},
                                   {"大正", 1911},
                                   {"明治", 1867},
                                   {"民國", 1911},
                                   {"民国", 1911}}};

bool take_text(Cursor& cursor, std::string_view text) noexcept {
  if (!cursor.starts_with(text)) return false;
  cursor.skip(text.size());
  return true;
}

/// "5月": a number before its word.
std::optional<int> take_counted(Cursor& cursor, std::string_view word) noexcept {
  Cursor ahead = cursor;
  ahead.take_blanks();
  const auto number = ahead.take_number(1, 3);
  ahead.take_blanks();
  if (!number || !take_text(ahead, word)) return std::nullopt;
  cursor = ahead;
  return number->value;
}

std::optional<int> take_year_of_era(Cursor& cursor) noexcept {
  cursor.take_blanks();
  if (take_text(cursor, "元年")) return 1;
  return take_counted(cursor, "年");
}

bool take_era_date(Cursor& cursor, Parts& parts) noexcept {
  const auto* era = std::find_if(eras.begin(), eras.end(),
                                 [&](const Era& e) { return cursor.starts_with(e.name); });
  if (era == eras.end()) return false;
  Cursor ahead = cursor;
  ahead.skip(era->name.size());
  const auto year = take_year_of_era(ahead);
  if (!year || *year == 0) return false;
  parts.civil = {era->year_before + *year, 1, 1};
  parts.precision = DatePrecision::year;
  if (const auto month = take_counted(ahead, "月")) {
    parts.civil.month = static_cast<unsigned>(*month);
    parts.precision = DatePrecision::month;
    if (const auto day = take_counted(ahead, "日")) {
      parts.civil.day = static_cast<unsigned>(*day);
      parts.precision = DatePrecision::day;
    }
  }
  cursor = ahead;
  return true;
}

// ---- The Persian calendar ----

/// Iran's names, and Afghanistan's.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> persian_months{
    {{"فروردین", "حمل"},
     {"اردیبهشت", "ثور"},
     {"خرداد", "جوزا"},
     {"تیر", "سرطان"},
     {"مرداد", "اسد"},
     {"شهریور", "سنبله"},
     {"مهر", "میزان"},
     {"آبان", "عقرب"},
     {"آذر", "قوس"},
     {"دی", "جدی"},
     {"بهمن", "دلو"},
     {"اسفند", "حوت"}}};

/// The years in which its rule of leap years is right are those of news.
bool is_persian_year(const std::optional<Number>& year) noexcept {
  return year && year->width == 4 && year->value >= 1206 && year->value <= 1498;
}

Day first_day_of_persian_year(int year) noexcept {
  constexpr Day epoch = -492268;
  return 365 * (year - 1) + (8 * year + 21) / 33 + epoch;
}

/// False where there is no such day.
bool set_persian(Parts& parts, int year, int month, int day) noexcept {
  if (month < 1 || month > 12 || day < 1) return false;
  const int before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  const int length = first_day_of_persian_year(year + 1) - first_day_of_persian_year(year);
  const int last = month <= 6 ? 31 : month <= 11 ? 30 : length - 336;
  if (day > last) return false;
  parts.civil = civil_from_day(first_day_of_persian_year(year) + before + day - 1);
  parts.precision = DatePrecision::day;
  return true;
}

int take_persian_month(Cursor& cursor) noexcept {
  const std::string_view name = peek_name(cursor);
  for (std::size_t i = 0; i < persian_months.size(); ++i) {
    if (name != persian_months[i].first && name != persian_months[i].second) continue;
    cursor.skip(name.size());
    return static_cast<int>(i + 1);
  }
  return 0;
}

/// "25 اردیبهشت 1403"
bool take_persian_name(Cursor& cursor, Parts& parts) noexcept {
  Cursor ahead = cursor;
  const auto day = ahead.take_number(1, 2);
  if (!day) return false;
  ahead.take_blanks();
  const int month = take_persian_month(ahead);
  if (month == 0) return false;
  skip_blanks_and_marks(ahead);
  const auto year = ahead.take_number(4, 4);
  if (!is_persian_year(year) || !set_persian(parts, year->value, month, day->value)) return false;
  cursor = ahead;
  return true;
}

/// 1403/02/25
bool take_persian_numbers(Cursor& cursor, Parts& parts) noexcept {
  Cursor ahead = cursor;
  const auto year = ahead.take_number(4, 4);
  if (!is_persian_year(year)) return false;
  const char mark = ahead.peek();
  if (mark != '/' && mark != '-' && mark != '.') return false;
  ahead.skip(1);
  const auto month = ahead.take_number(1, 2);
  if (!month || !ahead.take(mark)) return false;
  const auto day = ahead.take_number(1, 2);
  if (!day || !set_persian(parts, year->value, month->value, day->value)) return false;
  cursor = ahead;
  return true;
}

// ---- Old and new style ----

/// "de", "of": words that belong to no part.
void skip_fillers(Cursor& cursor) {
  for (int words = 0; words < 2; ++words) {
    cursor.take_blanks();
    const std::string_view word = peek_name(cursor);
    if (word.empty() || !find_name(name_key(word)).filler) return;
    cursor.skip(word.size());
    cursor.take('.');
  }
}

unsigned take_month_name(Cursor& cursor, const DateHints& hints) {
  skip_fillers(cursor);
  cursor.take_blanks();
  const std::string_view word = peek_name(cursor);
  if (word.empty()) return 0;
  const std::string key = name_key(word);
  const NameMeaning meaning = find_name(key);
  const unsigned month = meaning.shared ? month_in_language(key, hints.language) : meaning.month;
  if (month == 0) return 0;
  cursor.skip(word.size());
  cursor.take('.');
  return month;
}

struct DayAndMonth {
  unsigned day = 0;
  unsigned month = 0;  ///< 0: it follows
};

std::optional<DayAndMonth> take_day_and_month(Cursor& cursor, const DateHints& hints) {
  cursor.take_blanks();
  const auto day = cursor.take_number(1, 2);
  if (!day) return std::nullopt;
  cursor.take('.');
  return DayAndMonth{static_cast<unsigned>(day->value), take_month_name(cursor, hints)};
}

/// "25 October (7 November) 1917", "12 (24) August 1861", "31 January/13 February 1918"
bool take_double_date(Cursor& cursor, Parts& parts, const DateHints& hints) {
  if (cursor.rest().find_first_of("([/") == std::string_view::npos) return false;
  Cursor ahead = cursor;
  auto first = take_day_and_month(ahead, hints);
  if (!first) return false;
  ahead.take_blanks();
  const bool bracket = ahead.take('(') || ahead.take('[');
  if (!bracket && !ahead.take('/')) return false;
  auto second = take_day_and_month(ahead, hints);
  if (!second) return false;
  ahead.take_blanks();
  if (bracket && !ahead.take(')') && !ahead.take(']')) return false;
  if (second->month == 0) second->month = first->month != 0 ? 0 : take_month_name(ahead, hints);
  if (first->month == 0) first->month = second->month;
  skip_fillers(ahead);
  skip_blanks_and_marks(ahead);
  const auto year = ahead.take_number(4, 4);
  constexpr int last_year_of_old_style = 1930;
  if (!year || year->value > last_year_of_old_style) return false;
  const auto old_day = day_from_civil({year->value, first->month, first->day});
  const auto new_day = day_from_civil({year->value, second->month, second->day});
  if (!old_day || !new_day) return false;
  // A year's end may be between them.
  const int apart = std::abs(*new_day - *old_day) % 353;
  if (apart < 10 || apart > 13) return false;
  parts.civil = civil_from_day(*new_day);
  parts.precision = DatePrecision::day;
  cursor = ahead;
  return true;
}

}  // namespace

bool is_thai(std::string_view plain, std::string_view language) noexcept {
  if (has_language(language, "th")) return true;
  for (std::size_t at = plain.find('\xE0'); at != std::string_view::npos && at + 1 < plain.size();
       at = plain.find('\xE0', at + 1))
    if (plain[at + 1] == '\xB8' || plain[at + 1] == '\xB9') return true;
  return false;
}

int common_year(int buddhist_year) noexcept {
  constexpr int difference = 543;
  const bool is_buddhist = buddhist_year >= 2400 && buddhist_year <= 2700;
  return is_buddhist ? buddhist_year - difference : buddhist_year;
}

bool has_persian_digits(std::string_view text) noexcept {
  for (std::size_t at = text.find('\xDB'); at != std::string_view::npos && at + 1 < text.size();
       at = text.find('\xDB', at + 1))
    if (text[at + 1] >= '\xB0' && text[at + 1] <= '\xB9') return true;
  return false;
}

bool counts_persian_years(std::string_view text, std::string_view language) noexcept {
  return has_language(language, "fa") || has_persian_digits(text);
}

bool take_other_date(Cursor& cursor, Parts& parts, const DateHints& hints, bool persian) {
  if (is_digit(cursor.peek()))
    return take_persian_name(cursor, parts) || (persian && take_persian_numbers(cursor, parts)) ||
           take_double_date(cursor, parts, hints);
  return take_era_date(cursor, parts);
}

}  // namespace dateline::date_text
