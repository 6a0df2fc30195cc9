// The byte code of word numbers in token streams: 7 bits a byte, most significant first, the last
// byte marked with 0x80. It is self-synchronising: a byte string that ends in a marked byte and is
// preceded by a marked byte (or the start of the stream) is a whole number of words, so a word can
// be looked for with memchr/memmem.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// A word's number in the vocabulary. 0 parts the fields of a document (title 0 body).
using WordNumber = std::uint32_t;
inline constexpr WordNumber field_separator = 0;

/// Appends the code of `number` (1 to 5 bytes).
inline void append_word_code(std::string& out, WordNumber number) {
  if (number >= 1u << 7) {
    if (number >= 1u << 14) {
      if (number >= 1u << 21) {
        if (number >= 1u << 28) out.push_back(static_cast<char>((number >> 28) & 0x7f));
        out.push_back(static_cast<char>((number >> 21) & 0x7f));
      }
      out.push_back(static_cast<char>((number >> 14) & 0x7f));
    }
    out.push_back(static_cast<char>((number >> 7) & 0x7f));
  }
  out.push_back(static_cast<char>((number & 0x7f) | 0x80));
}

/// Reads one number and moves `position` after it. A truncated stream ends with what is there.
inline WordNumber read_word_code(const unsigned char*& position,
                                 const unsigned char* end) noexcept {
  WordNumber number = 0;
  while (position != end) {
    const unsigned char byte = *position++;
    number = (number << 7) | (byte & 0x7fu);
    if (byte & 0x80u) break;
  }
  return number;
}

}  // namespace dateline
