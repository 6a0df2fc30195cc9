#include "indexer/readers/html/article_text.hpp"

#include <algorithm>

#include "indexer/readers/html/inline_state.hpp"
#include "indexer/readers/html/spaces.hpp"

namespace dateline::html {
namespace {

/// From here on a block is a part of the article.
constexpr float least_score_of_article = 0.4F;
/// An article that has fewer bytes may be somewhere else on the page.
constexpr std::size_t short_article_bytes = 250;

PageEvidence evidence_of(const PageHead& head) {
  PageEvidence evidence;
  evidence.title = head.meta({"og:title", "twitter:title"});
  if (evidence.title.empty()) evidence.title = head.title;
  evidence.description = head.meta({"og:description", "description"});
  for (const JsonLdNode& node : head.nodes)
    if (node.article_body.size() > evidence.article_body.size())
      evidence.article_body = node.article_body;
  return evidence;
}

NodeId row_of(const HtmlTree& tree, NodeId id) noexcept {
  const Tag tag = tree.tag(id);
  return tag == Tag::td || tag == Tag::th ? tree.parent(id) : no_node;
}

bool is_item(Tag tag) noexcept {
  return tag == Tag::li || tag == Tag::dd || tag == Tag::dt || tag == Tag::td || tag == Tag::th;
}

/// What separates a block from the one before it.
std::string_view gap_between(const HtmlTree& tree, const TextBlock& before,
                             const TextBlock& block) {
  const NodeId row = row_of(tree, block.element);
  if (row != no_node && row == row_of(tree, before.element)) return " ";
  if (is_item(tree.tag(before.element)) && is_item(tree.tag(block.element))) return "\n";
  return "\n\n";
}

void append_block(const HtmlTree& tree, const TextBlock& block, std::string& out) {
  std::size_t begin = block.begin;
  for (NodeId id = block.begin; id <= block.end; ++id) {
    const bool ends = id == block.end;
    if (!ends && tree.tag(id) != Tag::br) continue;
    TextBlock line = block;
    line.begin = static_cast<NodeId>(begin);
    line.end = id;
    const std::string text = block_text(tree, line);
    if (!text.empty() && !out.empty() && begin > block.begin && out.back() != '\n')
      out.push_back('\n');
    out.append(text);
    begin = id + 1;
  }
}

template <typename Wanted>
std::string lay_out(const HtmlTree& tree, const std::vector<TextBlock>& blocks, Wanted&& wanted) {
  std::string out;
  const TextBlock* before = nullptr;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!wanted(i)) continue;
    if (before != nullptr) out.append(gap_between(tree, *before, blocks[i]));
    append_block(tree, blocks[i], out);
    before = &blocks[i];
  }
  return out;
}

/// Of a page on which no block looks like an article's: everything but links and what is not shown.
std::string all_text(const HtmlTree& tree, const std::vector<TextBlock>& blocks) {
  std::string text = lay_out(tree, blocks, [&](std::size_t i) {
    return !blocks[i].hidden && blocks[i].counts.linked * 2 < blocks[i].counts.letters;
  });
  if (!text.empty()) return text;
  return lay_out(tree, blocks, [](std::size_t) { return true; });
}

}  // namespace

ArticleText read_article(const HtmlTree& tree, const PageHead& head) {
  const PageEvidence evidence = evidence_of(head);
  ArticleText article;
  article.blocks = text_blocks(tree);
  article.scores = score_blocks(tree, article.blocks, evidence);
  article.text = lay_out(tree, article.blocks, [&](std::size_t i) {
    return article.scores[i] >= least_score_of_article;
  });
  if (article.text.size() >= short_article_bytes) return article;
  std::string other = evidence.article_body;
  if (other.size() < short_article_bytes) other = article_of_inline_state(tree);
  if (other.size() >= short_article_bytes && other.size() > 2 * article.text.size())
    article.text = std::move(other);
  if (article.text.empty()) {
    const float most = article.scores.empty()
                           ? 0
                           : *std::max_element(article.scores.begin(), article.scores.end());
    if (most > 0.1F)
      article.text = lay_out(tree, article.blocks,
                             [&](std::size_t i) { return article.scores[i] >= most / 2; });
  }
  if (article.text.empty()) article.text = all_text(tree, article.blocks);
  return article;
}

}  // namespace dateline::html
