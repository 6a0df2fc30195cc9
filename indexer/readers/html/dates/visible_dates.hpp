// Dates that a page shows to its readers.
#pragma once

#include "indexer/readers/html/dates/date_candidate.hpp"
#include "indexer/readers/html/dates/page_places.hpp"

namespace dateline::html {

/// The date nearest to the headline in the text, and that in an element which is named after dates.
void add_visible_dates(const PagePlaces& places, DateCandidates& out);

/// The order of day and month that the text's dates of numbers show.
[[nodiscard]] DayMonthOrder shown_order(const PageText& text, const DateHints& hints);

/// The first day in the text.
void add_first_date(const PageText& text, DateCandidates& out);

}  // namespace dateline::html
