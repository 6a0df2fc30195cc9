// When a page was published, by all that it says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "indexer/readers/html/dates/date_candidate.hpp"
#include "indexer/readers/html/html_tree.hpp"
#include "indexer/readers/html/json_ld.hpp"

namespace dateline::html {

/// What is known of a page besides its HTML. All of it may be left out.
struct PageFacts {
  std::string_view url{};
  std::string_view language{};
  std::string_view title{};       ///< its headline, where a feed gives it
  std::optional<Date> feed{};     ///< of the feed's entry for the page
  std::optional<Date> fetched{};  ///< no page is published later than it was fetched
};

struct PageDates {
  /// By the publisher's clock; unknown where the page gives none, or none that can be believed.
  Date date{};
  std::optional<DateSource> source{};  ///< which source won
  std::optional<Date> modified{};
  std::vector<DateCandidate> candidates{};
  /// For DateSettler: a text with several readings, where there is no date; or the text of the
  /// date, where it shows the site's order of day and month.
  std::string ambiguous_text{};
  std::string showing_text{};
  /// Two candidates for the publication are more than a day apart.
  bool disagree = false;
};

/// docs/dates.md has the sources and the decision. Linear time.
[[nodiscard]] PageDates find_page_dates(const HtmlTree& tree, const std::vector<JsonLdNode>& nodes,
                                        const PageFacts& facts);

/// Sets a page's date, when it was changed, and `date_candidates` among its other fields.
void set_page_dates(Document& document, const PageDates& dates);

/// The candidates as a JSON list: `[{"source": ..., "date": ...}]`; at most twenty.
[[nodiscard]] std::string candidates_json(const PageDates& dates);

}  // namespace dateline::html
