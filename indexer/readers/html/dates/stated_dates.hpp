// Dates that a page states for programs: in <meta>, JSON-LD, itemprop, <time> and classes.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/readers/html/dates/date_candidate.hpp"
#include "indexer/readers/html/dates/page_places.hpp"
#include "indexer/readers/html/html_tree.hpp"
#include "indexer/readers/html/json_ld.hpp"

namespace dateline::html {

/// What makes a node of the JSON-LD the page's own.
struct PageIdentity {
  std::vector<std::string_view> urls;  ///< its own, the canonical one
  std::vector<std::string_view> headlines{};
};

void add_meta_dates(const HtmlTree& tree, DateCandidates& out);

/// Of the article whose address or headline is the page's, else of the first that is not a part of
/// something else; and of nodes of other types.
void add_json_ld_dates(const std::vector<JsonLdNode>& nodes, const PageIdentity& page,
                       DateCandidates& out);

/// itemprop, <time>, and the classes of hentry.
void add_element_dates(const PagePlaces& places, DateCandidates& out);

/// `"publishedAt":"..."` and the like in scripts that are not JSON-LD.
void add_state_dates(const HtmlTree& tree, DateCandidates& out);

}  // namespace dateline::html
