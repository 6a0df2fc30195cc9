// Tables without a header that are known by the shape of their rows.
#pragma once

#include <span>
#include <string_view>

namespace dateline {

struct ShapeColumn {
  std::string_view name;       ///< empty: nobody needs it
  std::string_view element{};  ///< of its XML, that holds the value; empty: the column is the value
};

struct TableShape {
  std::string_view name;
  char delimiter;
  std::span<const ShapeColumn> columns;
  bool (*fits)(std::span<const std::string_view> fields);  ///< whether a row has this shape
};

/// What the column's field says.
[[nodiscard]] std::string_view value_of(const ShapeColumn& column, std::string_view field) noexcept;

/// The shape of the table whose first line this is; null where none is known.
[[nodiscard]] const TableShape* shape_of(std::string_view line);

}  // namespace dateline
