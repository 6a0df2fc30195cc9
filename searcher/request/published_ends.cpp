#include "searcher/request/published_ends.hpp"

#include <fmt/format.h>

#include <limits>

#include "searcher/query/date_filter.hpp"

namespace dateline {
namespace {

constexpr Day least_day = std::numeric_limits<Day>::min();
constexpr Day greatest_day = std::numeric_limits<Day>::max();

Result<DayRange> parse_days(std::string_view label, std::string_view text, Day today) {
  const bool is_span = text.find("..") != std::string_view::npos;
  if (!is_span) {
    if (const auto days = parse_date_filter(text, 0, today); days && *days) return **days;
    if (const auto date = parse_date(text)) return days_of(*date);
  }
  return failure(ErrorCode::usage, fmt::format("{} {} is not a date", label, text),
                 "as in 2024-05-14, 2024-05, 2024, today, yesterday, 7d (seven days ago) or none "
                 "(no limit)");
}

bool is_open(std::string_view text) {
  return text.empty() || is_no_date(text);
}

}  // namespace

Result<Day> parse_since(std::string_view label, std::string_view text, Day today) {
  if (is_open(text)) return least_day;
  DATELINE_ASSIGN(const DayRange days, parse_days(label, text, today));
  return days.first;
}

Result<Day> parse_until(std::string_view label, std::string_view text, Day today) {
  if (is_open(text)) return greatest_day;
  if (const auto last = parse_last_days(text, today))
    return last->first == least_day ? least_day : last->first - 1;
  DATELINE_ASSIGN(const DayRange days, parse_days(label, text, today));
  return days.last;
}

}  // namespace dateline
