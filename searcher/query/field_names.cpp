#include "searcher/query/field_names.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/edit_distance.hpp"
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

/// The field that `name` is probably meant to be, or nothing.
std::string_view nearest_field(std::string_view name) {
  const std::string lowered = lower(name);
  for (const auto& [other, ours] : other_names)
    if (lowered == other) return ours;
  std::vector<std::string_view> fields;
  for (const FieldInfo& field : field_registry) fields.push_back(field.name);
  return nearest_name(lowered, fields);
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
