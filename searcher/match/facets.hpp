// Counts by source, language and year as facets.
#pragma once

#include <cstddef>

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "searcher/match/hit_tally.hpp"
#include "searcher/match/index_lookup.hpp"

namespace dateline {

/// The `most` most frequent values, ties in byte order. Hits without a source, language or date are
/// in no value. Error corrupt where a number has no name; io.
Result<Facet> make_facet(FacetField field, const HitTally& tally, const IndexLookup& lookup,
                         std::size_t most);

}  // namespace dateline
