// Writes a segment's `columns` (common/format/segment/segment_columns.hpp): of new documents, or of
// segments that become one.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "common/format/segment/segment_columns.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Keeps four bytes a document and column, and four a value, until it writes them. One thread.
class ColumnsWriter {
 public:
  /// The next document's values.
  void add(const ColumnValues& values);
  /// Writes the file into the segment's folder.
  Status write(const std::filesystem::path& segment) const;

 private:
  struct Column {
    std::vector<std::uint32_t> ends;
    std::vector<std::uint32_t> values;
  };
  std::array<Column, column_fields.size()> columns_;
  std::uint32_t documents_ = 0;
};

/// A segment that has columns.
struct ColumnsSource {
  std::filesystem::path directory;
  std::uint32_t documents;
};

/// Writes the columns of all sources, one after the other, into the folder `segment`. A column that
/// one of them lacks is left out. Memory: pages of mapped files.
Status merge_columns(const std::vector<ColumnsSource>& sources,
                     const std::filesystem::path& segment);

}  // namespace dateline
