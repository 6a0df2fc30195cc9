// Where a document is read on the page of dateline-serve.
#pragma once

#include <string>
#include <string_view>

#include "common/base/percent_encoding.hpp"

namespace dateline {

/// `/document?key=KEY` with the key in percent-encoding. As a part of the path it would not do:
/// clients resolve `..` there, encoded or not, and proxies merge slashes.
[[nodiscard]] inline std::string document_href(std::string_view key) {
  std::string href = "/document?key=";
  append_percent_encoded(href, key);
  return href;
}

}  // namespace dateline
