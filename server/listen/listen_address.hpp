// `127.0.0.1:7700`, `[::1]:7700` -> an address to listen on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dateline/error.hpp"

namespace dateline::serve {

struct ListenAddress {
  std::string host = "127.0.0.1";  ///< an address as a number or `localhost`; without brackets
  std::uint16_t port = 7700;       ///< 0: any that is free
};

/// Errors: usage.
Result<ListenAddress> parse_listen_address(std::string_view text);

/// As the host of a URL: IPv6 in brackets.
[[nodiscard]] std::string url_host(const std::string& host);

/// Whether it means all addresses of the machine.
[[nodiscard]] bool is_wildcard(const std::string& host) noexcept;

}  // namespace dateline::serve
