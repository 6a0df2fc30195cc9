// Which files are HTML.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

/// Where the first bytes of a file (without white space before them) show a page: at a doctype of
/// HTML, <html>, <head>, <body>, or one of the elements that only a head has; comments, processing
/// instructions and other doctypes may stand before. npos where they do not.
[[nodiscard]] std::size_t html_shown_at(std::string_view head);

}  // namespace dateline
