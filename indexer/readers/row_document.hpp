// Makes documents of rows: of a table, or of a query's result.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "indexer/readers/json/json_fields.hpp"

namespace dateline {

/// Columns mean fields by the names that JSON has for them, by --map, and by what spreadsheets call
/// them in other languages. Each field takes the first of its columns that has a value; all others
/// are kept in extra_json. Not thread-safe.
class RowConverter {
 public:
  explicit RowConverter(const ReaderOptions& options) : names_(options) {}

  /// Gives the columns of all rows that follow.
  void set_columns(std::vector<std::string> names);

  /// Whether a column is a title or a text.
  [[nodiscard]] bool has_text() const noexcept;
  [[nodiscard]] std::size_t columns() const noexcept { return columns_.size(); }

  /// A document without key and address has an empty key. Values are UTF-8; those beyond the
  /// columns are not looked at.
  [[nodiscard]] Document convert(std::span<const std::string> values);

  /// The fields of the last document for which the row had a value that could not be read.
  [[nodiscard]] const std::vector<FieldId>& unusable() const noexcept { return unusable_; }

 private:
  struct Column {
    std::string name;
    std::optional<FieldName> meaning;
    bool html = false;
  };

  [[nodiscard]] std::optional<FieldName> meaning_of(std::string_view name) const;
  bool take(const Column& column, const std::string& value, Document& document);
  bool take_date(const std::string& value, Document& document);

  FieldNames names_;
  std::vector<Column> columns_;
  std::vector<std::size_t> order_;  ///< of columns that mean a field, the best first
  std::vector<FieldId> unusable_;
};

}  // namespace dateline
