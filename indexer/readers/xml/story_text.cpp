#include "indexer/readers/xml/story_text.hpp"

#include <algorithm>

#include "indexer/readers/html/elements.hpp"
#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/html/html_text.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::xml {
namespace {

/// As HTML calls it. Headings of NITF are `hl1`, `hl2`.
std::string_view html_name(const Element& element) {
  const std::string_view name = element.name();
  if (is_html_element(name)) return name;
  if (name == "hl1" || name == "hl2") return "h2";
  return element.parent().has_own_text() ? "span" : "div";
}

}  // namespace

std::string story_text(const Element& story, std::initializer_list<std::string_view> left_out) {
  if (!story) return {};
  if (!story.has_elements()) return html::field_text(story.text(), false);
  const auto name_of = [&](const Element& element) -> std::string_view {
    const bool is_left_out =
        std::find(left_out.begin(), left_out.end(), element.name()) != left_out.end();
    return is_left_out ? std::string_view() : html_name(element);
  };
  return html::html_to_text(story.markup(name_of));
}

}  // namespace dateline::xml
