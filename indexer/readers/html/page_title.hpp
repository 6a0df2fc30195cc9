// A page's headline, out of all that it calls itself.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/html/html_tree.hpp"
#include "indexer/readers/html/page_head.hpp"

namespace dateline::html {

/// The title that metadata and a visible heading agree on: of og:title, JSON-LD's headline, other
/// metas and <title> (in this order) the first that one of the page's headings has too. Where none
/// agrees, the only <h1> of an article, else what the metadata have first. The name of the site at
/// its end or beginning is left out. Empty where the page has nothing of it all.
[[nodiscard]] std::string choose_title(const HtmlTree& tree, const PageHead& head,
                                       std::string_view site, bool is_article);

/// A title without the name of its site: `Headline - The Times` -> `Headline`. `site` may be empty:
/// then the shorter end is taken for a name where a bar or a spaced dash separates it.
[[nodiscard]] std::string without_site_name(std::string_view title, std::string_view site);

}  // namespace dateline::html
