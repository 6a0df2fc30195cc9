#include "indexer/readers/xml/xml_encoding.hpp"

#include <simdjson.h>

#include <algorithm>

#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/encoding/guess.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

/// `<?xml version="1.0" encoding="koi8-r"?>`: koi8-r.
std::string declared_encoding(std::string_view head) {
  constexpr std::string_view name = "encoding";
  if (!head.starts_with("<?xml")) return {};
  const std::string_view declaration = head.substr(0, head.find("?>"));
  const std::size_t at = declaration.find(name);
  if (at == std::string_view::npos) return {};
  std::string_view value = trim(declaration.substr(at + name.size()));
  if (!value.starts_with('=')) return {};
  value = trim(value.substr(1));
  if (!value.starts_with('"') && !value.starts_with('\'')) return {};
  return std::string(value.substr(1, value.find(value.front(), 1) - 1));
}

/// The lines with bytes above ASCII.
std::string lines_beyond_ascii(std::string_view head) {
  std::string lines;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size() - 1) + 1;
    const std::string_view line = head.substr(0, end);
    if (std::any_of(line.begin(), line.end(), [](char c) { return (c & 0x80) != 0; }))
      lines.append(line);
    head.remove_prefix(end);
  }
  return lines;
}

/// Of windows-1252, every byte is a character: it is what programs declare that know nothing.
bool is_clearly_another(const std::string& declared, std::string_view head) {
  if (encoding_of_label(declared) != western_encoding) return false;
  const EncodingGuess guess = guess_encoding(lines_beyond_ascii(head));
  return guess.sure && guess.name != western_encoding;
}

}  // namespace

std::string xml_encoding(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) return {};
  std::string declared = declared_encoding(head);
  auto converter = EncodingConverter::open(declared);
  if (declared.empty() || !converter || !converter->keeps_ascii()) return {};
  if (encoding_of_label(declared) == "utf-8") return {};
  // The head may end in a character.
  constexpr std::size_t longest_character = 4;
  const std::string_view whole =
      head.substr(0, head.size() - std::min(head.size(), longest_character));
  if (simdjson::validate_utf8(whole.data(), whole.size())) return declared;
  const std::size_t lines = whole.rfind('\n');
  std::string text;
  const bool fits = converter->convert(whole.substr(0, lines), text);
  return fits && !is_clearly_another(declared, whole) ? declared : std::string();
}

}  // namespace dateline
