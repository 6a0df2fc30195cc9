#include "indexer/readers/feed/base64.hpp"

#include <simdjson.h>

#include <cstdint>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline::feed {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    if (blanks.find(c) != std::string_view::npos) continue;
    if (c == '=') break;
    const std::size_t value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out.push_back(static_cast<char>((bits >> count) & 0xFF));
  }
  return out;
}

}  // namespace

std::optional<std::string> base64_text(std::string_view text) {
  auto bytes = decoded(text);
  if (!bytes || !simdjson::validate_utf8(bytes->data(), bytes->size()) ||
      bytes->find('\0') != std::string::npos)
    return std::nullopt;
  return bytes;
}

}  // namespace dateline::feed
