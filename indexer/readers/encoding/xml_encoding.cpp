#include "indexer/readers/encoding/xml_encoding.hpp"

#include <simdjson.h>

#include <algorithm>

#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/encoding/guess.hpp"
#include "indexer/readers/xml/read_records.hpp"

namespace dateline {
namespace {

/// Of windows-1252, every byte is a character: it is what programs declare that know nothing.
bool is_clearly_another(const std::string& declared, std::string_view head) {
  if (encoding_of_label(declared) != western_encoding) return false;
  const EncodingGuess guess = guess_encoding(head);
  return guess.sure && guess.name != western_encoding;
}

}  // namespace

std::string xml_encoding(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) return {};
  std::string declared(xml::declared_encoding(head));
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
