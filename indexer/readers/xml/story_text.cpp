#include "indexer/readers/xml/story_text.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "indexer/readers/html/elements.hpp"
#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/html/html_text.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::xml {
namespace {

/// Whether elements are in a line of text, looked up once for each parent. Elements come in the
/// order of the text.
class LineParents {
 public:
  bool holds(const Element& element) {
    const Element parent = element.parent();
    const auto known = std::find_if(open_.rbegin(), open_.rend(),
                                    [&](const auto& at) { return at.first == parent; });
    if (known != open_.rend()) {
      open_.erase(known.base(), open_.end());
    } else {
      // Parents that are not one in the other gather where HTML is around them.
      constexpr std::size_t deepest = 256;
      if (open_.size() == deepest) open_.clear();
      open_.emplace_back(parent, parent.has_own_text());
    }
    return open_.back().second;
  }

 private:
  std::vector<std::pair<Element, bool>> open_;  ///< one in the other
};

/// As HTML calls it. Headings of NITF are `hl1`, `hl2`.
std::string_view html_name(const Element& element, LineParents& lines) {
  const std::string_view name = element.name();
  if (is_html_element(name)) return name;
  if (name == "hl1" || name == "hl2") return "h2";
  return lines.holds(element) ? "span" : "div";
}

}  // namespace

std::string story_text(const Element& story, std::initializer_list<std::string_view> left_out) {
  if (!story) return {};
  if (!story.has_elements()) return html::field_text(story.text(), false);
  LineParents lines;
  const auto name_of = [&](const Element& element) -> std::string_view {
    const bool is_left_out =
        std::find(left_out.begin(), left_out.end(), element.name()) != left_out.end();
    return is_left_out ? std::string_view() : html_name(element, lines);
  };
  return html::html_to_text(story.markup(name_of));
}

}  // namespace dateline::xml
