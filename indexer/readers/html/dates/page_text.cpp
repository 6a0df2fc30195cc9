#include "indexer/readers/html/dates/page_text.hpp"

namespace dateline::html {
namespace {

bool is_hidden(Tag tag) noexcept {
  switch (tag) {
    case Tag::script:
    case Tag::style:
    case Tag::template_:
    case Tag::head:
    case Tag::svg:
    case Tag::math:
    case Tag::iframe:
    case Tag::select:
    case Tag::noframes:
      return true;
    default:
      return false;
  }
}

}  // namespace

PageText::PageText(const HtmlTree& tree) : tree_(tree), begins_(tree.size() + 1) {
  for (NodeId id = 0; id < tree.size();) {
    begins_[id] = static_cast<std::uint32_t>(text_.size());
    if (is_hidden(tree.tag(id)) || text_.size() > most_bytes) {
      for (const NodeId end = tree.end(id); ++id < end;)
        begins_[id] = static_cast<std::uint32_t>(text_.size());
      continue;
    }
    if (tree.is_text(id))
      append(id);
    else if (has_trait(tree.tag(id), trait_block) || tree.tag(id) == Tag::br)
      text_.push_back('\n');
    ++id;
  }
  begins_[tree.size()] = static_cast<std::uint32_t>(text_.size());
}

/// Elements separate words, but for the ending of "14<sup>th</sup>".
void PageText::append(NodeId id) {
  const NodeId parent = tree_.parent(id);
  const bool other = parent != last_parent_ && last_parent_ != no_node;
  if (other && tree_.tag(parent) != Tag::sup && tree_.tag(last_parent_) != Tag::sup)
    text_.push_back(' ');
  last_parent_ = parent;
  begins_[id] = static_cast<std::uint32_t>(text_.size());
  text_.append(tree_[id].text);
}

}  // namespace dateline::html
