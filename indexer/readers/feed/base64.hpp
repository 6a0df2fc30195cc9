// Text that is written as base64.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline::feed {

/// The text; nothing where it is not base64, or what it stands for is not text in UTF-8.
[[nodiscard]] std::optional<std::string> base64_text(std::string_view text);

}  // namespace dateline::feed
