// Which names this server answers to. A page of another site whose name was made to point here (DNS
// rebinding) sends that name as Host, and is refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline::serve {

/// Immutable: any thread may ask.
class HostPolicy {
 public:
  /// Loopback names (localhost, 127.0.0.1, [::1]) are always allowed, and what is added here.
  HostPolicy() = default;
  /// A name or address without its port; `*` allows every name.
  void allow(std::string_view host);
  /// Every numeric address: for servers that listen on all of them. No rebinding can make a
  /// browser send one that it did not connect to.
  void allow_addresses() { addresses_ = true; }

  /// `host` as in the field Host: name[:port]. Case does not matter, nor does the port.
  [[nodiscard]] bool allows(std::string_view host) const;

 private:
  std::vector<std::string> names_{"localhost", "127.0.0.1", "[::1]"};
  bool addresses_ = false;
  bool all_ = false;
};

}  // namespace dateline::serve
