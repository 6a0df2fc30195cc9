// The endpoints by name, as metrics and the router know them.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace dateline::serve {

enum class RouteName { search, document, suggest, health, metrics, openapi, file, page, none };

inline constexpr std::array<RouteName, 9> route_names{
    RouteName::search, RouteName::document, RouteName::suggest,
    RouteName::health, RouteName::metrics,  RouteName::openapi,
    RouteName::file,   RouteName::page,     RouteName::none};

[[nodiscard]] constexpr std::string_view to_string(RouteName name) noexcept {
  switch (name) {
    case RouteName::search:
      return "search";
    case RouteName::document:
      return "document";
    case RouteName::suggest:
      return "suggest";
    case RouteName::health:
      return "health";
    case RouteName::metrics:
      return "metrics";
    case RouteName::openapi:
      return "openapi";
    case RouteName::file:
      return "file";
    case RouteName::page:
      return "page";
    case RouteName::none:
      return "none";
  }
  return {};
}

}  // namespace dateline::serve
