// HTML -> a tree of its elements, as browsers build it.
#pragma once

#include <cstddef>
#include <string>

#include "indexer/readers/html/html_tree.hpp"

namespace dateline::html {

/// More elements and texts than any page has; what comes after them is left out, and the tree says
/// so.
inline constexpr std::size_t most_nodes = 1u << 20;

/// Elements that are nested deeper are passed over; their text stays. Browsers have the same bound.
inline constexpr std::size_t most_levels = 512;

/// `html` is UTF-8 without NUL bytes. Any text gives a tree: tags are cut as the WHATWG's standard
/// has it, and missing and misplaced ones are understood by its rules, with these exceptions, in
/// which no text is lost or put elsewhere: elements stay where they are written (what stands
/// loosely in a table is not moved before it), <head>, <body> and <tbody> are not made up, text
/// formatting does not go on in the next paragraph, and white space between blocks is left out.
/// Linear time; nothing is fetched.
[[nodiscard]] HtmlTree parse_html(std::string html);

}  // namespace dateline::html
