// Fields of a document by their names, as callers give them.
#include <string>
#include <utility>
#include <vector>

#include "common/date/read_date.hpp"
#include "common/fields/field_table.hpp"
#include "dateline/valid_document.hpp"
#include "indexer/readers/base/zone_rules.hpp"

namespace dateline {
namespace {

/// The key is given when the document is made.
bool is_settable(const FieldSpec& field) noexcept {
  return field.named_by_input() && field.id != FieldId::key;
}

const FieldSpec* settable_field(std::string_view name) noexcept {
  for (const FieldSpec& field : field_table)
    if (is_settable(field) && (field.name == name || field.singular == name)) return &field;
  return nullptr;
}

std::string settable_fields() {
  std::string list;
  for (const FieldSpec& field : field_table) {
    if (!is_settable(field)) continue;
    list.append(list.empty() ? "fields are " : ", ");
    list.append(field.singular.empty() ? field.name : field.singular);
  }
  return list;
}

}  // namespace

Result<Date> parse_document_date(std::string_view text, std::string_view language) {
  const DateReading reading = read_date(text, {.language = language, .zone_rules = zone_offset});
  std::optional<Date> date = reading.date;
  if (!date) {
    return failure(
        ErrorCode::usage,
        std::string(text) + (reading.ambiguous ? " has several readings" : " is not a date"),
        "as in 2024-05-14T10:00:00Z, 2024-05-14, 2024-05 or 2024");
  }
  date->origin = DateOrigin::metadata;
  flag_if_suspicious(*date, today_utc());
  return *date;
}

Status set_field(Document& document, std::string_view name, std::string_view value) {
  const FieldSpec* const field = settable_field(name);
  if (field == nullptr)
    return failure(ErrorCode::usage, "a document has no field " + std::string(name),
                   settable_fields());
  if (field->kind == FieldKind::date) {
    DATELINE_ASSIGN(document.date, parse_document_date(value, document.language));
    return {};
  }
  std::vector<std::string> values;
  if (field->many) {
    const auto old = values_of(*field, document);
    values.assign(old.begin(), old.end());
  }
  values.emplace_back(value);
  set_values(*field, document, std::move(values));
  return {};
}

}  // namespace dateline
