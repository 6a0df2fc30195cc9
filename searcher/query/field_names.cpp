#include "searcher/query/field_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "common/base/ascii.hpp"
#include "common/base/edit_distance.hpp"
#include "common/format/schema.hpp"
#include "searcher/query/date_filter.hpp"
#include "searcher/query/query_error.hpp"
#include "searcher/query/quotes.hpp"

namespace dateline {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Whether one letter too many, missing or wrong, or two that changed places, make one of the
/// other: more make another name of so short ones.
bool is_one_slip(std::string_view a, std::string_view b) {
  constexpr std::size_t longest_name = 32;
  if (a.size() > longest_name) return false;
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  const auto at = static_cast<std::size_t>(end - a.begin());
  const bool changed_places = at + 1 < a.size() && at + 1 < b.size() && a[at] == b[at + 1] &&
                              a[at + 1] == b[at] && a.substr(at + 2) == b.substr(at + 2);
  return changed_places || byte_edits(a, b) <= 1;
}

/// The field that `name` is probably meant to be, or nothing.
std::string_view nearest_field(std::string_view name) {
  const std::string lowered = lower(name);
  for (const FieldSpec* field : queryable_fields()) {
    const auto others = field->query.other_names;
    if (std::find(others.begin(), others.end(), lowered) != others.end()) return field->query.name;
  }
  for (const FieldSpec* field : queryable_fields())
    if (is_one_slip(lowered, field->query.name)) return field->query.name;
  return {};
}

std::string field_list() {
  std::string list;
  for (const FieldSpec* field : queryable_fields()) {
    if (!list.empty()) list += ", ";
    list += field->query.name;
    if (field->kind == FieldKind::members) list += ".NAME";
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

const FieldSpec* find_field_in_any_case(std::string_view name) noexcept {
  for (const FieldSpec* field : queryable_fields())
    if (std::equal(name.begin(), name.end(), field->query.name.begin(), field->query.name.end(),
                   [](char a, char b) { return is_ascii_upper(a) ? a - 'A' + 'a' == b : a == b; }))
      return field;
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

tl::unexpected<Error> missing_value(const FieldClause& clause, const FieldSpec& field) {
  const std::string message = fmt::format("{}: has no value directly after it", field.query.name);
  const std::string hint = fmt::format("as in {}", field.query.example);
  const std::size_t value = clause.query.find_first_not_of(" \t\r\n", clause.colon + 1);
  if (value == std::string_view::npos || clause.query[value] == ')')
    return query_failure(clause.colon + 1, message, hint);
  return query_failure(
      clause.colon + 1, message, hint,
      {clause.query, {clause.begin, value - clause.begin}, fmt::format("{}:", field.query.name)});
}

}  // namespace dateline
