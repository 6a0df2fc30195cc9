#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "indexer/readers/html/block_features.hpp"
#include "indexer/readers/html/feature_list.hpp"

namespace dateline::html {
namespace {

/// A mean of scores, weighted by letters.
struct MeanScore {
  float sum = 0;
  float weight = 0;
  void add(float score, float letters) noexcept {
    sum += score * letters;
    weight += letters;
  }
  [[nodiscard]] float value() const noexcept { return weight > 0 ? sum / weight : 0; }
};

class ContextMaker {
 public:
  ContextMaker(const HtmlTree& tree, const std::vector<TextBlock>& blocks,
               const std::vector<float>& scores, FeatureTable& table)
      : tree_(tree), blocks_(blocks), scores_(scores), table_(table) {}

  void make() {
    sum_up();
    float before = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      put_neighbours(i);
      put_means(i);
      put_heading(i);
      at(i, ContextFeature::taken_before) = std::log1p(before);
      before += taken(i);
      at(i, ContextFeature::taken_after) = std::log1p(std::max(0.0F, taken_ - before));
      at(i, ContextFeature::page_taken) = std::log1p(taken_);
    }
    put_distances();
  }

 private:
  [[nodiscard]] float letters(std::size_t i) const noexcept {
    return static_cast<float>(blocks_[i].counts.letters);
  }
  [[nodiscard]] float taken(std::size_t i) const noexcept {
    return scores_[i] > 0.5F ? letters(i) : 0;
  }
  float& at(std::size_t i, ContextFeature feature) {
    return table_.row(i)[block_feature_list.size() + static_cast<std::size_t>(feature)];
  }
  [[nodiscard]] NodeId parent(NodeId id) const noexcept {
    return tree_.parent(id) == no_node ? id : tree_.parent(id);
  }

  void sum_up() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      taken_ += taken(i);
      const NodeId siblings = parent(blocks_[i].element);
      means_[siblings].add(scores_[i], letters(i));
      means_[parent(siblings)].add(scores_[i], letters(i));
      styles_[style(i)].add(scores_[i], letters(i));
      articles_[article_of(blocks_[i].element)].add(scores_[i], letters(i));
    }
  }

  [[nodiscard]] std::string_view style(std::size_t i) const noexcept {
    const std::string_view own = tree_.attribute(blocks_[i].element, "class");
    return own.empty() ? tree_[blocks_[i].element].text : own;
  }

  void put_neighbours(std::size_t i) {
    static constexpr std::array<std::pair<int, ContextFeature>, 7> places{{
        {0, ContextFeature::score},
        {-3, ContextFeature::score_before_3},
        {-2, ContextFeature::score_before_2},
        {-1, ContextFeature::score_before},
        {1, ContextFeature::score_after},
        {2, ContextFeature::score_after_2},
        {3, ContextFeature::score_after_3},
    }};
    for (const auto& [step, feature] : places) {
      const auto j = static_cast<std::ptrdiff_t>(i) + step;
      if (j >= 0 && j < static_cast<std::ptrdiff_t>(blocks_.size()))
        at(i, feature) = scores_[static_cast<std::size_t>(j)];
    }
  }

  void put_means(std::size_t i) {
    const NodeId siblings = parent(blocks_[i].element);
    at(i, ContextFeature::score_siblings) = means_[siblings].value();
    at(i, ContextFeature::score_parent) = means_[parent(siblings)].value();
    at(i, ContextFeature::score_style) = styles_[style(i)].value();
    MeanScore near;
    const std::size_t first = i < 6 ? 0 : i - 6;
    for (std::size_t j = first; j < std::min(blocks_.size(), i + 7); ++j)
      if (j != i) near.add(scores_[j], letters(j));
    at(i, ContextFeature::score_near) = near.value();
  }

  void put_heading(std::size_t i) {
    at(i, ContextFeature::score_heading) = heading_score_;
    at(i, ContextFeature::score_article) = articles_[article_of(blocks_[i].element)].value();
    if (is_heading(tree_.tag(blocks_[i].element))) heading_score_ = scores_[i];
  }

  /// The outermost <article> around it.
  [[nodiscard]] NodeId article_of(NodeId id) const noexcept {
    NodeId article = 0;
    for (; id != no_node; id = tree_.parent(id))
      if (tree_.tag(id) == Tag::article) article = id;
    return article;
  }

  /// Blocks to the nearest prose that is taken.
  void put_distances() {
    const auto is_anchor = [&](std::size_t i) { return taken(i) >= 80; };
    float distance = 100;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      at(i, ContextFeature::to_taken_before) = distance;
      distance = is_anchor(i) ? 1 : std::min(distance + 1, 100.0F);
    }
    distance = 100;
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      at(i, ContextFeature::to_taken_after) = distance;
      distance = is_anchor(i) ? 1 : std::min(distance + 1, 100.0F);
    }
  }

  const HtmlTree& tree_;
  const std::vector<TextBlock>& blocks_;
  const std::vector<float>& scores_;
  FeatureTable& table_;
  std::unordered_map<NodeId, MeanScore> means_;
  std::unordered_map<std::string_view, MeanScore> styles_;
  std::unordered_map<NodeId, MeanScore> articles_;
  float taken_ = 0;
  float heading_score_ = 0.5F;
};

}  // namespace

void add_context_features(const HtmlTree& tree, const std::vector<TextBlock>& blocks,
                          const std::vector<float>& scores, FeatureTable& table) {
  ContextMaker(tree, blocks, scores, table).make();
}

}  // namespace dateline::html
