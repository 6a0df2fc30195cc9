// Text as a value in a URL.
#pragma once

#include <string>
#include <string_view>

#include "common/base/ascii.hpp"

namespace dateline {

/// Appends `byte` as %XX.
inline void append_percent(std::string& out, char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  out += '%';
  out += digits[value / 16];
  out += digits[value % 16];
}

/// Appends the text with all but letters, digits and -._~ of ASCII as %XX: what no part of a URL
/// gives a meaning to.
inline void append_percent_encoded(std::string& url, std::string_view text) {
  for (const char c : text) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_letter || is_ascii_digit(c) || c == '-' || c == '.' || c == '_' || c == '~')
      url += c;
    else
      append_percent(url, c);
  }
}

}  // namespace dateline
