// What is known of each block of a page, as numbers for the model that chooses those of the
// article.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html/class_words.hpp"
#include "indexer/readers/html/text_blocks.hpp"

namespace dateline::html {

/// Names of the features of a block by itself and in its place, in their order.
[[nodiscard]] std::span<const std::string_view> block_feature_names() noexcept;
/// Names of the features that a first judgement of all blocks adds.
[[nodiscard]] std::span<const std::string_view> context_feature_names() noexcept;

/// A row of numbers for each block.
class FeatureTable {
 public:
  FeatureTable(std::size_t rows, std::size_t columns)
      : columns_(columns), values_(rows * columns) {}
  [[nodiscard]] float* row(std::size_t row) noexcept { return values_.data() + row * columns_; }
  [[nodiscard]] const float* row(std::size_t row) const noexcept {
    return values_.data() + row * columns_;
  }
  [[nodiscard]] std::size_t rows() const noexcept { return values_.size() / columns_; }
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }

 private:
  std::size_t columns_;
  std::vector<float> values_;
};

/// What else than its tree a page says of its text.
struct PageEvidence {
  std::string title;         ///< by its <title> or metadata
  std::string article_body;  ///< by its JSON-LD; may be empty
  std::string description;
};

/// Features of all blocks. `words`: of elements' names; `text_words`: of short texts. The rows have
/// room for the context features, which are zero.
[[nodiscard]] FeatureTable block_features(const HtmlTree& tree,
                                          const std::vector<TextBlock>& blocks,
                                          const PageEvidence& evidence, const ClassWords& words,
                                          const ClassWords& text_words);

/// Fills in the context features. `scores`: of each block by itself, 0 to 1.
void add_context_features(const HtmlTree& tree, const std::vector<TextBlock>& blocks,
                          const std::vector<float>& scores, FeatureTable& table);

}  // namespace dateline::html
