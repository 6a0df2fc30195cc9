// The timeline of a page of results: bars that lead to their days, and fields for others.
#pragma once

#include <cstdint>

#include "server/page/histogram.hpp"
#include "server/page/html.hpp"
#include "server/page/page_request.hpp"

namespace dateline {

/// Hits that the histogram has no place for.
struct OutsideTimeline {
  std::uint64_t undated = 0;
  std::uint64_t suspicious = 0;
};

/// Nothing of `histogram` is drawn where it has no more than one bar. Each bar carries its days and
/// count in attributes, for the brush (assets/brush.js).
void write_timeline(HtmlWriter& html, const PageRequest& request, const Histogram& histogram,
                    const OutsideTimeline& left_out, const PageFault* fault);

}  // namespace dateline
