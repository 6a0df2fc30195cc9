#include "indexer/readers/html/tree_model.hpp"

#include <cmath>

namespace dateline::html {

float sum_of_trees(std::span<const TreeNode> nodes, std::span<const std::uint16_t> roots,
                   const float* row) noexcept {
  float sum = 0;
  for (const std::uint16_t root : roots) {
    const TreeNode* const tree = nodes.data() + root;
    const TreeNode* node = tree;
    while (node->feature >= 0)
      node = tree + (row[node->feature] <= node->threshold ? node->yes : node->no);
    sum += node->threshold;
  }
  return sum;
}

float judge(std::span<const TreeNode> nodes, std::span<const std::uint16_t> roots,
            const float* row) noexcept {
  return 1.0F / (1.0F + std::exp(-sum_of_trees(nodes, roots, row)));
}

}  // namespace dateline::html
