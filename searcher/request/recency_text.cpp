#include "searcher/request/recency_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace dateline {
namespace {

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

double days_in(char unit) {
  switch (unit) {
    case 'd':
      return 1;
    case 'w':
      return 7;
    case 'm':
      return 30;
    case 'y':
      return 365;
    default:
      return 0;
  }
}

std::optional<double> days_of(std::string_view text) {
  const double unit = text.empty() ? 0 : days_in(text.back());
  const auto number = unit > 0 ? number_of(text.substr(0, text.size() - 1)) : std::nullopt;
  return number ? std::optional(*number * unit) : std::nullopt;
}

/// Whether the part was understood.
bool read_part(std::string_view part, Recency& recency) {
  constexpr std::string_view half_life = "half-life=";
  constexpr std::string_view weight = "weight=";
  std::optional<double> value;
  if (part.starts_with(half_life)) {
    value = days_of(part.substr(half_life.size()));
    if (value) recency.half_life_days = *value;
  } else if (part.starts_with(weight)) {
    value = number_of(part.substr(weight.size()));
    if (value) recency.weight = *value;
  }
  return value.has_value();
}

}  // namespace

Result<Recency> parse_recency(std::string_view text) {
  Recency recency;
  for (std::string_view rest = text;;) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view part = rest.substr(0, comma);
    if (!read_part(part, recency))
      return failure(ErrorCode::usage, fmt::format("recency: \"{}\" is not understood", part),
                     "as in half-life=30d,weight=0.3; units are d, w, m and y");
    if (comma == rest.size()) return recency;
    rest.remove_prefix(comma + 1);
  }
}

}  // namespace dateline
