#include "indexer/readers/html/block_features.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "indexer/readers/html/feature_list.hpp"
#include "indexer/readers/html/spaces.hpp"

namespace dateline::html {
namespace {

float log_of(double value) noexcept {
  return std::log1p(static_cast<float>(value));
}
float share(double part, double whole) noexcept {
  return whole > 0 ? static_cast<float>(part / whole) : 0.0F;
}

/// A paragraph of prose, as far as its length and its links show.
bool is_long(const TextCounts& counts) noexcept {
  return counts.letters >= 80 && counts.linked * 3 < counts.letters;
}

/// Letters and digits only, in lower case, so that texts compare equal however they are laid out.
std::string compared(std::string_view text, std::size_t most) {
  std::string out;
  for (const char c : text) {
    if (out.size() >= most) break;
    if (c >= 'A' && c <= 'Z')
      out.push_back(static_cast<char>(c | 0x20));
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
             (static_cast<unsigned char>(c) >= 0x80))
      out.push_back(c);
  }
  return out;
}

/// What a node's words and its ancestors' say.
struct NodeWords {
  float near_sum = 0, near_min = 0, near_max = 0;
  float far_sum = 0, far_min = 0, far_max = 0;        ///< of its own
  float above_sum = 0, above_min = 0, above_max = 0;  ///< of it and all around it
};

enum Surrounding : std::uint32_t {
  in_article = 1u << 0,
  in_main = 1u << 1,
  in_aside = 1u << 2,
  in_nav = 1u << 3,
  in_footer = 1u << 4,
  in_header = 1u << 5,
  in_figure = 1u << 6,
  in_form = 1u << 7,
  in_list = 1u << 8,
  in_table = 1u << 9,
  in_quote = 1u << 10,
  in_body_property = 1u << 11,
};

std::uint32_t surrounding_of(Tag tag) noexcept {
  switch (tag) {
    case Tag::article:
      return in_article;
    case Tag::main:
      return in_main;
    case Tag::aside:
      return in_aside;
    case Tag::nav:
      return in_nav;
    case Tag::footer:
      return in_footer;
    case Tag::header:
      return in_header;
    case Tag::figure:
    case Tag::figcaption:
      return in_figure;
    case Tag::form:
    case Tag::button:
    case Tag::label:
    case Tag::fieldset:
      return in_form;
    case Tag::ul:
    case Tag::ol:
    case Tag::dl:
      return in_list;
    case Tag::table:
      return in_table;
    case Tag::blockquote:
      return in_quote;
    default:
      return 0;
  }
}

/// Paragraphs first, then what is ever less like one: the order is that of trees' thresholds.
float rank_of(Tag tag) noexcept {
  switch (tag) {
    case Tag::p:
      return 0;
    case Tag::blockquote:
    case Tag::pre:
      return 1;
    case Tag::h2:
    case Tag::h3:
      return 2;
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      return 3;
    case Tag::li:
    case Tag::dd:
    case Tag::dt:
      return 4;
    case Tag::td:
    case Tag::th:
      return 5;
    case Tag::h1:
      return 7;
    case Tag::figcaption:
    case Tag::caption:
      return 8;
    case Tag::div:
    case Tag::section:
    case Tag::article:
      return 6;
    default:
      return 9;
  }
}

struct NodeSummary {
  std::uint32_t letters = 0;
  std::uint32_t linked = 0;
  std::uint32_t long_letters = 0;
  std::uint32_t blocks = 0;
  float paragraphs = 0;  ///< how much prose stands right in it
};

class FeatureMaker {
 public:
  FeatureMaker(const HtmlTree& tree, const std::vector<TextBlock>& blocks,
               const PageEvidence& evidence, const ClassWords& words, const ClassWords& text_words,
               FeatureTable& table)
      : tree_(tree),
        blocks_(blocks),
        evidence_(evidence),
        words_(words),
        text_words_(text_words),
        table_(table),
        depth_(tree.size()),
        around_(tree.size()),
        node_words_(tree.size()),
        summaries_(tree.size()),
        last_image_(tree.size()),
        repeats_(tree.size()),
        articles_(tree.size(), no_node),
        homes_(blocks.size()),
        texts_(blocks.size()),
        styles_(blocks.size()) {}

