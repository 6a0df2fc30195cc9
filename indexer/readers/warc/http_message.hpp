// What a server sent: status, header and body of HTTP, as far as a reader of pages needs it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

struct HttpMessage {
  int status = 0;  ///< 0 where there is no header: everything is body
  std::string_view content_type{};
  std::vector<std::string_view> transfer_codings{};  ///< in the order in which they were applied
  std::vector<std::string_view> content_codings{};
  std::string_view body{};

  [[nodiscard]] bool is_success() const noexcept {
    return status == 0 || (status >= 200 && status < 300);
  }
};

/// Views of `block`. Takes line ends of either kind, and headers that do not end.
[[nodiscard]] HttpMessage parse_http(std::string_view block);

}  // namespace dateline
