#include "searcher/query/date_limits.hpp"

#include <fmt/format.h>

#include <limits>

#include "common/base/ascii.hpp"
#include "searcher/query/date_filter.hpp"
#include "searcher/query/query_error.hpp"

namespace dateline {
namespace {

constexpr Day least_day = std::numeric_limits<Day>::min();
constexpr Day greatest_day = std::numeric_limits<Day>::max();

/// One side of the limits. Nothing: there is no limit on this side.
Result<std::optional<DayRange>> parse_limit(std::string_view text, std::size_t offset, Day today) {
  if (text == "*" || text.empty()) return std::nullopt;
  if (text == "now" || text == "NOW") return DayRange{today, today};
  std::string_view date = text;
  const std::size_t time = date.find('T');
  if (time != std::string_view::npos && time > 0 && is_ascii_digit(date[time - 1]))
    date = date.substr(0, time);
  DATELINE_ASSIGN(const auto days, parse_date_filter(date, offset, today));
  if (days && date.find("..") == std::string_view::npos) return days;
  return query_failure(offset, fmt::format("\"{}\" cannot limit a range", text),
                       "as in date:2023..2024-06");
}

Result<DayRange> checked(const DayRange& range, std::string_view value, std::size_t offset) {
  if (range.first <= range.last) return range;
  return query_failure(offset, fmt::format("no day is within {}", value),
                       "write date:2023..2024-06, earliest first");
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// `[a TO b]` with either bracket at either end.
Result<DayRange> parse_brackets(std::string_view value, std::size_t offset, Day today) {
  constexpr std::string_view to = " TO ";
  const std::size_t middle = value.find(to);
  const bool closed = value.size() > 2 && (value.back() == ']' || value.back() == '}');
  if (middle == std::string_view::npos || !closed)
    return query_failure(offset, fmt::format("\"{}\" is not a range of dates", value),
                         "write date:2023..2024-06");
  const std::string_view from = trimmed(value.substr(1, middle - 1));
  const std::string_view until =
      trimmed(value.substr(middle + to.size(), value.size() - middle - to.size() - 1));
  DATELINE_ASSIGN(const auto first, parse_limit(from, offset + 1, today));
  DATELINE_ASSIGN(const auto last, parse_limit(until, offset + middle + to.size(), today));
  DayRange range{least_day, greatest_day};
  if (first) range.first = value.front() == '{' ? first->last + 1 : first->first;
  if (last) range.last = value.back() == '}' ? last->first - 1 : last->last;
  return checked(range, value, offset);
}

}  // namespace

bool is_date_limit(std::string_view value) noexcept {
  return !value.empty() && std::string_view("[{<>").find(value.front()) != std::string_view::npos;
}

Result<DayRange> parse_date_limit(std::string_view value, std::size_t offset, Day today) {
  if (value.front() == '[' || value.front() == '{') return parse_brackets(value, offset, today);
  const bool inclusive = value.size() > 1 && value[1] == '=';
  const std::size_t sign = inclusive ? 2 : 1;
  DATELINE_ASSIGN(const auto days, parse_limit(value.substr(sign), offset + sign, today));
  if (!days)
    return query_failure(offset,
                         fmt::format("{} needs a date directly after it", value.substr(0, sign)),
                         "as in date:2023.. or date:..2024-06");
  if (value.front() == '>') return DayRange{inclusive ? days->first : days->last + 1, greatest_day};
  return DayRange{least_day, inclusive ? days->last : days->first - 1};
}

}  // namespace dateline
