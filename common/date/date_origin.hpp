// Names of where a date was found, as exports and JSON output write them. Stable.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "dateline/date.hpp"

namespace dateline {

/// By the number of the DateOrigin.
inline constexpr std::array<std::string_view, 15> date_origin_names{
    "none",           "header",   "metadata", "url",  "text",   "file",  "given", "json_ld",
    "published_time", "itemprop", "meta",     "time", "hentry", "state", "feed"};

[[nodiscard]] inline std::string_view to_string(DateOrigin origin) noexcept {
  return date_origin_names[static_cast<std::size_t>(origin)];
}

/// Nothing if it is not such a name.
[[nodiscard]] inline std::optional<DateOrigin> parse_date_origin(std::string_view name) noexcept {
  for (std::size_t i = 0; i < date_origin_names.size(); ++i)
    if (date_origin_names[i] == name) return static_cast<DateOrigin>(i);
  return std::nullopt;
}

}  // namespace dateline
