// HTML made easy for a parser: what only looks like a tag is escaped, and nesting is bounded.
#pragma once

#include <string>
#include <string_view>

namespace dateline::html {

struct PlainHtml {
  std::string html;
  bool has_blocks = false;  ///< an element separates paragraphs, lines or cells
  bool has_head = false;    ///< it is a page with a <head>
};

/// The same HTML with tags of known elements (and of foreign ones that are used as tags) only, and
/// nested at most 256 deep. Every other "<" is escaped, CDATA sections too. Linear time.
[[nodiscard]] PlainHtml make_plain(std::string_view html);

}  // namespace dateline::html
