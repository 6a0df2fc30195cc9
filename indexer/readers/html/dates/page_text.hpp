// The text of a page as one string, in which nodes have places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html/html_tree.hpp"

namespace dateline::html {

/// Scripts, styles and what is not shown are left out; blocks are separated by line feeds.
class PageText {
 public:
  static constexpr std::size_t most_bytes = 1u << 20;

  explicit PageText(const HtmlTree& tree);

  [[nodiscard]] std::string_view all() const noexcept { return text_; }
  [[nodiscard]] std::size_t begin_of(NodeId id) const noexcept { return begins_[id]; }
  [[nodiscard]] std::string_view of(NodeId id) const noexcept {
    const std::size_t begin = begins_[id];
    return std::string_view(text_).substr(begin, begins_[tree_.end(id)] - begin);
  }

 private:
  void append(NodeId id);

  const HtmlTree& tree_;
  std::string text_;
  NodeId last_parent_ = no_node;       ///< of a text
  std::vector<std::uint32_t> begins_;  ///< by node, and after the last
};

}  // namespace dateline::html
