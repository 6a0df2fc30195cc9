#include "searcher/query/published_range.hpp"

#include <fmt/format.h>

#include <limits>

#include "searcher/query/date_filter.hpp"

namespace dateline {
namespace {

constexpr Day least_day = std::numeric_limits<Day>::min();
constexpr Day greatest_day = std::numeric_limits<Day>::max();

Result<DayRange> parse_days(const char* name, const std::string& text, Day today) {
  const bool is_span = text.find("..") != std::string::npos;
  if (!is_span) {
    if (const auto days = parse_date_filter(text, 0, today); days && *days) return **days;
    if (const auto date = parse_date(text)) return days_of(*date);
  }
  return failure(ErrorCode::usage, fmt::format("{} {} is not a date", name, text),
                 "as in 2024-05-14, 2024-05, 2024, today, yesterday, 7d (seven days ago) or none "
                 "(no limit)");
}

bool is_open(const std::string& text) {
  return text.empty() || is_no_date(text);
}

Result<Day> parse_since(const char* name, const std::string& text, Day today) {
  if (is_open(text)) return least_day;
  DATELINE_ASSIGN(const DayRange days, parse_days(name, text, today));
  return days.first;
}

Result<Day> parse_until(const char* name, const std::string& text, Day today) {
  if (is_open(text)) return greatest_day;
  if (const auto last = parse_last_days(text, today))
    return last->first == least_day ? least_day : last->first - 1;
  DATELINE_ASSIGN(const DayRange days, parse_days(name, text, today));
  return days.last;
}

tl::unexpected<RangeFault> fault(RangeFault::End end, Error error) {
  return tl::unexpected(RangeFault{end, std::move(error)});
}

}  // namespace

tl::expected<std::optional<DayRange>, RangeFault> parse_published_range(const std::string& since,
                                                                        const std::string& until,
                                                                        Day today,
                                                                        const RangeNames& names) {
  if (is_open(since) && is_open(until)) return std::nullopt;
  auto first = parse_since(names.since, since, today);
  if (!first) return fault(RangeFault::End::since, std::move(first.error()));
  auto last = parse_until(names.until, until, today);
  if (!last) return fault(RangeFault::End::until, std::move(last.error()));
  if (*first <= *last) return DayRange{*first, *last};
  return fault(RangeFault::End::until,
               {ErrorCode::usage,
                fmt::format("{} {} is after {} {}", names.since, since, names.until, until),
                "no day is in that range; swap the two",
                {}});
}

}  // namespace dateline
