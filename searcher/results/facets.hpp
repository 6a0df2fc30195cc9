// Counts by values of fields and by year as facets.
#pragma once

#include <cstddef>
#include <optional>

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/match/hit_tally.hpp"

namespace dateline {

/// The field that a facet counts by; nothing for the year.
[[nodiscard]] std::optional<FieldId> field_of_facet(FacetField facet) noexcept;

/// The `most` most frequent values, ties in byte order. Names that are the same for a filter
/// (fold_name) are one value, in the spelling that most of the hits have. Hits without a value
/// or date are in none. Error corrupt where a number has no name; io.
Result<Facet> make_facet(FacetField facet, const HitTally& tally, const IndexLookup& lookup,
                         std::size_t most);

}  // namespace dateline
