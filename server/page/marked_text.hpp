// Text with the words of the query marked.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "dateline/searcher.hpp"
#include "server/page/html.hpp"

namespace dateline {

/// The text with a <mark> around each mark; marks ascend and do not overlap. What is not within the
/// text is left out.
void write_marked(HtmlWriter& html, std::string_view text, const std::vector<Mark>& marks);

/// The text's paragraphs (separated by blank lines) as <p>, marks with the ids m1, m2, ... in their
/// order.
void write_marked_paragraphs(HtmlWriter& html, std::string_view text,
                             const std::vector<Mark>& marks);

}  // namespace dateline
