#include "searcher/match/facets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace dateline {
namespace {

using ValueCounts = std::map<std::string, std::uint64_t>;

Result<ValueCounts> by_name(const HitTally::Counts<std::uint32_t>& counts,
                            const IndexLookup::Names& names, const char* what) {
  ValueCounts values;
  for (const auto& [number, count] : counts) {
    if (number == 0) continue;
    const auto name = names.find(number);
    if (name == names.end()) {
      return failure(ErrorCode::corrupt, fmt::format("{} number {} has no name", what, number),
                     "run dateline-index check on the index, then rebuild it");
    }
    values[name->second] += count;
  }
  return values;
}

ValueCounts by_year(const HitTally::Counts<Day>& days) {
  ValueCounts values;
  for (const auto& [day, count] : days) {
    values[fmt::format("{:04}", civil_from_day(day).year)] += count;
  }
  return values;
}

Result<ValueCounts> count_values(FacetField field, const HitTally& tally,
                                 const IndexLookup& lookup) {
  switch (field) {
    case FacetField::source: {
      DATELINE_ASSIGN(const auto names, lookup.source_names());
      return by_name(tally.sources(), names, "source");
    }
    case FacetField::language: {
      DATELINE_ASSIGN(const auto names, lookup.language_names());
      return by_name(tally.languages(), names, "language");
    }
    case FacetField::year:
      return by_year(tally.days());
  }
  return ValueCounts{};
}

}  // namespace

Result<Facet> make_facet(FacetField field, const HitTally& tally, const IndexLookup& lookup,
                         std::size_t most) {
  DATELINE_ASSIGN(const ValueCounts counts, count_values(field, tally, lookup));
  Facet facet{field, {}};
  for (const auto& [value, count] : counts) facet.values.push_back({value, count});
  std::stable_sort(facet.values.begin(), facet.values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  if (facet.values.size() > most) facet.values.resize(most);
  return facet;
}

}  // namespace dateline
