// UTF-16 without a byte order mark.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// "utf-16le" or "utf-16be" where a file's first bytes are text in it; else empty. Spaces, line
/// ends and digits are ASCII in every language: their zero bytes give it away. Where these are few,
/// as in Chinese, the rest must be a language that somebody writes, since a zero byte may be a
/// fault of any other text. Thread-safe.
[[nodiscard]] std::string unmarked_utf16_of(std::string_view head);

}  // namespace dateline
