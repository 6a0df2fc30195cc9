#include "indexer/readers/html/text_blocks.hpp"

#include "indexer/readers/html/spaces.hpp"
#include "indexer/readers/html/text_counts.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

/// What a node has from the elements around it.
struct Surroundings {
  NodeId block = 0;
  bool linked = false;
  bool strong = false;
  bool hidden = false;
};

class BlockCutter {
 public:
  explicit BlockCutter(const HtmlTree& tree) : tree_(tree), around_(tree.size()) {}

  std::vector<TextBlock> cut() {
    for (NodeId id = 0; id < tree_.size(); ++id) {
      around_[id] = surroundings(id);
      const Tag tag = tree_.tag(id);
      if (is_unreadable(tag))
        id = tree_.end(id) - 1;
      else if (tag == Tag::text)
        take_text(id);
      else if (tag == Tag::br)
        take_break();
      else if (has_trait(tag, trait_block))
        at_border_ = true;
    }
    return std::move(blocks_);
  }

 private:
  [[nodiscard]] Surroundings surroundings(NodeId id) const {
    Surroundings around = id == 0 ? Surroundings{} : around_[tree_.parent(id)];
    const Tag tag = tree_.tag(id);
    if (tag == Tag::text) return around;
    if (has_trait(tag, trait_block) && tag != Tag::br) around.block = id;
    around.linked |= tag == Tag::a && tree_.has_attribute(id, "href");
    around.linked |= tag == Tag::button;
    around.strong |= tag == Tag::b || tag == Tag::strong;
    around.hidden |= tag == Tag::noscript || is_hidden(tree_, id);
    return around;
  }

  void take_break() {
    at_border_ |= after_break_;
    after_break_ = true;
  }

  void take_text(NodeId id) {
    const std::string_view text = tree_[id].text;
    if (is_blank_text(text)) return;
    const Surroundings& around = around_[id];
    if (at_border_ || blocks_.empty() || blocks_.back().element != around.block) {
      blocks_.push_back({around.block, id, id, {}});
      blocks_.back().hidden = around.hidden;
    }
    TextCounter(blocks_.back()).add(text, around.linked, around.strong);
    blocks_.back().end = id + 1;
    at_border_ = false;
    after_break_ = false;
  }

  const HtmlTree& tree_;
  std::vector<Surroundings> around_;
  std::vector<TextBlock> blocks_;
  bool at_border_ = true;
  bool after_break_ = false;
};

}  // namespace

bool is_unreadable(Tag tag) noexcept {
  switch (tag) {
    case Tag::iframe:
    case Tag::math:
    case Tag::noembed:
    case Tag::noframes:
    case Tag::script:
    case Tag::select:
    case Tag::style:
    case Tag::svg:
    case Tag::template_:
    case Tag::textarea:
    case Tag::title:
      return true;
    default:
      return false;
  }
}

bool is_hidden(const HtmlTree& tree, NodeId id) noexcept {
  for (const HtmlAttribute* at = tree.begin_attributes(id); at != tree.end_attributes(id); ++at) {
    if (at->name == "hidden") return true;
    if (at->name == "aria-hidden" && at->value == "true") return true;
    if (at->name != "style") continue;
    const std::size_t display = at->value.find("display");
    if (display == std::string_view::npos) continue;
    std::string_view value = trim(at->value.substr(display + 7));
    if (value.starts_with(':') && trim(value.substr(1)).starts_with("none")) return true;
  }
  return false;
}

std::vector<TextBlock> text_blocks(const HtmlTree& tree) {
  return BlockCutter(tree).cut();
}

std::string block_text(const HtmlTree& tree, const TextBlock& block) {
  std::string out;
  SpacedText text(out);
  for (NodeId id = block.begin; id < block.end; ++id) {
    const Tag tag = tree.tag(id);
    if (tag == Tag::text)
      text.add(tree[id].text);
    else if (is_unreadable(tag))
      id = tree.end(id) - 1;
    else if (tag == Tag::br)
      text.separate();
  }
  return out;
}

}  // namespace dateline::html
