// The text of a story whose elements nobody knows beforehand.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "indexer/readers/xml/tree.hpp"

namespace dateline::xml {

/// Paragraphs, lines and cells as HTML has them. An element that HTML does not have is a paragraph,
/// unless it is in a line of text, as `<person>` is. Elements of the names in `left_out` are.
[[nodiscard]] std::string story_text(const Element& story,
                                     std::initializer_list<std::string_view> left_out = {});

}  // namespace dateline::xml
