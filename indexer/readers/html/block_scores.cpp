#include "indexer/readers/html/article_text.hpp"
#include "indexer/readers/html/tree_model.hpp"

namespace dateline::html {
namespace {

// Made by scripts/page-model.
constexpr TreeNode block_nodes[] = {
#include "indexer/readers/html/block_model.inc"
};
constexpr std::uint16_t block_roots[] = {
#include "indexer/readers/html/block_model_roots.inc"
};
constexpr TreeNode context_nodes[] = {
#include "indexer/readers/html/context_model.inc"
};
constexpr std::uint16_t context_roots[] = {
#include "indexer/readers/html/context_model_roots.inc"
};

/// Blocks that are so unlikely by themselves are not looked at again.
constexpr float least_score = 0.01F;

}  // namespace

std::vector<float> score_blocks(const HtmlTree& tree, const std::vector<TextBlock>& blocks,
                                const PageEvidence& evidence) {
  FeatureTable table =
      block_features(tree, blocks, evidence, ClassWords::standard(), ClassWords::of_texts());
  std::vector<float> scores(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i)
    scores[i] = judge(block_nodes, block_roots, table.row(i));
  add_context_features(tree, blocks, scores, table);
  for (std::size_t i = 0; i < blocks.size(); ++i)
    scores[i] = scores[i] < least_score ? 0 : judge(context_nodes, context_roots, table.row(i));
  return scores;
}

}  // namespace dateline::html
