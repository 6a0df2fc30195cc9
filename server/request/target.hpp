// The target of a request: URL -> path and query string -> names and values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/request/http_request.hpp"

namespace dateline::serve {

struct Target {
  std::string authority;  ///< where the target is a whole URL, else empty
  std::string path;
  std::string query;
};

/// Nothing if the target is not a path, an http URL or the `*` of OPTIONS, or has a fragment. Bytes
/// of UTF-8 that should be in percent-encoding are let through, as curl sends what it is given.
[[nodiscard]] std::optional<Target> split_target(std::string_view target, Method method);

/// %XX becomes a byte, and + a space if `plus_is_blank`. Nothing where a % has no two hex digits
/// after it, or the result is not UTF-8 or holds a NUL.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, bool plus_is_blank);

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// `name=value&...` decoded, in its order; a name without "=" has an empty value. Nothing where
/// percent_decode() finds nothing, or there are more than `max_parameters`.
inline constexpr std::size_t max_parameters = 64;
[[nodiscard]] std::optional<Parameters> parse_parameters(std::string_view query_string);

}  // namespace dateline::serve
