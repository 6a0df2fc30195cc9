#include "searcher/query/field_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/base/ascii.hpp"
#include "common/base/edit_distance.hpp"
#include "common/format/schema.hpp"
#include "searcher/query/date_filter.hpp"
#include "searcher/query/query_error.hpp"
#include "searcher/query/quotes.hpp"

namespace dateline {
namespace {

/// What other engines and data sets call our fields.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> other_names{{
    {"headline", "title"},
    {"subject", "title"},
    {"intitle", "title"},
    {"allintitle", "title"},
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

/// before:2020 as date:..2019-12-31; nothing if the value is not one of our dates.
std::string date_clause(std::string_view name, std::string_view value) {
  if (value.empty() || value.find_first_not_of("0123456789-") != std::string_view::npos) return {};
  const auto days = parse_date_filter(value, 0, Day{0});
  if (!days || !*days) return {};
  if (name == "before") return fmt::format("date:..{}", to_string((*days)->first - 1));
  if (name == "until") return fmt::format("date:..{}", value);
  if (name == "after" || name == "since") return fmt::format("date:{}..", value);
  return fmt::format("date:{}", value);
}

/// The clause that was probably meant; text in quotes where no field was.
std::string meant(const FieldClause& clause, std::string_view lowered_name,
                  std::string_view nearest) {
  const std::string_view value =
      clause.query.substr(clause.colon + 1, clause.end - clause.colon - 1);
  if (nearest == "date") {
    if (std::string dates = date_clause(lowered_name, value); !dates.empty()) return dates;
  } else if (!nearest.empty()) {
    return fmt::format("{}:{}", nearest, value);
  }
  if (value.starts_with('"')) return std::string(value);
  return in_quotes(clause.query.substr(clause.begin, clause.end - clause.begin));
}

}  // namespace

const FieldInfo* find_field_in_any_case(std::string_view name) noexcept {
  for (const FieldInfo& field : field_registry)
    if (std::equal(name.begin(), name.end(), field.name.begin(), field.name.end(),
                   [](char a, char b) { return is_ascii_upper(a) ? a - 'A' + 'a' == b : a == b; }))
      return &field;
  return nullptr;
}

tl::unexpected<Error> unknown_field(const FieldClause& clause) {
  const std::string_view name = clause.query.substr(clause.begin, clause.colon - clause.begin);
  const std::string_view nearest = nearest_field(name);
  std::string hint = nearest.empty() ? std::string() : fmt::format("did you mean {}:? ", nearest);
  hint += fmt::format("The fields are {}; to search for text with a colon, put it in quotes",
                      field_list());
  return query_failure(clause.begin, fmt::format("unknown field \"{}\"", name), std::move(hint),
                       {clause.query,
                        {clause.begin, clause.end - clause.begin},
                        meant(clause, lower(name), nearest)});
}

tl::unexpected<Error> missing_value(const FieldClause& clause, const FieldInfo& field) {
  const std::string message = fmt::format("{}: has no value directly after it", field.name);
  const std::string hint = fmt::format("as in {}", field.example);
  const std::size_t value = clause.query.find_first_not_of(" \t\r\n", clause.colon + 1);
  if (value == std::string_view::npos || clause.query[value] == ')')
    return query_failure(clause.colon + 1, message, hint);
  return query_failure(
      clause.colon + 1, message, hint,
      {clause.query, {clause.begin, value - clause.begin}, fmt::format("{}:", field.name)});
}

}  // namespace dateline
