#include "indexer/readers/sgml.hpp"

#include <array>

#include "indexer/readers/text_layout.hpp"

namespace dateline::sgml {
namespace {

/// Longer ones are no tags; bounds the search for a '>' that never comes.
constexpr std::size_t max_tag_bytes = 1024;

constexpr bool is_letter(char c) noexcept {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
constexpr bool is_name(char c) noexcept {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':';
}

std::string_view leading_name(std::string_view text) noexcept {
  std::size_t length = 0;
  while (length < text.size() && is_name(text[length])) ++length;
  return text.substr(0, length);
}

/// The tag that begins with the '<' at `begin`, if one does.
std::optional<Tag> tag_at(std::string_view text, std::size_t begin) noexcept {
  const std::string_view window = text.substr(begin + 1, max_tag_bytes);
  // Two searches for one character each are several times as fast as one for either of two.
  const std::size_t close = window.find('>');
  if (close == std::string_view::npos) return std::nullopt;
  std::string_view inside = window.substr(0, close);
  if (inside.find('<') != std::string_view::npos) return std::nullopt;
  Tag tag{.begin = begin, .end = begin + close + 2};
  if (inside.starts_with('!') || inside.starts_with('?')) return tag;
  tag.closing = inside.starts_with('/');
  if (tag.closing) inside.remove_prefix(1);
  if (inside.empty() || !is_letter(inside.front())) return std::nullopt;
  tag.name = leading_name(inside);
  tag.attributes = inside.substr(tag.name.size());
  return tag;
}

enum class Break { none, line, paragraph };

Break break_of(const Tag& tag) noexcept {
  constexpr std::array<std::string_view, 8> paragraphs{"p",  "text", "h1", "h2",
                                                       "h3", "h4",   "ti", "table"};
  constexpr std::array<std::string_view, 4> lines{"br", "tr", "li", "row"};
  for (const auto name : paragraphs) {
    if (equal_ignoring_case(tag.name, name)) return Break::paragraph;
  }
  for (const auto name : lines) {
    if (equal_ignoring_case(tag.name, name)) return Break::line;
  }
  return Break::none;
}

void append_break(std::string& out, Break kind) {
  switch (kind) {
    case Break::none:
      break;
    case Break::line:
      out.push_back('\n');
      break;
    case Break::paragraph:
      out.append("\n\n");
      break;
  }
}

}  // namespace

std::optional<Tag> next_tag(std::string_view text, std::size_t from) noexcept {
  for (std::size_t at = text.find('<', from); at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    if (const auto tag = tag_at(text, at)) return tag;
  }
  return std::nullopt;
}

std::optional<Tag> find_tag(std::string_view text, std::string_view name, bool closing,
                            std::size_t from) noexcept {
  for (auto tag = next_tag(text, from); tag; tag = next_tag(text, tag->end)) {
    if (tag->closing == closing && equal_ignoring_case(tag->name, name)) return tag;
  }
  return std::nullopt;
}

TaggedText::TaggedText(std::string_view text) : text_(text) {
  for (auto tag = next_tag(text, 0); tag; tag = next_tag(text, tag->end)) tags_.push_back(*tag);
}

const Tag* TaggedText::opening(std::string_view name) const noexcept {
  for (const Tag& tag : tags_) {
    if (!tag.closing && equal_ignoring_case(tag.name, name)) return &tag;
  }
  return nullptr;
}

std::string_view TaggedText::element(std::string_view name) const noexcept {
  const Tag* open = opening(name);
  if (open == nullptr) return {};
  const Tag* const last = tags_.data() + tags_.size();
  for (const Tag* tag = open + 1; tag != last; ++tag) {
    if (tag->closing && equal_ignoring_case(tag->name, name))
      return text_.substr(open->end, tag->begin - open->end);
  }
  return text_.substr(open->end);
}

std::optional<std::string_view> attribute(std::string_view attributes,
                                          std::string_view name) noexcept {
  while (!(attributes = trim(attributes)).empty()) {
    const std::string_view found = leading_name(attributes);
    attributes = trim(attributes.substr(found.empty() ? 1 : found.size()));
    if (!attributes.starts_with('=')) continue;
    attributes = trim(attributes.substr(1));
    if (attributes.empty()) break;
    const bool quoted = attributes.front() == '"' || attributes.front() == '\'';
    const std::size_t end =
        quoted ? attributes.find(attributes.front(), 1) : attributes.find_first_of(blanks);
    const std::string_view value = attributes.substr(quoted ? 1 : 0, quoted ? end - 1 : end);
    if (equal_ignoring_case(found, name)) return value;
    if (end == std::string_view::npos) break;
    attributes.remove_prefix(end + (quoted ? 1 : 0));
  }
  return std::nullopt;
}

std::string plain_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t from = 0;
  for (auto tag = next_tag(text, 0); tag; tag = next_tag(text, from)) {
    out.append(decode_entities(text.substr(from, tag->begin - from)));
    append_break(out, break_of(*tag));
    from = tag->end;
  }
  out.append(decode_entities(text.substr(from)));
  return out;
}

}  // namespace dateline::sgml
