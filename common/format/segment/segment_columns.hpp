// The flat file `columns` beside a segment's records: which values its documents have of the
// keyword fields that are not in DocumentRecord. Segments of earlier programs have none.
//
//     magic "DLcols" 1 "\n"   8 bytes
//     length of the file      8 bytes
//     number of columns       4 bytes
//     number of documents     4 bytes
//     for each column         4 bytes: number of the field (FieldId), 4 bytes: number of its values
//     for each column with values, in the same order:
//       ends                  4 bytes a document: where its values end; the first begin at 0
//       values                4 bytes each: numbers in the store's table of the field's values
// All numbers are little-endian. A document's values are in its order; no two of them are the same
// (folded()).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/mapped_file.hpp"
#include "common/fields/field_table.hpp"
#include "dateline/error.hpp"

namespace dateline {

inline constexpr std::string_view columns_magic{"DLcols\x01\n", 8};
inline constexpr std::string_view columns_name = "columns";

/// The beginning of the file.
struct ColumnsHeader {
  char magic[8];
  std::uint64_t bytes;
  std::uint32_t columns;
  std::uint32_t documents;
};
static_assert(sizeof(ColumnsHeader) == 24);

struct ColumnEntry {
  std::uint32_t field;
  std::uint32_t values;
};
static_assert(sizeof(ColumnEntry) == 8);

/// The fields that have a column, in the order of the table.
inline constexpr auto column_fields = [] {
  constexpr auto count = static_cast<std::size_t>(
      std::count_if(field_table.begin(), field_table.end(),
                    [](const FieldSpec& field) { return field.values.column; }));
  std::array<FieldId, count> fields{};
  std::size_t place = 0;
  for (const FieldSpec& field : field_table)
    if (field.values.column) fields[place++] = field.id;
  return fields;
}();

/// The numbers of a document's values, by the place of the field in column_fields.
using ColumnValues = std::array<std::vector<std::uint32_t>, column_fields.size()>;

/// The mapped file of one segment. Immutable: any thread may read. Cost of opening: one mmap call.
class SegmentColumns {
 public:
  /// Errors: io; corrupt where the sizes do not fit, or it is not of so many documents.
  static Result<SegmentColumns> open(const std::filesystem::path& segment, std::uint32_t documents);

  [[nodiscard]] bool has(FieldId field) const noexcept { return column_of(field) != nullptr; }
  /// The numbers of a document's values; none where there is no such column, or it is damaged
  /// there. `docid` is 1 to the number of documents.
  [[nodiscard]] std::span<const std::uint32_t> values(FieldId field,
                                                      std::uint32_t docid) const noexcept {
    const Column* const column = column_of(field);
    if (column == nullptr || column->ends.empty()) return {};
    const std::uint32_t begin = docid == 1 ? 0 : column->ends[docid - 2];
    const std::uint32_t end = column->ends[docid - 1];
    if (begin > end || end > column->values.size()) return {};
    return column->values.subspan(begin, end - begin);
  }

  /// A column as the file has it; without values `ends` is empty.
  struct Column {
    FieldId field;
    std::span<const std::uint32_t> ends;
    std::span<const std::uint32_t> values;
  };
  [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }

 private:
  explicit SegmentColumns(MappedFile file) : file_(std::move(file)) {}
  [[nodiscard]] const Column* column_of(FieldId field) const noexcept {
    for (const Column& column : columns_)
      if (column.field == field) return &column;
    return nullptr;
  }

  MappedFile file_;
  std::vector<Column> columns_;
};

}  // namespace dateline
