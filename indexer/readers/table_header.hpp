// The first lines of a table: what separates its columns, and what they are called.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/json/json_fields.hpp"
#include "indexer/readers/table/table_shapes.hpp"

namespace dateline {

struct TableHeader {
  char delimiter = ',';
  std::vector<std::string> columns;
  std::size_t known = 0;              ///< columns that mean a field
  const TableShape* shape = nullptr;  ///< of a table without a header: the line is a row
};

/// The delimiter of a line `sep=;`.
[[nodiscard]] std::optional<char> separator_line(std::string_view line) noexcept;

/// Of the first line that is not empty. The delimiter is the one that gives most columns that mean
/// a field, then most columns.
[[nodiscard]] TableHeader read_table_header(std::string_view line, std::optional<char> delimiter,
                                            const FieldNames& names);

}  // namespace dateline
