#include "indexer/readers/xml/tokens.hpp"

#include <algorithm>
#include <utility>

namespace dateline::xml {
namespace {

constexpr std::size_t npos = std::string_view::npos;
/// No reference to a character is longer.
constexpr std::size_t longest_reference = 40;
/// Of a piece of text: what it can grow to by entities is bounded.
constexpr std::size_t longest_piece = 64u << 10;

constexpr bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

constexpr bool begins_name(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return (byte | 0x20u) - 'a' < 26u || byte == '_' || byte == ':' || byte >= 0x80;
}

constexpr bool is_name(char c) noexcept {
  return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

std::size_t name_length(std::string_view text) noexcept {
  std::size_t length = 0;
  while (length < text.size() && is_name(text[length])) ++length;
  return length;
}

/// How much of a text can be given without cutting a reference in two.
std::size_t without_cut_reference(std::string_view text) noexcept {
  const std::size_t from = text.size() > longest_reference ? text.size() - longest_reference : 0;
  const std::size_t ampersand = text.rfind('&');
  if (ampersand == npos || ampersand < from) return text.size();
  return text.find(';', ampersand) == npos ? ampersand : text.size();
}

}  // namespace

Status Tokens::fill() {
  if (at_ > 0) {
    line_ += static_cast<std::uint64_t>(
        std::count(buffer_.begin() + static_cast<std::ptrdiff_t>(counted_),
                   buffer_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
    buffer_.erase(0, at_);
    at_ = counted_ = 0;
  }
  DATELINE_ASSIGN(const std::string_view bytes, source_.next());
  ended_ = bytes.empty();
  buffer_.append(bytes);
  return {};
}

Status Tokens::need(std::size_t bytes) {
  while (!ended_ && rest().size() < bytes) DATELINE_TRY(fill());
  return {};
}

void Tokens::consume(std::size_t bytes) noexcept {
  at_ += bytes;
  offset_ += bytes;
}

std::uint64_t Tokens::line() {
  const auto from = buffer_.begin() + static_cast<std::ptrdiff_t>(counted_);
  line_ += static_cast<std::uint64_t>(
      std::count(from, buffer_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
  counted_ = at_;
  return line_;
}

Result<bool> Tokens::next(XmlToken& token) {
  consume(std::exchange(pending_, 0));
  for (;;) {
    DATELINE_TRY(need(1));
    if (rest().empty()) return false;
    token = XmlToken{};
    if (in_cdata_) {
      DATELINE_TRY(take_cdata(token));
      if (token.text.empty()) continue;
      return true;
    }
    if (rest().front() != '<' || is_plain_text_) {
      DATELINE_TRY(take_text(token));
      return true;
    }
    const std::uint64_t before = offset_;
    DATELINE_ASSIGN(const bool taken, take_markup(token));
    if (taken) return true;
    is_plain_text_ = offset_ == before && !in_cdata_;
  }
}

/// Up to the next '<', or as much of it as is there.
Status Tokens::take_text(XmlToken& token) {
  const std::size_t from = std::exchange(is_plain_text_, false) ? 1 : 0;
  DATELINE_TRY(need(longest_reference + 1));
  std::size_t end = rest().find('<', from);
  if (end == npos) end = ended_ ? rest().size() : without_cut_reference(rest());
  if (end > longest_piece) end = without_cut_reference(rest().substr(0, longest_piece));
  if (end == 0) end = rest().size();
  token.kind = XmlToken::Kind::text;
  token.offset = offset_;
  token.text = rest().substr(0, end);
  pending_ = end;
  return {};
}

Status Tokens::take_cdata(XmlToken& token) {
  constexpr std::string_view close = "]]>";
  DATELINE_TRY(need(close.size()));
  const std::size_t end = rest().find(close);
  token.kind = XmlToken::Kind::cdata;
  token.offset = offset_;
  if (end != npos) {
    token.text = rest().substr(0, end);
    pending_ = end + close.size();
    in_cdata_ = false;
    if (end == 0) consume(std::exchange(pending_, 0));
    return {};
  }
  token.text = ended_ ? rest() : rest().substr(0, rest().size() - close.size() + 1);
  pending_ = token.text.size();
  return {};
}

/// False where nothing came of it: it was left out, or is text.
Result<bool> Tokens::take_markup(XmlToken& token) {
  constexpr std::string_view cdata = "<![CDATA[";
  token.offset = offset_;
  DATELINE_TRY(need(cdata.size()));
  const std::string_view text = rest();
  if (text.size() < 2) return false;
  if (begins_name(text[1]) || (text[1] == '/' && text.size() > 2 && begins_name(text[2])))
    return take_tag(token);
  if (text.starts_with("<?")) return skip_to("<?", "?>");
  if (text.starts_with("<!--")) return skip_to("<!--", "-->");
  if (text.starts_with(cdata)) {
    consume(cdata.size());
    in_cdata_ = true;
    return false;
  }
  if (!doctype_met_ && (text.starts_with("<!DOCTYPE") || text.starts_with("<!doctype")))
    return take_declaration(token);
  return false;
}

/// Leaves out what stands here up to the end; text without one.
Result<bool> Tokens::skip_to(std::string_view begin, std::string_view end) {
  std::uint64_t& none_before =
      begin == "<!--" ? no_comment_end_before_ : no_instruction_end_before_;
  const std::size_t from = static_cast<std::size_t>(
      std::max<std::uint64_t>(begin.size(), none_before > offset_ ? none_before - offset_ : 0));
  DATELINE_ASSIGN(const std::size_t found, find(end, from));
  if (found == npos) {
    none_before = offset_ + rest().size() - std::min(rest().size(), end.size());
    return false;
  }
  consume(found + end.size());
  return false;
}

/// Where `end` begins, npos if not within longest_markup.
Result<std::size_t> Tokens::find(std::string_view end, std::size_t from) {
  for (;;) {
    const std::size_t found = from < rest().size() ? rest().find(end, from) : npos;
    if (found != npos) return found;
    if (ended_ || rest().size() > longest_markup) return npos;
    from = std::max(from, rest().size() - std::min(rest().size(), end.size()));
    DATELINE_TRY(fill());
  }
}

/// After '>'; npos where the next '<' comes first and no '>' before it.
Result<std::size_t> Tokens::end_of_tag() {
  char quote = '\0';
  std::size_t first_end = npos;
  for (std::size_t i = 1;; ++i) {
    if (i > longest_markup) return npos;
    if (i == rest().size()) {
      DATELINE_TRY(need(i + 1));
      if (i == rest().size()) return first_end;
    }
    const char c = rest()[i];
    if (c == '<') return first_end;
    if (c == '>') {
      if (quote == '\0') return i + 1;
      if (first_end == npos) first_end = i + 1;
    } else if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if ((c == '"' || c == '\'') && (rest()[i - 1] == '=' || is_blank(rest()[i - 1]))) {
      quote = c;
    }
  }
}

Result<bool> Tokens::take_tag(XmlToken& token) {
  DATELINE_ASSIGN(const std::size_t end, end_of_tag());
  if (end == npos) return false;
  const std::string_view tag = rest().substr(0, end);
  const bool closing = tag[1] == '/';
  std::string_view inside = tag.substr(closing ? 2 : 1, end - (closing ? 3 : 2));
  token.self_closing = !closing && inside.ends_with('/');
  if (token.self_closing) inside.remove_suffix(1);
  const std::size_t length = name_length(inside);
  token.kind = closing ? XmlToken::Kind::close : XmlToken::Kind::open;
  token.name = inside.substr(0, length);
  token.text = inside.substr(length);
  pending_ = end;
  return true;
}

/// After '>', that of an internal subset included.
Result<std::size_t> Tokens::end_of_doctype() {
  std::size_t first_end = npos;
  int depth = 0;
  for (std::size_t i = 1; i < longest_markup; ++i) {
    if (i == rest().size()) {
      DATELINE_TRY(need(i + 1));
      if (i == rest().size()) break;
    }
    const char c = rest()[i];
    if (c == '[') ++depth;
    if (c == ']') depth = 0;
    if (c != '>') continue;
    if (depth == 0) return i + 1;
    if (first_end == npos) first_end = i + 1;
  }
  return first_end;
}

/// A file has one; what follows it is not looked through again.
Result<bool> Tokens::take_declaration(XmlToken& token) {
  doctype_met_ = true;
  DATELINE_ASSIGN(const std::size_t end, end_of_doctype());
  if (end == npos) return false;
  token.kind = XmlToken::Kind::doctype;
  token.text = rest().substr(0, end);
  pending_ = end;
  return true;
}

}  // namespace dateline::xml
