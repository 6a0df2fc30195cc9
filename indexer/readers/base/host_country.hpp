// Which country a publisher is in, by its host's name.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Of an address, or of a text that is nothing but a host's name: ISO 3166 in upper case, from the
/// last label; empty if that is not a country's, or one that the world uses for other reasons.
[[nodiscard]] std::string host_country(std::string_view url_or_name);

/// The host in an address, or the text if it is nothing but a host's name; else empty.
[[nodiscard]] std::string_view host_of(std::string_view url_or_name) noexcept;

}  // namespace dateline
