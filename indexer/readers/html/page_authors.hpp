// Who wrote a page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html/html_tree.hpp"
#include "indexer/readers/html/page_head.hpp"

namespace dateline::html {

/// Names of persons by the first of these that has one: JSON-LD of the article, metas, other
/// JSON-LD, rel=author, itemprop=author, bylines. The site's own name is an author only if nobody
/// else is. Names lose the word before them ("By", "Von").
[[nodiscard]] std::vector<std::string> find_authors(const HtmlTree& tree, const PageHead& head,
                                                    std::string_view site, std::string_view host);

}  // namespace dateline::html
