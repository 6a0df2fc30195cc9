#include "indexer/readers/table_header.hpp"

#include <algorithm>

#include "indexer/readers/table/column_names.hpp"
#include "indexer/readers/table/csv_parser.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

constexpr std::string_view delimiters = ",;\t|";

TableHeader split_by(char delimiter, std::string_view line, const FieldNames& names) {
  TableHeader header;
  header.delimiter = delimiter;
  CsvParser parser(delimiter);
  if (parser.add(line) != CsvParser::Outcome::row) return header;
  header.columns = parser.fields();
  header.known = static_cast<std::size_t>(std::count_if(
      header.columns.begin(), header.columns.end(),
      [&](const std::string& name) { return names.find(trim(name)) || field_of_column(name); }));
  return header;
}

}  // namespace

std::optional<char> separator_line(std::string_view line) noexcept {
  constexpr std::string_view name = "sep=";
  if (line.size() != name.size() + 1 || !equal_ignoring_case(line.substr(0, name.size()), name))
    return std::nullopt;
  return line.back();
}

TableHeader read_table_header(std::string_view line, std::optional<char> delimiter,
                              const FieldNames& names) {
  if (delimiter) return split_by(*delimiter, line, names);
  TableHeader best;
  for (const char candidate : delimiters) {
    TableHeader header = split_by(candidate, line, names);
    const bool better = header.known != best.known ? header.known > best.known
                                                   : header.columns.size() > best.columns.size();
    if (better) best = std::move(header);
  }
  if (best.known > 1) return best;
  if (const TableShape* const shape = shape_of(line)) {
    best = {.delimiter = shape->delimiter, .columns = {}, .known = 0, .shape = shape};
    for (const ShapeColumn& column : shape->columns) best.columns.emplace_back(column.name);
  }
  return best;
}

}  // namespace dateline
