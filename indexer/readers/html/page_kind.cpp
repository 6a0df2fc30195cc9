#include "indexer/readers/html/page_kind.hpp"

#include "indexer/readers/html/tree_model.hpp"

namespace dateline::html {
namespace {

constexpr ClassWord kind_words[] = {
#include "indexer/readers/html/kind_words.inc"
};
constexpr TreeNode kind_nodes[] = {
#include "indexer/readers/html/kind_model.inc"
};
constexpr std::uint16_t kind_roots[] = {
#include "indexer/readers/html/kind_model_roots.inc"
};

constexpr std::array<std::string_view, 5> kind_names{"article", "forum", "listing", "product",
                                                     "page"};

}  // namespace

std::string_view to_string(WebPageKind kind) noexcept {
  return kind_names[static_cast<std::size_t>(kind)];
}

/// The model has as many trees for each kind, one kind after the other.
WebPageKind kind_of(const HtmlTree& tree, const PageHead& head, const ArticleText& article,
                    std::string_view url) {
  static const ClassWords words(kind_words);
  const std::vector<float> row = kind_features(tree, head, article, url, words);
  const std::span<const std::uint16_t> roots(kind_roots);
  const std::size_t trees = roots.size() / kind_names.size();
  std::size_t best = 0;
  float most = 0;
  for (std::size_t kind = 0; kind < kind_names.size(); ++kind) {
    const float score = judge(kind_nodes, roots.subspan(kind * trees, trees), row.data());
    if (score <= most) continue;
    most = score;
    best = kind;
  }
  return static_cast<WebPageKind>(best);
}

}  // namespace dateline::html
