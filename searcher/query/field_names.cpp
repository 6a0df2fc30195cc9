#include "searcher/query/field_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/schema.hpp"
#include "searcher/query/query_error.hpp"

namespace dateline {
namespace {

/// What other engines and data sets call our fields.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> other_names{{
    {"headline", "title"},
    {"subject", "title"},
    {"intitle", "title"},
    {"language", "lang"},
    {"locale", "lang"},
    {"publisher", "source"},
    {"site", "source"},
    {"from", "source"},
    {"id", "key"},
    {"docno", "key"},
    {"published", "date"},
    {"since", "date"},
    {"until", "date"},
    {"before", "date"},
    {"after", "date"},
}};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Edits (insert, delete, replace) that make `b` of `a`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

/// The field that `name` is probably meant to be, or nothing.
std::string_view nearest_field(std::string_view name) {
  constexpr std::size_t longest_name = 32;  // longer ones are no typos
  if (name.size() > longest_name) return {};
  const std::string lowered = lower(name);
  for (const auto& [other, ours] : other_names)
    if (lowered == other) return ours;
  std::string_view nearest;
  std::size_t least = 3;
  for (const FieldInfo& field : field_registry) {
    const std::size_t distance = edit_distance(lowered, field.name);
    if (distance >= least || distance * 2 > field.name.size()) continue;
    least = distance;
    nearest = field.name;
  }
  return nearest;
}

std::string field_list() {
  std::string list;
  for (const FieldInfo& field : field_registry) {
    if (!list.empty()) list += ", ";
    list += field.name;
    list += ':';
  }
  return list;
}

}  // namespace

tl::unexpected<Error> unknown_field(std::string_view name, std::size_t offset) {
  const std::string_view nearest = nearest_field(name);
  std::string hint = nearest.empty() ? std::string() : fmt::format("did you mean {}:? ", nearest);
  hint += fmt::format("The fields are {}; to search for text with a colon, put it in quotes",
                      field_list());
  return query_failure(offset, fmt::format("unknown field \"{}\"", name), std::move(hint));
}

}  // namespace dateline
