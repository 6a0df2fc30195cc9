// Chooses the blocks of a page that are its article, and lays them out as text.
#pragma once

#include <string>
#include <vector>

#include "indexer/readers/html/block_features.hpp"
#include "indexer/readers/html/html_tree.hpp"
#include "indexer/readers/html/page_head.hpp"
#include "indexer/readers/html/text_blocks.hpp"

namespace dateline::html {

struct ArticleText {
  std::vector<TextBlock> blocks;  ///< all of the page
  std::vector<float> scores;      ///< of each: how likely it is a part of the article
  std::string text;               ///< of the article: paragraphs are separated by an empty line
};

/// Headings, lists, tables and live entries of an article are parts of it; captions, teasers,
/// comments, navigation and notices of the site are not. Where no block looks like one, the text is
/// what the page's JSON-LD or inline state has of it, else everything but links. Linear time.
[[nodiscard]] ArticleText read_article(const HtmlTree& tree, const PageHead& head);

/// How likely each block is a part of the article, by itself and its place.
[[nodiscard]] std::vector<float> score_blocks(const HtmlTree& tree,
                                              const std::vector<TextBlock>& blocks,
                                              const PageEvidence& evidence);

}  // namespace dateline::html
