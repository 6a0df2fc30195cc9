#include "indexer/readers/json_repair.hpp"

#include <optional>
#include <string_view>

#include "indexer/readers/encoding.hpp"

namespace dateline {
namespace {

/// Between values a tab is a blank anyway, so all can go.
bool blank_controls(std::string& line) noexcept {
  bool changed = false;
  for (char& c : line) {
    if (static_cast<unsigned char>(c) >= 0x20) continue;
    c = ' ';
    changed = true;
  }
  return changed;
}

std::optional<unsigned> hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'f') return static_cast<unsigned>(lower - 'a' + 10);
  return std::nullopt;
}

/// The number of a \uXXXX escape that begins at `at`.
std::optional<unsigned> escape_at(std::string_view line, std::size_t at) noexcept {
  constexpr std::size_t escape_bytes = 6;
  if (at + escape_bytes > line.size() || line[at] != '\\' || line[at + 1] != 'u')
    return std::nullopt;
  unsigned value = 0;
  for (std::size_t i = 2; i < escape_bytes; ++i) {
    const auto digit = hex_digit(line[at + i]);
    if (!digit) return std::nullopt;
    value = value * 16 + *digit;
  }
  return value;
}

constexpr bool is_high_surrogate(unsigned value) noexcept {
  return (value & 0xFC00u) == 0xD800u;
}
constexpr bool is_low_surrogate(unsigned value) noexcept {
  return (value & 0xFC00u) == 0xDC00u;
}

bool replace_lone_surrogates(std::string& line) noexcept {
  bool changed = false;
  for (std::size_t at = line.find('\\'); at != std::string::npos; at = line.find('\\', at)) {
    const auto value = escape_at(line, at);
    if (!value) {
      at += 2;
      continue;
    }
    const auto next = escape_at(line, at + 6);
    const bool pair = is_high_surrogate(*value) && next && is_low_surrogate(*next);
    if (!pair && (is_high_surrogate(*value) || is_low_surrogate(*value))) {
      line.replace(at + 2, 4, "fffd");
      changed = true;
    }
    at += pair ? 12 : 6;
  }
  return changed;
}

}  // namespace

bool repair_json(std::string& line) {
  const bool bytes = make_valid_utf8(line);
  const bool controls = blank_controls(line);
  const bool surrogates = replace_lone_surrogates(line);
  return bytes || controls || surrogates;
}

}  // namespace dateline
