// Names of files and archive members as they appear in keys.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Valid UTF-8 without control characters.
[[nodiscard]] std::string clean_name(std::string_view name);

/// Whether a part of the path begins with a dot, other than "." and "..", or is macOS's litter.
[[nodiscard]] bool is_hidden_path(std::string_view path) noexcept;

}  // namespace dateline
