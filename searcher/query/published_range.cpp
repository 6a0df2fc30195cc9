#include "searcher/query/published_range.hpp"

#include <fmt/format.h>

#include <limits>

#include "searcher/query/date_filter.hpp"

namespace dateline {
namespace {

Result<DayRange> parse_end(const char* name, const std::string& text, Day today) {
  const bool is_span = text.find("..") != std::string::npos;
  if (!is_span) {
    if (const auto days = parse_date_filter(text, 0, today); days && *days) return **days;
    if (const auto date = parse_date(text)) return days_of(*date);
  }
  return failure(ErrorCode::usage, fmt::format("{} {}: this is no date", name, text),
                 "as in 2024-05-14, 2024-05, 2024, yesterday or 7d");
}

}  // namespace

Result<std::optional<DayRange>> parse_published_range(const std::string& since,
                                                      const std::string& until, Day today,
                                                      const RangeNames& names) {
  if (since.empty() && until.empty()) return std::nullopt;
  DayRange range{std::numeric_limits<Day>::min(), std::numeric_limits<Day>::max()};
  if (!since.empty()) {
    DATELINE_ASSIGN(const DayRange days, parse_end(names.since, since, today));
    range.first = days.first;
  }
  if (!until.empty()) {
    DATELINE_ASSIGN(const DayRange days, parse_end(names.until, until, today));
    range.last = days.last;
  }
  if (range.first > range.last)
    return failure(ErrorCode::usage,
                   fmt::format("{} {} is after {} {}", names.since, since, names.until, until),
                   "no day is in that span; swap the two");
  return range;
}

}  // namespace dateline
