// Text as a value in a URL, and back.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// The value of a hexadecimal digit; nothing for other characters.
inline std::optional<unsigned> hex_value(char c) noexcept {
  if (is_ascii_digit(c)) return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

struct PercentDecoded {
  std::string bytes;
  bool well_formed = true;  ///< each % has two hexadecimal digits after it
};

/// %XX becomes a byte, and + a space if `plus_is_space`. A % without two hexadecimal digits stays
/// as it is.
inline PercentDecoded percent_decoded(std::string_view text, bool plus_is_space) {
  PercentDecoded decoded;
  decoded.bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.bytes += plus_is_space && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const bool room = text.size() - i >= 3;
    const auto high = room ? hex_value(text[i + 1]) : std::nullopt;
    const auto low = room ? hex_value(text[i + 2]) : std::nullopt;
    if (high && low) {
      decoded.bytes += static_cast<char>(*high * 16 + *low);
      i += 2;
    } else {
      decoded.bytes += '%';
      decoded.well_formed = false;
    }
  }
  return decoded;
}

/// Names and values as they stand in `name=value&...`, not decoded. A name without "=" has an empty
/// value, empty fields are left out, and so are those after one more than `most`.
inline std::vector<std::pair<std::string_view, std::string_view>> split_query_string(
    std::string_view text, std::size_t most) {
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  for (std::size_t at = 0; at < text.size() && fields.size() <= most;) {
    const std::size_t end = std::min(text.find('&', at), text.size());
    const std::string_view field = text.substr(at, end - at);
    const std::size_t equals = std::min(field.find('='), field.size());
    if (!field.empty())
      fields.emplace_back(field.substr(0, equals),
                          field.substr(std::min(equals + 1, field.size())));
    at = end + 1;
  }
  return fields;
}

}  // namespace dateline
