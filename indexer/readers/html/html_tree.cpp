#include "indexer/readers/html/html_tree.hpp"

#include <algorithm>

#include "indexer/readers/html/spaces.hpp"

namespace dateline::html {
namespace {

const HtmlAttribute* find(const HtmlTree& tree, NodeId id, std::string_view name) noexcept {
  const HtmlAttribute* const end = tree.end_attributes(id);
  const HtmlAttribute* const found =
      std::find_if(tree.begin_attributes(id), end,
                   [&](const HtmlAttribute& attribute) { return attribute.name == name; });
  return found == end ? nullptr : found;
}

NodeId block_of(const HtmlTree& tree, NodeId id) noexcept {
  while (id != no_node && !has_trait(tree.tag(id), trait_block)) id = tree.parent(id);
  return id;
}

bool is_unreadable(Tag tag) noexcept {
  return tag == Tag::script || tag == Tag::style || tag == Tag::template_;
}

}  // namespace

std::string_view HtmlTree::attribute(NodeId id, std::string_view name) const noexcept {
  const HtmlAttribute* const found = find(*this, id, name);
  return found == nullptr ? std::string_view() : found->value;
}

bool HtmlTree::has_attribute(NodeId id, std::string_view name) const noexcept {
  return find(*this, id, name) != nullptr;
}

std::string HtmlTree::text(NodeId id) const {
  std::string out;
  SpacedText text(out);
  NodeId block = no_node;
  for (NodeId at = id; at < std::max(nodes_[id].end, id + 1); ++at) {
    const HtmlNode& node = nodes_[at];
    if (node.tag == Tag::text) {
      const NodeId its_block = block_of(*this, at);
      if (its_block != block) text.separate();
      block = its_block;
      text.add(node.text);
    } else if (at == id) {
      continue;
    } else if (is_unreadable(node.tag)) {
      at = node.end - 1;
    } else if (node.tag == Tag::br) {
      text.separate();
    }
  }
  return out;
}

std::string HtmlTree::raw_text(NodeId id) const {
  std::string out;
  for (NodeId at = id; at < std::max(nodes_[id].end, id + 1); ++at)
    if (is_text(at)) out.append(nodes_[at].text);
  return out;
}

}  // namespace dateline::html
