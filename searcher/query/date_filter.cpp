#include "searcher/query/date_filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "common/date/cursor.hpp"
#include "searcher/query/query_error.hpp"

namespace dateline {
namespace {

constexpr Day least_day = std::numeric_limits<Day>::min();
constexpr Day greatest_day = std::numeric_limits<Day>::max();
constexpr std::string_view date_hint =
    "dates are 2024-05-14, 2024-05 or 2024; ranges 2023..2024-06, 2023.. or ..2024; 7d, 2w, 3m, "
    "1y; "
    "today, yesterday, none";

/// The number that the whole text is, where it has exactly `digits` digits.
std::optional<int> number(std::string_view text, std::size_t digits) {
  if (text.size() != digits) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// The day, or nothing where the calendar has none.
std::optional<Day> day_of(int year, int month, int day) {
  if (month < 1 || day < 1) return std::nullopt;
  return day_from_civil({year, static_cast<unsigned>(month), static_cast<unsigned>(day)});
}

int days_in_month(int year, int month) {
  int days = 31;
  while (days > 28 && !day_of(year, month, days)) --days;
  return days;
}

std::optional<DayRange> span_of(std::optional<Day> first, std::optional<Day> last) {
  if (!first || !last) return std::nullopt;
  return DayRange{*first, *last};
}

std::optional<DayRange> parse_numeric(std::string_view text) {
  const auto year = number(text.substr(0, 4), 4);
  if (!year) return std::nullopt;
  if (text.size() == 4) return span_of(day_of(*year, 1, 1), day_of(*year, 12, 31));
  if (text.size() < 7 || text[4] != '-') return std::nullopt;
  const auto month = number(text.substr(5, 2), 2);
  if (!month) return std::nullopt;
  if (text.size() == 7)
    return span_of(day_of(*year, *month, 1), day_of(*year, *month, days_in_month(*year, *month)));
  if (text[7] != '-') return std::nullopt;
  const auto day = number(text.substr(8), 2);
  if (!day) return std::nullopt;
  const auto only = day_of(*year, *month, *day);
  return span_of(only, only);
}

/// A date that may also be an end of a span.
std::optional<DayRange> parse_point(std::string_view text, Day today) {
  if (date_text::equal_folded(text, "today")) return DayRange{today, today};
  if (date_text::equal_folded(text, "yesterday")) return DayRange{today - 1, today - 1};
  return parse_numeric(text);
}

/// The day after the one that is `months` before `today`, so that the span up to today is that many
/// months; where that month is too short for the day, its last day counts.
Day months_back(Day today, int months) {
  const CivilDate now = civil_from_day(today);
  const int month_index = now.year * 12 + static_cast<int>(now.month) - 1 - months;
  const int year = month_index / 12;
  const int month = month_index % 12 + 1;
  if (month_index < 12) return least_day;  // before the year 1
  const int day = std::min(static_cast<int>(now.day), days_in_month(year, month));
  const auto same_day = day_of(year, month, day);
  return same_day ? *same_day + 1 : least_day;
}

tl::unexpected<Error> bad_date(std::string_view text, std::size_t offset) {
  return query_failure(offset, fmt::format("not a valid date: \"{}\"", text),
                       std::string(date_hint));
}

Result<std::optional<DayRange>> parse_span(std::string_view value, std::size_t dots,
                                           std::size_t offset, Day today) {
  const std::string_view from = value.substr(0, dots);
  const std::string_view to = value.substr(dots + 2);
  if (from.empty() && to.empty()) return bad_date(value, offset);
  DayRange range{least_day, greatest_day};
  if (!from.empty()) {
    const auto first = parse_point(from, today);
    if (!first) return bad_date(from, offset);
    range.first = first->first;
  }
  if (!to.empty()) {
    const auto last = parse_point(to, today);
    if (!last) return bad_date(to, offset + dots + 2);
    range.last = last->last;
  }
  if (range.first > range.last)
    return query_failure(offset, fmt::format("the range {} ends before it begins", value),
                         fmt::format("write {}..{}", to, from));
  return range;
}

}  // namespace

std::optional<DayRange> parse_last_days(std::string_view text, Day today) {
  if (text.size() < 2 || text.size() > 5) return std::nullopt;  // four digits are enough
  const auto count = number(text.substr(0, text.size() - 1), text.size() - 1);
  if (!count || *count == 0) return std::nullopt;
  switch (date_text::lower(text.back())) {
    case 'd':
      return DayRange{today - *count + 1, today};
    case 'w':
      return DayRange{today - *count * 7 + 1, today};
    case 'm':
      return DayRange{months_back(today, *count), today};
    case 'y':
      return DayRange{months_back(today, *count * 12), today};
    default:
      return std::nullopt;
  }
}

bool is_no_date(std::string_view text) noexcept {
  return date_text::equal_folded(text, "none");
}

Result<std::optional<DayRange>> parse_date_filter(std::string_view value, std::size_t offset,
                                                  Day today) {
  if (is_no_date(value)) return std::nullopt;
  const std::size_t dots = value.find("..");
  if (dots != std::string_view::npos) return parse_span(value, dots, offset, today);
  if (const auto point = parse_point(value, today)) return point;
  if (const auto last = parse_last_days(value, today)) return last;
  return bad_date(value, offset);
}

}  // namespace dateline
