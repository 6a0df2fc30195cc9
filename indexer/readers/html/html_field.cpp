#include "indexer/readers/html/html_field.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <optional>

#include "indexer/readers/html/elements.hpp"
#include "indexer/readers/html/html_text.hpp"
#include "indexer/readers/html/tags.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

/// Elements that people leave open, or that have no end.
bool stands_alone(std::string_view name) noexcept {
  return name == "p" || name == "br" || name == "hr" || name == "li";
}

/// A reference that begins at `at`: its character and its length.
struct Reference {
  char32_t character;
  std::size_t length;
};

bool is_digit_of(unsigned base, char c) noexcept {
  if (c >= '0' && c <= '9') return true;
  return base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
}

std::optional<char32_t> numbered(std::string_view digits, unsigned base) {
  constexpr std::size_t most_digits = 7;
  if (digits.empty() || digits.size() > most_digits) return std::nullopt;
  char32_t value = 0;
  for (const char c : digits) {
    if (!is_digit_of(base, c)) return std::nullopt;
    const auto digit = static_cast<unsigned char>(c);
    value = value * base + (digit <= '9' ? digit - '0' : (digit | 0x20u) - 'a' + 10);
  }
  if (value >= 0x80 && value < 0xA0) value = windows_1252(static_cast<unsigned char>(value));
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (value < ' ' || surrogate || value > 0x10FFFF) return std::nullopt;
  return value;
}

std::optional<char32_t> named(std::string_view name) {
  const std::string text(name);
  const auto* const entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(text.c_str()));
  if (entity == nullptr) return std::nullopt;
  return static_cast<char32_t>(entity->value);
}

std::optional<Reference> reference_at(std::string_view text, std::size_t at) {
  constexpr std::size_t most_bytes = 32;
  const std::string_view rest = text.substr(at, most_bytes);
  const std::size_t end = rest.find(';');
  if (end == std::string_view::npos || end < 3) return std::nullopt;
  const std::string_view name = rest.substr(1, end - 1);
  std::optional<char32_t> character;
  if (name.front() != '#')
    character = named(name);
  else if (name[1] == 'x' || name[1] == 'X')
    character = numbered(name.substr(2), 16);
  else
    character = numbered(name.substr(1), 10);
  if (!character) return std::nullopt;
  return Reference{*character, end + 1};
}

std::string with_references_resolved(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t ampersand = std::min(text.find('&', at), text.size());
    out.append(text.substr(at, ampersand - at));
    at = ampersand;
    if (at == text.size()) break;
    if (const auto reference = reference_at(text, at)) {
      append_utf8(out, reference->character);
      at += reference->length;
    } else {
      out.push_back(text[at++]);
    }
  }
  return out;
}

bool has_byte(std::string_view text, char byte) noexcept {
  return text.find(byte) != std::string_view::npos;
}

/// Whether it begins with a tag, as the HTML of feeds does that was escaped once too often. Prose
/// that explains tags begins with a word.
bool begins_with_tag(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  if (!text.starts_with('<')) return false;
  const auto tag = TagFinder(text).next();
  return tag && tag->begin == 0 && has_html_tags(text);
}

/// The content of a field that is a CDATA section as a whole.
std::optional<std::string_view> content_of_cdata(std::string_view text) {
  constexpr std::string_view begin = "<![CDATA[", end = "]]>";
  const std::string_view trimmed = trim(text);
  if (!trimmed.starts_with(begin) || trimmed.find(end) != trimmed.size() - end.size())
    return std::nullopt;
  return trimmed.substr(begin.size(), trimmed.size() - begin.size() - end.size());
}

/// Of HTML that was escaped once too often; else the text as it is.
std::string without_second_level(std::string text) {
  return begins_with_tag(text) ? html_to_text(text) : text;
}

}  // namespace

bool has_html_tags(std::string_view text) {
  TagFinder tags(text);
  while (const auto tag = tags.next()) {
    if (tag->kind == HtmlTag::Kind::comment || tag->kind == HtmlTag::Kind::cdata) return true;
    if (!is_html_element(tag->name)) continue;
    if (tag->kind == HtmlTag::Kind::close || tag->has_values || stands_alone(tag->name))
      return true;
  }
  return false;
}

std::string field_text(std::string_view text, bool known_html) {
  if (const auto content = content_of_cdata(text)) text = *content;
  const bool may_have_tags = has_byte(text, '<');
  const bool may_have_references = has_byte(text, '&');
  if (!may_have_tags && !may_have_references) return std::string(text);
  if (may_have_tags && has_html_tags(text)) return html_to_text(text);
  if (known_html) return without_second_level(html_to_text(text));
  return may_have_references ? without_second_level(with_references_resolved(text))
                             : std::string(text);
}

}  // namespace dateline::html
