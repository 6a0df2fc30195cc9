// Relative URLs.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Whether it begins with a scheme, as `https:` is one.
[[nodiscard]] bool has_scheme(std::string_view url) noexcept;

/// Whether it is one of the Web: http or https.
[[nodiscard]] bool is_web_url(std::string_view url) noexcept;

/// The reference as seen from the base (RFC 3986, 5.2). As it is where it has a scheme, or the base
/// has none.
[[nodiscard]] std::string resolved_url(std::string_view base, std::string_view reference);

}  // namespace dateline
