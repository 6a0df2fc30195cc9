// Addresses of pages.
#pragma once

#include <string>
#include <string_view>

namespace dateline::html {

/// The absolute form of an address on a page (RFC 3986, 5.2), without its fragment; empty where it
/// is not one of http or https, or is relative and the base is empty. Thread-safe.
[[nodiscard]] std::string resolve_url(std::string_view base, std::string_view reference);

/// `www.example.com` of an http or https address, in lower case; empty where there is none.
[[nodiscard]] std::string host_of(std::string_view url);

/// Whether the address is that of a site as a whole: without path and query.
[[nodiscard]] bool is_front_page(std::string_view url) noexcept;

}  // namespace dateline::html
