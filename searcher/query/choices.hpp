// The names of what can be chosen in a search: values of options and of parameters in a URL.
#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

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
inline constexpr std::array<Named<TimelineUnit>, 4> timeline_choices{
    {{"day", TimelineUnit::day},
     {"week", TimelineUnit::week},
     {"month", TimelineUnit::month},
     {"year", TimelineUnit::year}}};
inline constexpr std::array<Named<FacetField>, 3> facet_choices{
    {{"source", FacetField::source}, {"lang", FacetField::language}, {"year", FacetField::year}}};

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

/// The value of that name. Errors: usage, naming what it was given for (`--sort`, `sort`).
template <typename T, std::size_t n>
Result<T> choose(const char* what, std::string_view name, const std::array<Named<T>, n>& table) {
  for (const auto& entry : table)
    if (name == entry.name) return entry.value;
  return failure(ErrorCode::usage, fmt::format("{} {}: no such value", what, name),
                 fmt::format("{} is {}", what, names_of(table)));
}

}  // namespace dateline
