// A page of HTML -> a document.
#pragma once

#include <string>
#include <string_view>

#include "dateline/document.hpp"
#include "dateline/error.hpp"
#include "indexer/readers/html/html_tree.hpp"
#include "indexer/readers/html/page_head.hpp"

namespace dateline::html {

/// What is known of a page from elsewhere: the archive or the feed that holds it.
struct PageContext {
  std::string url;      ///< from which it was fetched; may be empty
  std::string charset;  ///< that came with it; may be empty
  Date captured{};      ///< when it was fetched; may be unknown
};

/// All that a page was read into.
struct Page {
  HtmlTree tree;
  PageHead head;
  Document document;  ///< without its key
};

/// Reads a page: its article's text, title, date, authors, source, url, language, tags and kind.
/// Any bytes give one; nothing is fetched, and time is linear. Error bad_input for a page of more
/// than most_nodes elements.
[[nodiscard]] Result<Page> read_page(std::string_view bytes, const PageContext& context);

}  // namespace dateline::html
