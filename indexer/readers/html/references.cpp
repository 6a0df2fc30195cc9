#include "indexer/readers/html/references.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>

#include "indexer/readers/text/encoding.hpp"

namespace dateline::html {
namespace {

struct NamedReference {
  std::string_view name;
  std::string_view text;
  bool bare = false;  ///< also without a semicolon
};

constexpr NamedReference named_references[] = {
#include "indexer/readers/html/references.inc"
};

constexpr std::size_t longest_name = 31;
constexpr std::size_t longest_bare_name = 6;

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter_or_digit(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const NamedReference* find_reference(std::string_view name) noexcept {
  const auto* const found = std::lower_bound(
      std::begin(named_references), std::end(named_references), name,
      [](const NamedReference& row, std::string_view wanted) { return row.name < wanted; });
  return found != std::end(named_references) && found->name == name ? found : nullptr;
}

/// What stands at an ampersand: `length` bytes of it mean `text`.
struct FoundReference {
  std::size_t length = 0;
  std::string text;
};

/// The value of a digit, or 16.
unsigned digit_value(char c) noexcept {
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a') + 10 : 16;
}

char32_t meaning_of_number(std::uint32_t value) noexcept {
  if (value >= 0x80 && value < 0xA0) {
    const char32_t meant = windows_1252(static_cast<unsigned char>(value));
    return meant == 0 ? U'\uFFFD' : meant;
  }
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (value == 0 || surrogate || value > 0x10FFFF) return U'\uFFFD';
  const bool control = value < 0x20 && value != '\t' && value != '\n';
  return control || value == 0x7F ? U' ' : value;
}

FoundReference numbered_reference(std::string_view rest) {
  const bool hexadecimal = rest.size() > 2 && (rest[2] | 0x20) == 'x';
  const unsigned base = hexadecimal ? 16 : 10;
  const std::size_t begin = hexadecimal ? 3 : 2;
  std::size_t at = begin;
  std::uint32_t value = 0;
  for (; at < rest.size() && digit_value(rest[at]) < base; ++at)
    value = std::min<std::uint32_t>(value * base + digit_value(rest[at]), 0x110000);
  if (at == begin) return {};
  FoundReference found;
  append_utf8(found.text, meaning_of_number(value));
  found.length = at < rest.size() && rest[at] == ';' ? at + 1 : at;
  return found;
}

/// The longest name that stands here without a semicolon.
FoundReference bare_reference(std::string_view rest, std::size_t name_size, ReferencePlace place) {
  for (std::size_t size = std::min(name_size, longest_bare_name); size > 1; --size) {
    const NamedReference* const row = find_reference(rest.substr(1, size));
    if (row == nullptr || !row->bare) continue;
    const char next = size + 1 < rest.size() ? rest[size + 1] : ' ';
    if (place == ReferencePlace::attribute && (next == '=' || is_letter_or_digit(next))) return {};
    return {size + 1, std::string(row->text)};
  }
  return {};
}

FoundReference named_reference(std::string_view rest, ReferencePlace place) {
  std::size_t end = 1;
  while (end < rest.size() && end <= longest_name && is_letter_or_digit(rest[end])) ++end;
  if (end < rest.size() && rest[end] == ';')
    if (const auto* const row = find_reference(rest.substr(1, end - 1)))
      return {end + 1, std::string(row->text)};
  return bare_reference(rest, end - 1, place);
}

FoundReference reference_at(std::string_view rest, ReferencePlace place) {
  if (rest.size() < 3) return {};
  return rest[1] == '#' ? numbered_reference(rest) : named_reference(rest, place);
}

}  // namespace

std::size_t resolve_references(char* text, std::size_t size, ReferencePlace place) {
  const std::string_view all(text, size);
  std::size_t from = std::min(all.find('&'), size);
  std::size_t to = from;
  while (from < size) {
    const FoundReference found = reference_at(all.substr(from), place);
    std::memcpy(text + to, found.text.data(), found.text.size());
    to += found.text.size();
    from += found.length;
    const std::size_t plain = found.length == 0 ? from + 1 : from;
    const std::size_t next = std::min(all.find('&', plain), size);
    std::memmove(text + to, text + from, next - from);
    to += next - from;
    from = next;
  }
  return to;
}

}  // namespace dateline::html
