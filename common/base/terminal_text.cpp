#include "common/base/terminal_text.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <iterator>

#include "common/base/utf8.hpp"

namespace dateline {
namespace {

void append_escape(std::string& out, char32_t control) {
  switch (control) {
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto number = static_cast<std::uint32_t>(control);
  const auto put = std::back_inserter(out);
  if (number < 0x80) {
    fmt::format_to(put, "\\x{:02x}", number);
  } else {
    fmt::format_to(put, "\\u{:04x}", number);
  }
}

bool is_zero_width(UChar32 character) {
  constexpr std::uint32_t combining = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK;
  return (U_GET_GC_MASK(character) & combining) != 0 && character != 0xAD;
}

std::size_t character_width(char32_t value) {
  const auto character = static_cast<UChar32>(value);
  if (value < 0x300) return 1;
  if (is_zero_width(character)) return 0;
  const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string escape_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = decode_utf8(text, at);
    if (!character.valid) {
      out += replacement_character;
    } else if (is_control(character.value)) {
      append_escape(out, character.value);
    } else {
      out += text.substr(at, character.length);
    }
    at += character.length;
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = decode_utf8(text, at);
    width += character_width(character.value);
    at += character.length;
  }
  return width;
}

}  // namespace dateline
