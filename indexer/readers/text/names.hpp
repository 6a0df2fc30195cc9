// Names of files and archive members as they appear in keys.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Valid UTF-8 without control characters, and another for each other name: bytes that are not
/// UTF-8, control characters and byte order marks are written as `tar -t` shows them, `\351`, and
/// so is a backslash that would be read so. Most names stay as they are.
[[nodiscard]] std::string clean_name(std::string_view name);

/// The name in UTF-8, read as the encoding that a zip has where it says nothing else. Every byte is
/// a character of its own there.
[[nodiscard]] std::string from_code_page_437(std::string_view name);

/// Whether a part of the path begins with a dot, other than "." and "..", or is macOS's litter.
[[nodiscard]] bool is_hidden_path(std::string_view path) noexcept;

}  // namespace dateline
