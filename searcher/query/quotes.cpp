#include "searcher/query/quotes.hpp"

#include "common/analysis/hebrew.hpp"
#include "common/base/utf8.hpp"

namespace dateline {
namespace {

enum class QuoteRole { content, opens, closes };

/// What the quote `c` at `at` does inside of what `opening` began.
QuoteRole role_of(char32_t c, std::string_view text, std::size_t at, char32_t opening) {
  const auto closes_if = [](bool closes) {
    return closes ? QuoteRole::closes : QuoteRole::content;
  };
  if (opening == U'"' || opening == U'＂') return closes_if(c == opening);
  const bool is_angle = c == U'«' || c == U'»';
  if (opening == U'»') return closes_if(is_angle);
  if (opening == U'«') return c == U'«' ? QuoteRole::opens : closes_if(is_angle);
  if (c == U'„' || c == U'‟') return QuoteRole::opens;
  const bool behind_blank = is_white_space(decode_utf8(text, utf8_border(text, at - 1)).value);
  if (c == U'“' && opening == U'“' && behind_blank) return QuoteRole::opens;
  return closes_if(c == U'“' || c == U'”');
}

}  // namespace

bool is_quote(char32_t c) noexcept {
  return c == U'"' || c == U'“' || c == U'”' || c == U'„' || c == U'‟' || c == U'«' || c == U'»' ||
         c == U'＂';
}

bool is_quote_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_quote(decode_utf8(text, at).value) &&
         gershayim_length(text, at) == 0;
}

std::size_t closing_quote(std::string_view text, std::size_t opening) {
  const Utf8Character first = decode_utf8(text, opening);
  std::size_t plain = std::string_view::npos;
  std::size_t inner = 0;
  for (std::size_t at = opening + first.length; at < text.size();) {
    const Utf8Character character = decode_utf8(text, at);
    if (is_quote_at(text, at)) {
      const QuoteRole role = role_of(character.value, text, at, first.value);
      if (role == QuoteRole::closes && inner == 0) return at;
      if (role == QuoteRole::closes) --inner;
      if (role == QuoteRole::opens) ++inner;
      if (character.value == U'"' && plain == std::string_view::npos) plain = at;
    }
    if (is_escape(text, at)) ++at;
    at += decode_utf8(text, at).length;
  }
  return plain;
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
    if (value[at] == '\\' || value[at] == '"') quoted += '\\';
    quoted += value.substr(at, character.length);
    at += character.length;
  }
  return quoted + '"';
}

}  // namespace dateline
