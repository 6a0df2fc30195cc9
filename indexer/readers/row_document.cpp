#include "indexer/readers/row_document.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "common/date/read_date.hpp"
#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/json/json_value.hpp"
#include "indexer/readers/table/column_names.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

/// After every name that JSON has.
constexpr std::uint32_t last_rank = std::numeric_limits<std::uint32_t>::max();

/// What programs write where there is nothing.
bool says_nothing(std::string_view value) noexcept {
  constexpr std::array nothing{std::string_view(),       std::string_view("NULL"),
                               std::string_view("null"), std::string_view("NaN"),
                               std::string_view("nan"),  std::string_view("\\N")};
  return std::find(nothing.begin(), nothing.end(), trim(value)) != nothing.end();
}

/// Index columns of data frames are called so.
bool is_counter(std::string_view name) noexcept {
  return name.empty() || name.starts_with("Unnamed: ");
}

std::string_view without_quotes(std::string_view text) noexcept {
  const bool quoted = text.size() > 1 && text.front() == text.back() &&
                      (text.front() == '\'' || text.front() == '"');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// Several values in one field: as a data frame prints a list, or with semicolons or bars.
std::vector<std::string> values_in(std::string_view text, bool commas_too) {
  text = trim(text);
  const bool list = text.starts_with('[') && text.ends_with(']');
  if (list) text = text.substr(1, text.size() - 2);
  const std::string_view separators = list || commas_too ? ",;|" : ";|";
  std::vector<std::string> values;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(separators);
    const std::string_view value = without_quotes(trim(text.substr(0, end)));
    if (!value.empty()) values.emplace_back(value);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return values;
}

std::string text_of(const FieldSpec& field, std::string_view value, bool html) {
  return field.input.html ? html::field_text(value, html) : std::string(trim(value));
}

}  // namespace

std::optional<FieldName> RowConverter::meaning_of(std::string_view name) const {
  if (auto meaning = names_.find(trim(name))) return meaning;
  const auto field = field_of_column(name);
  return field ? std::optional(FieldName{*field, last_rank}) : std::nullopt;
}

void RowConverter::set_columns(std::vector<std::string> names) {
  columns_.clear();
  order_.clear();
  for (std::string& name : names) {
    const auto meaning = meaning_of(name);
    if (meaning) order_.push_back(columns_.size());
    const bool html = is_html_name(name);
    columns_.push_back({std::move(name), meaning, html});
  }
  std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    return columns_[a].meaning->rank < columns_[b].meaning->rank;
  });
}

bool RowConverter::has_text() const noexcept {
  return std::any_of(columns_.begin(), columns_.end(), [](const Column& column) {
    return column.meaning &&
           (column.meaning->field == FieldId::title || column.meaning->field == FieldId::text);
  });
}

Document RowConverter::convert(std::span<const std::string> values) {
  Document document;
  unusable_.clear();
  std::vector<bool> used(columns_.size(), false);
  std::array<bool, field_table.size()> filled{};
  std::array<bool, field_table.size()> refused{};
  for (const std::size_t i : order_) {
    if (i >= values.size() || says_nothing(values[i])) continue;
    const std::size_t place = place_of_field(columns_[i].meaning->field);
    if (filled[place]) continue;
    used[i] = filled[place] = take(columns_[i], values[i], document);
    refused[place] |= !used[i];
  }
  for (std::size_t place = 0; place < field_table.size(); ++place) {
    const bool waits = field_table[place].id == FieldId::date && !document.date_text.empty();
    if (refused[place] && !filled[place] && !waits) unusable_.push_back(field_table[place].id);
  }
  ExtraFields extra;
  for (std::size_t i = 0; i < std::min(columns_.size(), values.size()); ++i)
    if (!used[i] && !is_counter(columns_[i].name) && !says_nothing(values[i]))
      extra.add(trim(columns_[i].name), trim(values[i]));
  document.extra_json = extra.to_json();
  if (document.key.empty()) document.key = document.url;
  ensure_title(document);
  return document;
}

/// False where the value is nothing that the field can hold.
bool RowConverter::take(const Column& column, const std::string& value, Document& document) {
  const FieldSpec& field = field_of(column.meaning->field);
  if (field.kind == FieldKind::date) return take_date(value, document);
  std::vector<std::string> texts;
  if (field.many)
    texts = values_in(value, field.id == FieldId::tags);
  else
    texts.push_back(text_of(field, value, column.html));
  if (texts.empty() || texts.front().empty()) return false;
  set_values(field, document, std::move(texts));
  return true;
}

/// One with several readings waits for the others of the table, unless another column is better.
bool RowConverter::take_date(const std::string& value, Document& document) {
  const DateReading reading = read_date(trim(value), {.keeps_day = true});
  const bool tells_more = reading.hints_help || reading.shows != DayMonthOrder::unknown;
  if (reading.date) {
    document.date = *reading.date;
    document.date.origin = DateOrigin::metadata;
    document.date_text = tells_more ? std::string(trim(value)) : std::string();
    return true;
  }
  if (reading.ambiguous && document.date_text.empty()) document.date_text = trim(value);
  return false;
}

}  // namespace dateline
