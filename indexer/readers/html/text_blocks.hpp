// The pieces of text that a page is made of: paragraphs, headings, items, cells, and what is known
// of each by itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/readers/html/html_tree.hpp"

namespace dateline::html {

/// What a text counts. A character of a script without spaces counts as two letters and half a
/// word.
struct TextCounts {
  std::uint32_t letters = 0;  ///< characters but spaces
  std::uint32_t words = 0;
  std::uint32_t linked = 0;  ///< letters in links
  std::uint32_t strong = 0;  ///< letters in <b>, <strong>
  std::uint32_t sentence_ends = 0;
  std::uint32_t commas = 0;
  std::uint32_t digits = 0;
  std::uint32_t capitals = 0;

  TextCounts& operator+=(const TextCounts& other) noexcept;
};

/// Text between two borders of block elements.
struct TextBlock {
  NodeId element;  ///< the block element in which it stands
  NodeId begin;    ///< its texts are those from here,
  NodeId end;      ///< up to here
  TextCounts counts;
  char32_t first = 0;  ///< first and last character
  char32_t last = 0;
  bool hidden = false;  ///< in an element that is not shown, or in <noscript>
};

/// In document order. Scripts, styles, templates, frames and drawings are left out. `<br>` twice is
/// a border too.
[[nodiscard]] std::vector<TextBlock> text_blocks(const HtmlTree& tree);

/// The block's text on one line; `<br>` is a space in it.
[[nodiscard]] std::string block_text(const HtmlTree& tree, const TextBlock& block);

/// Whether a reader of the page never sees what is in such an element.
[[nodiscard]] bool is_unreadable(Tag tag) noexcept;

/// Whether an element is not shown, as its attributes say.
[[nodiscard]] bool is_hidden(const HtmlTree& tree, NodeId id) noexcept;

}  // namespace dateline::html
