#include "server/request/host_policy.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <optional>

namespace dateline::serve {
namespace {

constexpr std::size_t longest_name = 255;

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

/// The name of `name:port`; nothing where that is not its form.
std::optional<std::string> name_of(std::string_view host) {
  if (host.empty() || host.size() > longest_name) return std::nullopt;
  const std::size_t bracket = host[0] == '[' ? host.find(']') : 0;
  if (bracket == std::string_view::npos) return std::nullopt;
  const std::size_t colon = std::min(host.find(':', bracket), host.size());
  const std::string_view port = host.substr(std::min(colon + 1, host.size()));
  if (port.size() > 5 || port.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  std::string name = lowered(host.substr(0, colon));
  if (name.size() > 1 && name.back() == '.') name.pop_back();  // an absolute name of DNS
  return name;
}

bool is_address(const std::string& name) {
  in_addr v4{};
  in6_addr v6{};
  if (::inet_pton(AF_INET, name.c_str(), &v4) == 1) return true;
  return name.size() > 2 && name.front() == '[' && name.back() == ']' &&
         ::inet_pton(AF_INET6, name.substr(1, name.size() - 2).c_str(), &v6) == 1;
}

}  // namespace

void HostPolicy::allow(std::string_view host) {
  if (host == "*") {
    all_ = true;
    return;
  }
  names_.push_back(lowered(host));
}

bool HostPolicy::allows(std::string_view host) const {
  const auto name = name_of(host);
  if (!name) return false;
  if (all_ || (addresses_ && is_address(*name))) return true;
  return std::find(names_.begin(), names_.end(), *name) != names_.end();
}

}  // namespace dateline::serve
