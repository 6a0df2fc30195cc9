// UTF-8 that was cut, damaged or put together with bytes of another encoding.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Whether this is UTF-8 for the most part: its characters of several bytes are twice as many as
/// the cut ones and the bytes that belong to none, or are more (where they are as many, letters of
/// Western languages) and give a text that somebody may have written. False for valid UTF-8.
/// Thread-safe.
[[nodiscard]] bool is_damaged_utf8(std::string_view text);

/// Valid UTF-8 of one that is damaged: a byte by itself becomes what windows-1252 has for it where
/// the text is Western and has room for that character there; any other run of bytes that are none
/// becomes U+FFFD. Thread-safe.
[[nodiscard]] std::string mend_utf8(std::string_view text);

}  // namespace dateline
