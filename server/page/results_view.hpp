// The parts of a page of results: summary, hits, facets, explanation, and why nothing was found.
#pragma once

#include <string>

#include "dateline/searcher.hpp"
#include "server/page/html.hpp"
#include "server/page/page_request.hpp"

namespace dateline {

/// Where the pages beside this one are; empty if there is none.
struct PageLinks {
  std::string previous;
  std::string next;
};

/// How many hits, in which order; what narrows the search, each with a link that takes it away.
void write_summary(HtmlWriter& html, const PageRequest& request, const ResultPage& page);
void write_hits(HtmlWriter& html, const PageRequest& request, const ResultPage& page);
void write_page_links(HtmlWriter& html, const PageLinks& links);
/// Values that the request is narrowed to already are left out.
void write_facets(HtmlWriter& html, const PageRequest& request, const ResultPage& page);
/// How the query was read and how its terms are spread; nothing unless asked for.
void write_explanation(HtmlWriter& html, const ResultPage& page);
/// What each clause matches alone, with words that may have been meant.
void write_no_hits(HtmlWriter& html, const PageRequest& request, const ResultPage& page);
/// The message of a fault; the query with the spot under a mark where it is one of the query.
void write_fault(HtmlWriter& html, const PageRequest& request, const PageFault& fault);

}  // namespace dateline
