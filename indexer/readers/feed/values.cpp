#include "indexer/readers/feed/values.hpp"

#include <algorithm>
#include <optional>

#include "indexer/readers/feed/base64.hpp"
#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/html/html_text.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/text/url_base.hpp"

namespace dateline::feed {
namespace {

using xml::Element;
using xml::Space;

enum class Kind { unsaid, text, html, base64 };

bool is_html_type(std::string_view type) noexcept {
  return type == "html" || type == "xhtml" || type == "text/html" ||
         type == "application/xhtml+xml" || type == "text/xhtml";
}

bool is_xml_type(std::string_view type) noexcept {
  return type.ends_with("+xml") || type.ends_with("/xml");
}

/// By `type` of Atom 1.0, and `mode` of 0.3.
Kind kind_of(const Element& element) {
  const std::string type = to_lower_ascii(trim(element.attribute("type")));
  if (equal_ignoring_case(trim(element.attribute("mode")), "base64")) return Kind::base64;
  if (is_html_type(type)) return Kind::html;
  if (element.is(Space::content, "encoded")) return Kind::html;
  if (element.space() != Space::atom || type.empty()) return Kind::unsaid;
  if (type == "text" || type.starts_with("text/")) return Kind::text;
  const bool media = type.find('/') != std::string::npos && !is_xml_type(type);
  return media ? Kind::base64 : Kind::unsaid;
}

std::string decoded_text(const Element& element) {
  const auto bytes = base64_text(element.text());
  return bytes ? html::field_text(*bytes, false) : std::string();
}

}  // namespace

Element own_child(const Element& parent, std::string_view name) noexcept {
  const Element own = parent.child(parent.space(), name);
  if (own) return own;
  const Element plain = parent.child(Space::none, name);
  return plain ? plain : parent.child(Space::atom, name);
}

std::string text_value(const Element& element) {
  if (!element) return {};
  if (element.has_elements()) return html::html_to_text(element.markup());
  switch (kind_of(element)) {
    case Kind::text:
      return lay_out_paragraphs(element.text());
    case Kind::base64:
      return decoded_text(element);
    case Kind::html:
      return html::field_text(element.text(), true);
    case Kind::unsaid:
      break;
  }
  return html::field_text(element.text(), false);
}

std::string title_value(const Element& element) {
  return to_single_line(text_value(element));
}

std::string url_in(const Element& element, std::string_view text, const Base& base) {
  constexpr std::size_t longest = 4096;
  std::vector<std::string_view> bases;
  for (const Element& start : {element, base.around})
    for (Element at = start; at; at = at.parent())
      if (const auto own = at.attribute("base", Space::xml); !own.empty() && own.size() < longest)
        bases.push_back(own);
  std::string url(trim(base.feed));
  for (auto next = bases.rbegin(); next != bases.rend(); ++next) url = resolved_url(url, *next);
  return resolved_url(url, to_single_line(text));
}

std::string person_name(std::string_view text) {
  text = trim(text);
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return to_single_line(text);
  const std::size_t open = text.find('(', at);
  if (open != std::string_view::npos && text.ends_with(')'))
    return to_single_line(text.substr(open + 1, text.size() - open - 2));
  const std::size_t angle = text.find('<');
  if (angle != std::string_view::npos && angle < at && !trim(text.substr(0, angle)).empty())
    return to_single_line(text.substr(0, angle));
  return to_single_line(text);
}

std::string language_at(const Element& element, const Element& around) {
  for (const Element& start : {element, around})
    for (Element at = start; at; at = at.parent())
      if (const auto own = at.attribute("lang", Space::xml); !own.empty())
        return to_lower_ascii(trim(own));
  return {};
}

void add_value(std::vector<std::string>& values, std::string value) {
  constexpr std::size_t most = 256;
  if (value.empty() || values.size() >= most) return;
  if (std::find(values.begin(), values.end(), value) == values.end())
    values.push_back(std::move(value));
}

}  // namespace dateline::feed
