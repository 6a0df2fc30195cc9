// HTML -> text.
#pragma once

#include <string>
#include <string_view>

namespace dateline::html {

/// The text of a page or a piece of one: paragraphs are separated by an empty line, lines by a line
/// feed, cells of a table by a space; elements inside a line separate nothing. Scripts, styles,
/// comments and what stands in <noscript> and in a page's <head> are left out. References to
/// characters are resolved, those from 128 to 159 as windows-1252. Where nothing separates
/// paragraphs or lines but the layout of the text itself, that layout stays.
/// `html` is UTF-8. Nothing is fetched, nothing is expanded but single characters; time is linear,
/// nesting deeper than 256 elements is read as if it were flat. Any input gives a text.
[[nodiscard]] std::string html_to_text(std::string_view html);

}  // namespace dateline::html
