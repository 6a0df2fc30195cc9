#include "searcher/results/facets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dateline {
namespace {

using Number = std::uint32_t;

/// All spellings of one name.
struct NameCount {
  std::uint64_t hits = 0;
  Number number = 0;  ///< of the spelling that most of these hits have
  std::uint64_t hits_of_number = 0;

  void add(Number spelling, std::uint64_t count) {
    hits += count;
    if (count < hits_of_number || (count == hits_of_number && spelling > number)) return;
    number = spelling;
    hits_of_number = count;
  }
};

/// A name or a year, and its hits. Views are into the table of names.
struct ValueView {
  std::string_view value;
  std::uint64_t count;
};

/// Names that are the same for a filter are one value here.
std::unordered_map<Number, NameCount> by_same_name(const HitTally::Counts<Number>& counts,
                                                   const NameAliases& aliases) {
  std::unordered_map<Number, NameCount> names;
  for (const auto& [number, count] : counts) {
    if (number == 0) continue;
    const auto alias = aliases.find(number);
    names[alias == aliases.end() ? number : alias->second].add(number, count);
  }
  return names;
}

Result<std::vector<ValueView>> by_name(const HitTally::Counts<Number>& counts,
                                       const NameTable& table, std::string_view what) {
  std::vector<ValueView> values;
  for (const auto& [first, name] : by_same_name(counts, table.aliases)) {
    const auto spelling = table.names.find(name.number);
    if (spelling == table.names.end())
      return failure(ErrorCode::corrupt, fmt::format("{} number {} has no name", what, name.number),
                     "run dateline-index check on the index, then rebuild it");
    values.push_back({spelling->second, name.hits});
  }
  return values;
}

/// The `most` most frequent values; only they are copied.
Facet most_frequent(FacetField field, std::vector<ValueView> values, std::size_t most) {
  const std::size_t kept = std::min(most, values.size());
  std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept),
                    values.end(), [](const ValueView& a, const ValueView& b) {
                      return a.count != b.count ? a.count > b.count : a.value < b.value;
                    });
  Facet facet{field, {}};
  for (std::size_t i = 0; i < kept; ++i)
    facet.values.push_back({std::string(values[i].value), values[i].count});
  return facet;
}

Result<Facet> values_facet(FacetField facet, FieldId field, const HitTally& tally,
                           const IndexLookup& lookup, std::size_t most) {
  DATELINE_ASSIGN(const NameTablePointer table, lookup.names(field));
  DATELINE_ASSIGN(auto values, by_name(tally.values(field), *table, field_of(field).name));
  return most_frequent(facet, std::move(values), most);
}

Facet years_facet(const HitTally::Counts<Day>& days, std::size_t most) {
  std::map<std::string, std::uint64_t> years;
  for (const auto& [day, count] : days)
    years[fmt::format("{:04}", civil_from_day(day).year)] += count;
  std::vector<ValueView> values;
  for (const auto& [year, count] : years) values.push_back({year, count});
  return most_frequent(FacetField::year, std::move(values), most);
}

}  // namespace

std::optional<FieldId> field_of_facet(FacetField facet) noexcept {
  if (facet == FacetField::year) return std::nullopt;
  return static_cast<FieldId>(facet);
}

Result<Facet> make_facet(FacetField facet, const HitTally& tally, const IndexLookup& lookup,
                         std::size_t most) {
  const auto field = field_of_facet(facet);
  return field ? values_facet(facet, *field, tally, lookup, most) : years_facet(tally.days(), most);
}

}  // namespace dateline
