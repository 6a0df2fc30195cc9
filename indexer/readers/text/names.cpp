#include "indexer/readers/text/names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/utf8.hpp"
#include "indexer/readers/text/encoding.hpp"

namespace dateline {
namespace {

/// What code page 437 has for the bytes from 0x80.
constexpr std::u16string_view code_page_437 =
    u"\u00C7\u00FC\u00E9\u00E2\u00E4\u00E0\u00E5\u00E7\u00EA\u00EB\u00E8\u00EF\u00EE\u00EC\u00C4"
    u"\u00C5\u00C9\u00E6\u00C6\u00F4\u00F6\u00F2\u00FB\u00F9\u00FF\u00D6\u00DC\u00A2\u00A3\u00A5"
    u"\u20A7\u0192\u00E1\u00ED\u00F3\u00FA\u00F1\u00D1\u00AA\u00BA\u00BF\u2310\u00AC\u00BD\u00BC"
    u"\u00A1\u00AB\u00BB\u2591\u2592\u2593\u2502\u2524\u2561\u2562\u2556\u2555\u2563\u2551\u2557"
    u"\u255D\u255C\u255B\u2510\u2514\u2534\u252C\u251C\u2500\u253C\u255E\u255F\u255A\u2554\u2569"
    u"\u2566\u2560\u2550\u256C\u2567\u2568\u2564\u2565\u2559\u2558\u2552\u2553\u256B\u256A\u2518"
    u"\u250C\u2588\u2584\u258C\u2590\u2580\u03B1\u00DF\u0393\u03C0\u03A3\u03C3\u00B5\u03C4\u03A6"
    u"\u0398\u03A9\u03B4\u221E\u03C6\u03B5\u2229\u2261\u00B1\u2265\u2264\u2320\u2321\u00F7\u2248"
    u"\u00B0\u2219\u00B7\u221A\u207F\u00B2\u25A0\u00A0";
static_assert(code_page_437.size() == 128);

bool is_hidden(std::string_view part) noexcept {
  return (part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX";
}

bool is_octal(char c) noexcept {
  return c >= '0' && c <= '7';
}

/// Whether what stands there would be read as an escape of ours.
bool is_escape(std::string_view name, std::size_t at) noexcept {
  return name[at] == '\\' && at + 3 < name.size() && name[at + 1] <= '3' &&
         is_octal(name[at + 1]) && is_octal(name[at + 2]) && is_octal(name[at + 3]);
}

/// What a key must not hold, or would lose on its way into the index.
bool needs_escape(std::string_view name, std::size_t at, const Utf8Character& character) noexcept {
  constexpr char32_t mark = 0xFEFF;
  const char32_t value = character.value;
  const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0);
  return !character.valid || control || value == mark || is_escape(name, at);
}

}  // namespace

std::string clean_name(std::string_view name) {
  std::string clean;
  clean.reserve(name.size());
  for (std::size_t at = 0; at < name.size();) {
    const Utf8Character character = decode_utf8(name, at);
    if (needs_escape(name, at, character)) {
      for (std::size_t i = 0; i < character.length; ++i)
        clean += fmt::format("\\{:03o}", static_cast<unsigned char>(name[at + i]));
    } else {
      clean.append(name, at, character.length);
    }
    at += character.length;
  }
  return clean;
}

std::string from_code_page_437(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte < 0x80 ? char32_t{byte} : char32_t{code_page_437[byte - 0x80]});
  }
  return out;
}

bool is_hidden_path(std::string_view path) noexcept {
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (is_hidden(path.substr(0, end))) return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

}  // namespace dateline
