// What kind of page it is: an article, or something else.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/readers/html/article_text.hpp"
#include "indexer/readers/html/html_tree.hpp"
#include "indexer/readers/html/page_head.hpp"

namespace dateline::html {

enum class WebPageKind { article, forum, listing, product, page };

[[nodiscard]] std::string_view to_string(WebPageKind kind) noexcept;

/// By what the page says it is, its address, and how its text is laid out.
[[nodiscard]] WebPageKind kind_of(const HtmlTree& tree, const PageHead& head,
                                  const ArticleText& article, std::string_view url);

/// Names of what is asked of a page, in the order of kind_features().
[[nodiscard]] std::span<const std::string_view> kind_feature_names() noexcept;
[[nodiscard]] std::vector<float> kind_features(const HtmlTree& tree, const PageHead& head,
                                               const ArticleText& article, std::string_view url,
                                               const ClassWords& words);

}  // namespace dateline::html
