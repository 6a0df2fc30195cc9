// The names of what can be chosen in a search: values of options and of parameters in a URL.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/fields/field_table.hpp"
#include "dateline/error.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

/// A name and what it stands for.
template <typename T>
struct Named {
  const char* name;
  T value;
};

inline constexpr std::array<Named<RelatedWhen>, 3> when_choices{
    {{"any", RelatedWhen::any}, {"before", RelatedWhen::before}, {"after", RelatedWhen::after}}};
inline constexpr std::array<Named<Sort>, 3> sort_choices{
    {{"relevance", Sort::relevance}, {"newest", Sort::newest}, {"oldest", Sort::oldest}}};
/// Whether all hits are counted (SearchRequest::count_exactly).
inline constexpr std::array<Named<bool>, 2> count_choices{{{"auto", false}, {"exact", true}}};
inline constexpr std::array<Named<TimelineUnit>, 6> timeline_choices{
    {{"day", TimelineUnit::day},
     {"week", TimelineUnit::week},
     {"month", TimelineUnit::month},
     {"year", TimelineUnit::year},
     {"decade", TimelineUnit::decade},
     {"century", TimelineUnit::century}}};
/// Keyword fields with facets, and the year.
inline constexpr auto facet_choices = [] {
  constexpr auto fields = static_cast<std::size_t>(
      std::count_if(field_table.begin(), field_table.end(),
                    [](const FieldSpec& field) { return field.values.facet; }));
  std::array<Named<FacetField>, fields + 1> choices{};
  std::size_t place = 0;
  for (const FieldSpec& field : field_table)
    if (field.values.facet)
      choices[place++] = {field.query.name.data(), static_cast<FacetField>(field.id)};
  choices[place] = {"year", FacetField::year};
  return choices;
}();

/// `day, week, month or year`
template <typename T, std::size_t n>
std::string names_of(const std::array<Named<T>, n>& table) {
  std::string names;
  for (const auto& entry : table) {
    if (!names.empty()) names += &entry == &table.back() ? " or " : ", ";
    names += entry.name;
  }
  return names;
}

/// The names alone.
template <typename T, std::size_t n>
std::vector<std::string_view> names_in(const std::array<Named<T>, n>& table) {
  std::vector<std::string_view> names;
  for (const auto& entry : table) names.emplace_back(entry.name);
  return names;
}

/// The name of a value of the table; empty where it has none.
template <typename T, std::size_t n>
std::string_view name_of(T value, const std::array<Named<T>, n>& table) {
  for (const auto& entry : table)
    if (entry.value == value) return entry.name;
  return {};
}

/// The value of that name. Errors: usage, naming what it was given for (`--sort`, `sort`).
template <typename T, std::size_t n>
Result<T> choose(const char* what, std::string_view name, const std::array<Named<T>, n>& table) {
  for (const auto& entry : table)
    if (name == entry.name) return entry.value;
  return failure(ErrorCode::usage, fmt::format("{} {}: no such value", what, name),
                 fmt::format("{} is {}", what, names_of(table)));
}

}  // namespace dateline
