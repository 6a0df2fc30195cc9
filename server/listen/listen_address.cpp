#include "server/listen/listen_address.hpp"

#include <fmt/format.h>

#include <charconv>

namespace dateline::serve {
namespace {

tl::unexpected<Error> no_address(std::string_view text) {
  return failure(ErrorCode::usage, fmt::format("--listen {}: not an address", text),
                 "as in 127.0.0.1:7700, [::1]:7700 or, for every address of this machine, "
                 "0.0.0.0:7700; port 0 chooses any free one");
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return no_address(text);
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.front() == '[' && host.back() == ']' && host.size() > 2;
  if (bracketed) host = host.substr(1, host.size() - 2);
  if (!bracketed && host.find(':') != std::string_view::npos) return no_address(text);
  const std::string_view port = text.substr(colon + 1);
  ListenAddress address{std::string(host), 0};
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (port.empty() || error != std::errc() || end != port.data() + port.size())
    return no_address(text);
  return address;
}

std::string url_host(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

bool is_wildcard(const std::string& host) noexcept {
  return host == "0.0.0.0" || host == "::";
}

}  // namespace dateline::serve
