// Counts by source, language and year as facets.
#pragma once

#include <cstddef>

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/match/hit_tally.hpp"

namespace dateline {

/// The `most` most frequent values, ties in byte order. Names that are the same for a filter
/// (fold_name) are one value, in the spelling that most of the hits have. Hits without a source,
/// language or date are in no value. Error corrupt where a number has no name; io.
Result<Facet> make_facet(FacetField field, const HitTally& tally, const IndexLookup& lookup,
                         std::size_t most);

}  // namespace dateline