  void make() {
    look_at_nodes();
    sum_up();
    find_main();
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      put_own(i);
      put_elements(i);
      put_words(i);
      put_containers(i);
      put_place(i);
      put_neighbours(i);
      put_evidence(i);
      put_text_words(i);
      put_articles(i);
    }
  }

 private:
  void look_at_nodes() {
    NodeId image = no_node;
    for (NodeId id = 0; id < tree_.size(); ++id) {
      const NodeId parent = tree_.parent(id);
      const Tag tag = tree_.tag(id);
      if (parent != no_node) {
        depth_[id] = depth_[parent] + 1;
        around_[id] = around_[parent];
      }
      if (tag == Tag::img || tag == Tag::video || tag == Tag::picture) image = id;
      last_image_[id] = image;
      if (tag == Tag::text) continue;
      around_[id] |= surrounding_of(tag);
      articles_[id] = parent == no_node ? no_node : articles_[parent];
      if (tag == Tag::article && articles_[id] == no_node) {
        articles_[id] = id;
        ++article_count_;
        article_numbers_[id] = article_count_;
      }
      h1_count_ += tag == Tag::h1;
      if (has_trait(tag, trait_block)) ++element_styles_[repeats_[id] = style_of_one(id)];
      if (tree_.attribute(id, "itemprop") == "articleBody") around_[id] |= in_body_property;
      look_at_words(id, parent);
    }
  }

  void look_at_words(NodeId id, NodeId parent) {
    NodeWords& own = node_words_[id];
    for_each_class_word(tree_, id, [&](std::string_view word) {
      const ClassWord* const found = words_.find(word);
      if (found == nullptr) return;
      own.near_sum += found->near;
      own.near_min = std::min<float>(own.near_min, found->near);
      own.near_max = std::max<float>(own.near_max, found->near);
      own.far_sum += found->far;
      own.far_min = std::min<float>(own.far_min, found->far);
      own.far_max = std::max<float>(own.far_max, found->far);
    });
    const NodeWords above = parent == no_node ? NodeWords{} : node_words_[parent];
    own.above_sum = above.above_sum + own.far_sum;
    own.above_min = std::min(above.above_min, own.far_min);
    own.above_max = std::max(above.above_max, own.far_max);
  }

  /// The innermost element that has the whole block in it.
  [[nodiscard]] NodeId home_of(const TextBlock& block) const {
    NodeId home = tree_.parent(block.begin);
    while (home != block.element && tree_.end(home) < block.end) home = tree_.parent(home);
    return home;
  }

