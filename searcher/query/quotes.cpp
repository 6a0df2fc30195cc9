#include "searcher/query/quotes.hpp"

#include "common/base/utf8.hpp"

namespace dateline {

bool is_quote(char32_t c) noexcept {
  return c == U'"' || c == U'“' || c == U'”' || c == U'„' || c == U'‟' || c == U'«' || c == U'»' ||
         c == U'＂';
}

bool is_escape(std::string_view text, std::size_t at) {
  if (text[at] != '\\' || at + 1 >= text.size()) return false;
  return text[at + 1] == '\\' || is_quote(decode_utf8(text, at + 1).value);
}

std::string unescaped(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_escape(text, at)) ++at;
    plain += text[at];
  }
  return plain;
}

std::size_t offset_in_escaped(std::string_view text, std::size_t offset) {
  std::size_t at = 0;
  for (std::size_t plain = 0; at < text.size(); ++plain, ++at) {
    if (is_escape(text, at)) ++at;
    if (plain == offset) break;
  }
  return at;
}

std::string in_quotes(std::string_view value) {
  std::string quoted = "\"";
  for (std::size_t at = 0; at < value.size();) {
    const Utf8Character character = decode_utf8(value, at);
    if (value[at] == '\\' || is_quote(character.value)) quoted += '\\';
    quoted += value.substr(at, character.length);
    at += character.length;
  }
  return quoted + '"';
}

}  // namespace dateline
