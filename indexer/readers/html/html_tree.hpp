// A page as a tree: its elements and texts in document order, in flat arrays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html/element.hpp"

namespace dateline::html {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xFFFFFFFF;

struct HtmlAttribute {
  std::string_view name;   ///< in lower case
  std::string_view value;  ///< references to characters are resolved
};

/// An element, or a piece of text. What is inside it are the nodes after it, up to `end`.
struct HtmlNode {
  std::string_view text;  ///< of Tag::text; an element's name in lower case
  NodeId parent = no_node;
  NodeId end = 0;
  std::uint32_t first_attribute = 0;
  std::uint16_t attribute_count = 0;
  Tag tag = Tag::text;
};

/// Nodes are numbered in document order: 0 is <html>, and a node's content are the nodes from
/// `id + 1` to `end(id)`, so that whatever is wanted is found by one loop, without recursion.
///
///   for (NodeId id = 0; id < tree.size(); ++id)
///     if (tree.tag(id) == Tag::meta) use(tree.attribute(id, "content"));
///
/// Views are valid as long as the tree, also after it was moved. Safe from many threads.
class HtmlTree {
 public:
  /// `source` holds what the views of nodes and attributes point to.
  HtmlTree(std::unique_ptr<std::string> source, std::vector<HtmlNode> nodes,
           std::vector<HtmlAttribute> attributes, bool whole)
      : source_(std::move(source)),
        nodes_(std::move(nodes)),
        attributes_(std::move(attributes)),
        whole_(whole) {}

  [[nodiscard]] NodeId size() const noexcept { return static_cast<NodeId>(nodes_.size()); }
  /// False where the page has more elements than a tree may have (most_nodes): the rest is missing.
  [[nodiscard]] bool is_whole() const noexcept { return whole_; }

  [[nodiscard]] const HtmlNode& operator[](NodeId id) const noexcept { return nodes_[id]; }
  [[nodiscard]] Tag tag(NodeId id) const noexcept { return nodes_[id].tag; }
  [[nodiscard]] bool is_text(NodeId id) const noexcept { return nodes_[id].tag == Tag::text; }
  [[nodiscard]] NodeId parent(NodeId id) const noexcept { return nodes_[id].parent; }
  [[nodiscard]] NodeId end(NodeId id) const noexcept { return nodes_[id].end; }

  /// no_node where there is none.
  [[nodiscard]] NodeId first_child(NodeId id) const noexcept {
    return id + 1 < nodes_[id].end ? id + 1 : no_node;
  }
  [[nodiscard]] NodeId next_sibling(NodeId id) const noexcept {
    const NodeId next = nodes_[id].end;
    return nodes_[id].parent != no_node && next < nodes_[nodes_[id].parent].end ? next : no_node;
  }
  [[nodiscard]] bool is_inside(NodeId id, NodeId ancestor) const noexcept {
    return id > ancestor && id < nodes_[ancestor].end;
  }

  /// An attribute's value by its name in lower case; empty where there is none.
  [[nodiscard]] std::string_view attribute(NodeId id, std::string_view name) const noexcept;
  [[nodiscard]] bool has_attribute(NodeId id, std::string_view name) const noexcept;
  [[nodiscard]] const HtmlAttribute* begin_attributes(NodeId id) const noexcept {
    return attributes_.data() + nodes_[id].first_attribute;
  }
  [[nodiscard]] const HtmlAttribute* end_attributes(NodeId id) const noexcept {
    return begin_attributes(id) + nodes_[id].attribute_count;
  }

  /// All the text inside a node on one line, as it is read: spaces are single ones, also between
  /// blocks; scripts, styles and templates are left out.
  [[nodiscard]] std::string text(NodeId id) const;
  /// The text inside a node as it is written: of a <script> or <title>.
  [[nodiscard]] std::string raw_text(NodeId id) const;

 private:
  std::unique_ptr<std::string> source_;
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlAttribute> attributes_;
  bool whole_;
};

}  // namespace dateline::html
