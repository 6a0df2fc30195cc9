// Judges rows of numbers by decision trees, as they were learnt from pages with known articles.
#pragma once

#include <cstdint>
#include <span>

namespace dateline::html {

/// A question (`row[feature] <= threshold`), or, where `feature` is negative, an answer, which is
/// in `threshold`. Trees follow one another; `yes` and `no` count from the first node of their
/// tree, and 0 is the next question of a tree: none.
struct TreeNode {
  std::int16_t feature;
  float threshold;
  std::uint8_t yes;
  std::uint8_t no;
};

/// A probability: the sum of the trees' answers as log odds. `roots`: where each tree begins.
[[nodiscard]] float judge(std::span<const TreeNode> nodes, std::span<const std::uint16_t> roots,
                          const float* row) noexcept;

/// The sum of the trees' answers.
[[nodiscard]] float sum_of_trees(std::span<const TreeNode> nodes,
                                 std::span<const std::uint16_t> roots, const float* row) noexcept;

}  // namespace dateline::html
