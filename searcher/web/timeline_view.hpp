// The timeline of a page of results: bars that lead to their days, and fields for others.
#pragma once

#include "searcher/web/histogram.hpp"
#include "searcher/web/html.hpp"
#include "searcher/web/page_request.hpp"

namespace dateline {

/// Nothing of `histogram` is drawn where it has no more than one bar. Each bar carries its days and
/// count in attributes, for the brush (assets/brush.js).
void write_timeline(HtmlWriter& html, const PageRequest& request, const Histogram& histogram,
                    std::uint64_t undated, const PageFault* fault);

}  // namespace dateline
