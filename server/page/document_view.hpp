// A document to read.
#pragma once

#include "server/page/html.hpp"
#include "server/page/page_renderer.hpp"

namespace dateline {

/// Title, what is known about the document, its text with the words of the query marked, and the
/// bar that leads from match to match (assets/reader.js) and back to the hits.
void write_document(HtmlWriter& html, const PageRequest& request, const DocumentContent& content);

}  // namespace dateline
