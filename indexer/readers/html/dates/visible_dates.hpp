// Dates that a page shows to its readers.
#pragma once

#include "indexer/readers/html/dates/date_candidate.hpp"
#include "indexer/readers/html/dates/page_text.hpp"
#include "indexer/readers/html/html_tree.hpp"

namespace dateline::html {

/// The date nearest to the headline in the text, and that in an element which is named date, time or
/// byline. `headline`: its node, or no_node.
void add_visible_dates(const HtmlTree& tree, const PageText& text, NodeId headline,
                       DateCandidates& out);

/// The first day in the text.
void add_first_date(const PageText& text, DateCandidates& out);

}  // namespace dateline::html
