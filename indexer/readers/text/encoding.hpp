// Makes bytes of any origin into text that a Document may hold: valid UTF-8 without control
// characters.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Bytes that are not UTF-8 become what they are in windows-1252 if the text looks like it, else
/// U+FFFD (one for a run of them). True where there were such bytes. Linear time.
bool make_valid_utf8(std::string& text);

/// Whether this is UTF-8 for the most part, that was cut, damaged or put together with other bytes.
[[nodiscard]] bool is_damaged_utf8(std::string_view text) noexcept;

/// UTF-8 in which the bytes that are none become what they are in windows-1252.
[[nodiscard]] std::string utf8_and_windows_1252(std::string_view text);

/// Removes byte order marks, wherever they are: they would separate words and be invisible in
/// titles.
void remove_byte_order_marks(std::string& text);

/// Removes control characters other than line feed and tab from valid UTF-8, and byte order marks.
/// CR LF, a lone CR, form feed and vertical tab become line feeds. The controls U+0080 to U+009F,
/// which are windows-1252 that was read as latin-1, become what they were. True where one of those
/// was met. Linear time.
bool remove_controls(std::string& text);

/// Both. True where the encoding was repaired.
bool clean_text(std::string& text);

/// The character that windows-1252 has for a byte from 0x80 to 0x9F; 0 where it has none.
[[nodiscard]] char32_t windows_1252(unsigned char byte) noexcept;

void append_utf8(std::string& out, char32_t character);

[[nodiscard]] bool has_control_characters(std::string_view text) noexcept;

}  // namespace dateline
