// Makes bytes of any origin into text that a Document may hold: valid UTF-8 without control
// characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

/// What text that should be UTF-8 has at one place.
struct Utf8Piece {
  enum class Kind {
    character,  ///< also one that CESU-8 writes as two surrogates
    cut,        ///< two bytes or more of a character whose last ones are not there
    stray       ///< a byte by itself
  };
  Kind kind;
  unsigned length;  ///< in bytes
  char32_t value;   ///< U+FFFD where it is no character
};

/// `position` must be within the text.
[[nodiscard]] Utf8Piece utf8_piece_at(std::string_view text, std::size_t position) noexcept;

/// What speaks for UTF-8 in a text, and what against it.
struct Utf8Balance {
  std::size_t sequences = 0;  ///< characters of several bytes, and cut ones that only UTF-8 has
  std::size_t stray = 0;      ///< cut characters, and bytes that belong to none
};

[[nodiscard]] Utf8Balance utf8_balance(std::string_view text) noexcept;

/// Bytes that are no UTF-8 become what they are in windows-1252 where the text looks like it, else
/// U+FFFD (one for a run of them). True where there were such bytes. Linear time.
bool make_valid_utf8(std::string& text);

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

/// As windows_1252(), for every byte from 0x80.
[[nodiscard]] char32_t windows_1252_meaning(unsigned char byte) noexcept;

void append_utf8(std::string& out, char32_t character);

[[nodiscard]] bool has_control_characters(std::string_view text) noexcept;

}  // namespace dateline
