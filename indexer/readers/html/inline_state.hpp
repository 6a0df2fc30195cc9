// The article of a page that has it only in the data of its scripts.
#pragma once

#include <string>

#include "indexer/readers/html/html_tree.hpp"

namespace dateline::html {

/// The longest text that a string in a script holds and that reads like prose, or the texts of
/// members of the same name ("text", "content") one after the other, where no single one is long;
/// empty where there is none. Scripts are not run. Linear time.
[[nodiscard]] std::string article_of_inline_state(const HtmlTree& tree);

}  // namespace dateline::html
