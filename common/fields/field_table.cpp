#include "common/fields/field_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "common/analysis/fold_name.hpp"
#include "common/date/date_origin.hpp"

namespace dateline {
namespace {

constexpr bool numbers_differ() {
  for (const FieldSpec& a : field_table)
    for (const FieldSpec& b : field_table)
      if (&a != &b && (a.id == b.id || a.codec == b.codec || a.name == b.name)) return false;
  return true;
}
static_assert(numbers_differ());

constexpr std::size_t queryable_count =
    std::count_if(field_table.begin(), field_table.end(),
                  [](const FieldSpec& field) { return field.queryable(); });

constexpr auto by_number = [] {
  std::array<const FieldSpec*, queryable_count> fields{};
  std::size_t count = 0;
  for (const FieldSpec& field : field_table)
    if (field.queryable()) fields[count++] = &field;
  std::sort(fields.begin(), fields.end(),
            [](const FieldSpec* a, const FieldSpec* b) { return a->id < b->id; });
  return fields;
}();

/// Where the values are kept; null where that is Document::fields, and it has none.
std::vector<std::string>* list_of(const FieldSpec& field, Document& document) {
  if (field.several != nullptr) return &(document.*field.several);
  const auto found = document.fields.find(field.name);
  return found == document.fields.end() ? nullptr : &found->second;
}

}  // namespace

const FieldSpec* queried_field(std::string_view name) noexcept {
  for (const FieldSpec* field : by_number)
    if (field->query.name == name) return field;
  return nullptr;
}

const FieldSpec* input_field(std::string_view name) noexcept {
  for (const FieldSpec& field : field_table)
    if (field.named_by_input() && field.name == name) return &field;
  return nullptr;
}

std::span<const FieldSpec* const> queryable_fields() noexcept {
  return by_number;
}

std::string input_field_list() {
  std::string list;
  const FieldSpec* last = nullptr;
  for (const FieldSpec& field : field_table) {
    if (!field.named_by_input()) continue;
    if (last != nullptr) list.append(list.empty() ? "" : ", ").append(last->name);
    last = &field;
  }
  return list.append(" and ").append(last->name);
}

std::span<const std::string> origin_values(const Document& document) noexcept {
  static const std::vector<std::string> names(date_origin_names.begin(), date_origin_names.end());
  if (!document.date.known() || document.date.origin == DateOrigin::none) return {};
  return {&names[static_cast<std::size_t>(document.date.origin)], 1};
}

std::span<const std::string> precision_values(const Document& document) noexcept {
  static const std::array<std::string, 4> names{"year", "month", "day", "second"};
  if (!document.date.known()) return {};
  return {&names[static_cast<std::size_t>(document.date.precision) - 1], 1};
}

std::span<std::string> values_in(const FieldSpec& field, Document& document) {
  if (field.kind == FieldKind::date || field.derived != nullptr) return {};
  if (field.one != nullptr) {
    std::string& value = document.*field.one;
    return {&value, value.empty() ? 0u : 1u};
  }
  std::vector<std::string>* const values = list_of(field, document);
  return values == nullptr ? std::span<std::string>() : std::span<std::string>(*values);
}

std::span<const std::string> values_of(const FieldSpec& field, const Document& document) {
  if (field.derived != nullptr) return field.derived(document);
  return values_in(field, const_cast<Document&>(document));
}

void set_values(const FieldSpec& field, Document& document, std::vector<std::string> values) {
  if (field.derived != nullptr) return;
  if (!field.many && values.size() > 1) values.resize(1);
  if (field.one != nullptr) {
    document.*field.one = values.empty() ? std::string() : std::move(values.front());
  } else if (field.several != nullptr) {
    document.*field.several = std::move(values);
  } else if (values.empty()) {
    if (const auto found = document.fields.find(field.name); found != document.fields.end())
      document.fields.erase(found);
  } else {
    document.fields.insert_or_assign(std::string(field.name), std::move(values));
  }
}

std::string folded(const FieldSpec& field, std::string_view value) {
  switch (field.values.folding) {
    case ValueFolding::name:
      return fold_name(value);
    case ValueFolding::tag:
      return fold_language(value);
  }
  return std::string(value);
}

}  // namespace dateline