  void sum_up() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const TextBlock& block = blocks_[i];
      homes_[i] = home_of(block);
      texts_[i] = compared_text(block);
      total_ += block.counts;
      styles_[i] = style_of(homes_[i]);
      Style& style = style_totals_[styles_[i]];
      style.counts += block.counts;
      ++style.blocks;
      ++copies_[texts_[i]];
      for (NodeId id = homes_[i]; id != no_node; id = tree_.parent(id)) {
        NodeSummary& sum = summaries_[id];
        sum.letters += block.counts.letters;
        sum.linked += block.counts.linked;
        sum.long_letters += is_long(block.counts) ? block.counts.letters : 0;
        ++sum.blocks;
      }
      if (!is_long(block.counts)) continue;
      if (first_long_ == blocks_.size() + 1) first_long_ = i;
      last_long_ = i;
      const float prose = static_cast<float>(block.counts.letters);
      NodeId at = tree_.parent(block.element);
      for (float weight = 1; at != no_node && weight > 0.2F; weight /= 2, at = tree_.parent(at))
        summaries_[at].paragraphs += weight * prose;
    }
  }

  [[nodiscard]] std::string compared_text(const TextBlock& block) const {
    std::string out;
    for (NodeId id = block.begin; id < block.end && out.size() < 60; ++id) {
      if (is_unreadable(tree_.tag(id)))
        id = tree_.end(id) - 1;
      else if (tree_.is_text(id))
        out.append(compared(tree_[id].text, 60 - out.size()));
    }
    return out;
  }

  [[nodiscard]] std::uint64_t style_of_one(NodeId id) const {
    std::uint64_t hash = static_cast<std::uint64_t>(tree_.tag(id)) * 0x9E3779B97F4A7C15u;
    for (const char c : tree_.attribute(id, "class"))
      if (c < '0' || c > '9') hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return hash;
  }

  struct WordSum {
    float sum = 0, least = 0, most = 0, first = 0;
  };

  /// What the words of a short text say.
  [[nodiscard]] WordSum words_of_text(const TextBlock& block) const {
    constexpr std::uint32_t most_words = 60;
    constexpr int first_words = 3;
    WordSum words;
    if (block.counts.words > most_words) return words;
    int number = 0;
    for (NodeId id = block.begin; id < block.end; ++id) {
      if (is_unreadable(tree_.tag(id))) id = tree_.end(id) - 1;
      if (!tree_.is_text(id)) continue;
      TextWordCutter cutter(tree_[id].text);
      for (std::string_view word = cutter.next(); !word.empty(); word = cutter.next()) {
        ++number;
        const ClassWord* const found = text_words_.find(word);
        if (found == nullptr) continue;
        words.sum += found->near;
        words.least = std::min<float>(words.least, found->near);
        words.most = std::max<float>(words.most, found->near);
        if (number <= first_words) words.first += found->near;
      }
    }
    return words;
  }

  void put_text_words(std::size_t i) {
    const WordSum words = words_of_text(blocks_[i]);
    at(i, BlockFeature::text_words) = words.sum;
    at(i, BlockFeature::text_words_min) = words.least;
    at(i, BlockFeature::text_words_max) = words.most;
    at(i, BlockFeature::first_words) = words.first;
    at(i, BlockFeature::heading_words) = heading_words_;
    at(i, BlockFeature::after_heading) =
        heading_ > i ? 100 : std::min<float>(100, static_cast<float>(i - heading_));
    if (!is_heading(tree_.tag(blocks_[i].element))) return;
    heading_ = i;
    heading_words_ = words.sum;
  }

  void put_articles(std::size_t i) {
    const NodeId article = articles_[blocks_[i].element];
    at(i, BlockFeature::articles) = std::min<float>(20, static_cast<float>(article_count_));
    at(i, BlockFeature::article_number) =
        article == no_node ? 0 : std::min<float>(20, static_cast<float>(article_numbers_[article]));
    at(i, BlockFeature::in_main_article) = article == articles_[main_] ? 1 : 0;
    at(i, BlockFeature::h1_count) = static_cast<float>(h1_count_);
    if (tree_.tag(blocks_[i].element) == Tag::h1) ++h1_number_;
    at(i, BlockFeature::h1_number) = static_cast<float>(h1_number_);
    const TextBlock& block = blocks_[i];
    for (NodeId id = homes_[i]; id < block.end && id < homes_[i] + 20; ++id)
      if (tree_.tag(id) == Tag::time) at(i, BlockFeature::has_time) = 1;
    NodeId id = block.element;
    for (const BlockFeature feature :
         {BlockFeature::repeats_1, BlockFeature::repeats_2, BlockFeature::repeats_3}) {
      if (tree_.parent(id) != no_node) id = tree_.parent(id);
      const auto found = element_styles_.find(repeats_[id]);
      at(i, feature) = found == element_styles_.end() ? 0 : std::min<float>(50, found->second);
    }
  }

  /// Elements that look alike: of the same names in elements of the same names.
  [[nodiscard]] std::uint64_t style_of(NodeId id) const {
    std::uint64_t hash = 14695981039346656037u;
    for (int level = 0; level < 2 && id != no_node; ++level, id = tree_.parent(id)) {
      const auto mix = [&](std::string_view text) {
        for (const char c : text) {
          if (c >= '0' && c <= '9') continue;
          hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
        }
        hash = (hash ^ 0xFFu) * 1099511628211u;
      };
      mix(tree_[id].text);
      mix(tree_.attribute(id, "class"));
    }
    return hash;
  }

  void find_main() {
    float most = 0;
    for (NodeId id = 0; id < tree_.size(); ++id) {
      if (summaries_[id].paragraphs > most) {
        most = summaries_[id].paragraphs;
        main_ = id;
      }
    }
    const std::uint32_t all = summaries_.empty() ? 0 : summaries_[0].long_letters;
    for (NodeId id = 0; id < tree_.size(); ++id)
      if (all > 0 && summaries_[id].long_letters * 4 >= all * 3) most_prose_ = id;
  }

  float& at(std::size_t i, BlockFeature feature) {
    return table_.row(i)[static_cast<std::size_t>(feature)];
  }

  void put_own(std::size_t i) {
    const TextBlock& block = blocks_[i];
    const TextCounts& counts = block.counts;
    at(i, BlockFeature::letters) = static_cast<float>(counts.letters);
    at(i, BlockFeature::words) = static_cast<float>(counts.words);
    at(i, BlockFeature::linked) = share(counts.linked, counts.letters);
    at(i, BlockFeature::strong) = share(counts.strong, counts.letters);
    at(i, BlockFeature::sentence_ends) = share(counts.sentence_ends, counts.words);
    at(i, BlockFeature::commas) = share(counts.commas, counts.words);
    at(i, BlockFeature::digits) = share(counts.digits, counts.letters);
    at(i, BlockFeature::capitals) = share(counts.capitals, counts.letters);
    at(i, BlockFeature::word_length) = share(counts.letters, counts.words);
    at(i, BlockFeature::ending) = ending_of(block.last);
    at(i, BlockFeature::beginning) = beginning_of(block.first);
    at(i, BlockFeature::hidden) = block.hidden ? 1 : 0;
  }

  static float ending_of(char32_t c) noexcept {
    if (c == U'.' || c == U'。' || c == U'।' || c == U'۔' || c == U'…') return 1;
    if (c == U'!' || c == U'?' || c == U'？' || c == U'！' || c == U'؟') return 2;
    if (c == U'"' || c == U'”' || c == U'“' || c == U'»' || c == U'«' || c == U'」' || c == U'’')
      return 3;
    if (c == U':' || c == U'：') return 4;
    if (c == U')' || c == U',' || c == U';') return 5;
    if (c >= U'0' && c <= U'9') return 7;
    if (c < 0x80 && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) return 8;
    return 6;
  }

  static float beginning_of(char32_t c) noexcept {
    if (c == U'"' || c == U'“' || c == U'„' || c == U'«' || c == U'»' || c == U'「') return 1;
    if (c >= 'A' && c <= 'Z') return 2;
    if (c >= 'a' && c <= 'z') return 4;
    if (c >= '0' && c <= '9') return 5;
    return c < 0x80 || c == U'©' || c == U'•' || c == U'·' || c == U'→' || c == U'▶' ? 6 : 3;
  }

  void put_elements(std::size_t i) {
    const NodeId id = homes_[i];
    const std::uint32_t around = around_[id];
    at(i, BlockFeature::element) = rank_of(tree_.tag(blocks_[i].element));
    at(i, BlockFeature::is_inline) = id == blocks_[i].element ? 0 : 1;
    at(i, BlockFeature::depth) = static_cast<float>(depth_[id]);
    const auto put = [&](BlockFeature feature, std::uint32_t bit) {
      at(i, feature) = (around & bit) != 0 ? 1 : 0;
    };
    put(BlockFeature::in_article, in_article);
    put(BlockFeature::in_main, in_main);
    put(BlockFeature::in_aside, in_aside);
    put(BlockFeature::in_nav, in_nav);
    put(BlockFeature::in_footer, in_footer);
    put(BlockFeature::in_header, in_header);
    put(BlockFeature::in_figure, in_figure);
    put(BlockFeature::in_form, in_form);
    put(BlockFeature::in_list, in_list);
    put(BlockFeature::in_table, in_table);
    put(BlockFeature::in_quote, in_quote);
    put(BlockFeature::in_body_property, in_body_property);
    const NodeId image = last_image_[blocks_[i].begin];
    at(i, BlockFeature::after_image) =
        image == no_node ? 200 : std::min<float>(200, static_cast<float>(blocks_[i].begin - image));
  }

  void put_words(std::size_t i) {
    NodeId id = homes_[i];
    const NodeWords* words = &node_words_[id];
    at(i, BlockFeature::own_words) = words->near_sum;
    at(i, BlockFeature::own_words_min) = words->near_min;
    float sum = 0, least = 0, most = 0;
    for (int level = 0; level < 3 && id != no_node; ++level, id = tree_.parent(id)) {
      words = &node_words_[id];
      sum += words->near_sum;
      least = std::min(least, words->near_min);
      most = std::max(most, words->near_max);
    }
    at(i, BlockFeature::near_words) = sum;
    at(i, BlockFeature::near_words_min) = least;
    at(i, BlockFeature::near_words_max) = most;
    const NodeWords above = id == no_node ? NodeWords{} : node_words_[id];
    at(i, BlockFeature::far_words) = above.above_sum;
    at(i, BlockFeature::far_words_min) = above.above_min;
    at(i, BlockFeature::far_words_max) = above.above_max;
  }

  void put_containers(std::size_t i) {
    static constexpr std::array<std::array<BlockFeature, 4>, 3> places{{
        {BlockFeature::letters_1, BlockFeature::linked_1, BlockFeature::blocks_1,
         BlockFeature::long_1},
        {BlockFeature::letters_2, BlockFeature::linked_2, BlockFeature::blocks_2,
         BlockFeature::long_2},
        {BlockFeature::letters_3, BlockFeature::linked_3, BlockFeature::blocks_3,
         BlockFeature::long_3},
    }};
    NodeId id = blocks_[i].element;
    for (const auto& place : places) {
      if (tree_.parent(id) != no_node) id = tree_.parent(id);
      const NodeSummary& sum = summaries_[id];
      at(i, place[0]) = log_of(sum.letters);
      at(i, place[1]) = share(sum.linked, sum.letters);
      at(i, place[2]) = log_of(sum.blocks);
      at(i, place[3]) = share(sum.long_letters, sum.letters);
    }
    at(i, BlockFeature::to_main) = distance(blocks_[i].element, main_);
    at(i, BlockFeature::in_most_prose) =
        most_prose_ == blocks_[i].element || tree_.is_inside(blocks_[i].element, most_prose_) ? 1
                                                                                              : 0;
    at(i, BlockFeature::below_most_prose) =
        static_cast<float>(depth_[blocks_[i].element]) - static_cast<float>(depth_[most_prose_]);
    const Style& style = style_totals_[styles_[i]];
    at(i, BlockFeature::style_letters) = log_of(style.counts.letters);
    at(i, BlockFeature::style_share) = share(style.counts.letters, total_.letters);
    at(i, BlockFeature::style_blocks) = log_of(style.blocks);
    at(i, BlockFeature::style_linked) = share(style.counts.linked, style.counts.letters);
    at(i, BlockFeature::style_words) = share(style.counts.words, style.blocks);
  }

  /// Levels up from a node to what it has in common with the other, and down: up counts as one,
  /// down as a tenth.
  [[nodiscard]] float distance(NodeId from, NodeId to) const {
    float levels = 0;
    while (from != to && !tree_.is_inside(to, from)) {
      from = tree_.parent(from);
      ++levels;
    }
    return levels + 0.1F * static_cast<float>(depth_[to] - depth_[from]);
  }

  void put_place(std::size_t i) {
    before_ += i == 0 ? 0 : blocks_[i - 1].counts.letters;
    if (tree_.tag(blocks_[i].element) == Tag::h1) last_h1_ = i;
    at(i, BlockFeature::place) = share(static_cast<double>(i), static_cast<double>(blocks_.size()));
    at(i, BlockFeature::text_before) = share(before_, total_.letters);
    at(i, BlockFeature::page_letters) = log_of(total_.letters);
    at(i, BlockFeature::page_blocks) = log_of(static_cast<double>(blocks_.size()));
    at(i, BlockFeature::page_linked) = share(total_.linked, total_.letters);
    at(i, BlockFeature::page_long) = share(summaries_[0].long_letters, total_.letters);
    at(i, BlockFeature::after_h1) =
        last_h1_ > i ? -1 : std::min<float>(200, static_cast<float>(i - last_h1_));
    const auto signed_distance = [&](std::size_t other) {
      return std::clamp(static_cast<float>(i) - static_cast<float>(other), -100.0F, 100.0F);
    };
    const bool any = first_long_ < blocks_.size();
    at(i, BlockFeature::after_first_long) = any ? signed_distance(first_long_) : 0;
    at(i, BlockFeature::after_last_long) = any ? signed_distance(last_long_) : 0;
  }

  void put_neighbours(std::size_t i) {
    struct Place {
      int step;
      BlockFeature letters, linked, same;
    };
    static constexpr std::array<Place, 4> places{{
        {-2, BlockFeature::letters_before_2, BlockFeature::linked_before_2,
         BlockFeature::same_style_before_2},
        {-1, BlockFeature::letters_before, BlockFeature::linked_before,
         BlockFeature::same_style_before},
        {1, BlockFeature::letters_after, BlockFeature::linked_after,
         BlockFeature::same_style_after},
        {2, BlockFeature::letters_after_2, BlockFeature::linked_after_2,
         BlockFeature::same_style_after_2},
    }};
    for (const Place& place : places) {
      const auto other = static_cast<std::ptrdiff_t>(i) + place.step;
      if (other < 0 || other >= static_cast<std::ptrdiff_t>(blocks_.size())) continue;
      const auto j = static_cast<std::size_t>(other);
      at(i, place.letters) = static_cast<float>(blocks_[j].counts.letters);
      at(i, place.linked) = share(blocks_[j].counts.linked, blocks_[j].counts.letters);
      at(i, place.same) = styles_[i] == styles_[j] ? 1 : 0;
    }
  }

  void put_evidence(std::size_t i) {
    at(i, BlockFeature::copies) = static_cast<float>(std::min<std::size_t>(copies_[texts_[i]], 9));
    const std::string& text = texts_[i];
    at(i, BlockFeature::is_title) =
        text.size() >= 12 && title_.find(text) != std::string::npos ? 1 : 0;
    at(i, BlockFeature::is_description) =
        text.size() >= 24 && description_.find(text) != std::string::npos ? 1 : 0;
    if (body_.size() < 200) {
      at(i, BlockFeature::in_article_body) = -1;
      return;
    }
    at(i, BlockFeature::in_article_body) =
        text.size() >= 12 && body_.find(text) != std::string::npos ? 1 : 0;
  }

  struct Style {
    TextCounts counts;
    std::uint32_t blocks = 0;
  };

  const HtmlTree& tree_;
  const std::vector<TextBlock>& blocks_;
  const PageEvidence& evidence_;
  const ClassWords& words_;
  const ClassWords& text_words_;
  FeatureTable& table_;
  std::string title_ = compared(evidence_.title, 1000);
  std::string description_ = compared(evidence_.description, 2000);
  std::string body_ = compared(evidence_.article_body, 1u << 20);
  std::vector<std::uint16_t> depth_;
  std::vector<std::uint32_t> around_;
  std::vector<NodeWords> node_words_;
  std::vector<NodeSummary> summaries_;
  std::vector<NodeId> last_image_;
  std::vector<std::uint64_t> repeats_;
  std::unordered_map<std::uint64_t, float> element_styles_;
  std::vector<NodeId> articles_;  ///< of each node, the outermost around it
  std::unordered_map<NodeId, std::uint32_t> article_numbers_;
  std::uint32_t article_count_ = 0;
  std::uint32_t h1_count_ = 0;
  std::uint32_t h1_number_ = 0;
  std::size_t heading_ = blocks_.size() + 1;
  float heading_words_ = 0;
  std::vector<NodeId> homes_;
  std::vector<std::string> texts_;
  std::vector<std::uint64_t> styles_;
  std::unordered_map<std::uint64_t, Style> style_totals_;
  std::unordered_map<std::string, std::size_t> copies_;
  TextCounts total_;
  NodeId main_ = 0;
  NodeId most_prose_ = 0;
  std::size_t first_long_ = blocks_.size() + 1;
  std::size_t last_long_ = 0;
  std::size_t last_h1_ = blocks_.size() + 1;
  double before_ = 0;
};

}  // namespace

std::span<const std::string_view> block_feature_names() noexcept {
  return block_feature_list;
}

std::span<const std::string_view> context_feature_names() noexcept {
  return context_feature_list;
}

FeatureTable block_features(const HtmlTree& tree, const std::vector<TextBlock>& blocks,
                            const PageEvidence& evidence, const ClassWords& words,
                            const ClassWords& text_words) {
  FeatureTable table(blocks.size(), block_feature_list.size() + context_feature_list.size());
  FeatureMaker(tree, blocks, evidence, words, text_words, table).make();
  return table;
}

}  // namespace dateline::html
