// Writes the flat files of a segment (common/format/segment/segment_files.hpp) and remembers what
// the manifest says of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "common/format/generation/manifest.hpp"
#include "common/format/segment/segment_files.hpp"
#include "dateline/error.hpp"
#include "indexer/write/flat_file_writer.hpp"
#include "indexer/write/segment/columns_writer.hpp"

namespace dateline {

/// Appends documents in ascending order of number. One thread.
class SegmentWriter {
 public:
  /// Creates the files in the folder, which exists.
  static Result<SegmentWriter> create(const std::filesystem::path& directory);

  /// A document; the record's stream offset is set here. `text_bytes`: of title and text.
  Status add(DocumentRecord record, std::string_view stream, std::uint64_t text_bytes,
             const ColumnValues& values = {});
  /// All documents of a finished segment, after those of the segments before; not together with
  /// add().
  Status add_segment(const std::filesystem::path& directory, const SegmentInfo& info);
  /// Completes the headers and closes the files.
  Status finish();

  /// Everything but the name.
  [[nodiscard]] const SegmentInfo& info() const noexcept { return info_; }

 private:
  SegmentWriter(std::filesystem::path directory, FlatFileWriter documents, FlatFileWriter tokens)
      : directory_(std::move(directory)),
        documents_(std::move(documents)),
        tokens_(std::move(tokens)) {}
  Status finish_columns();

  std::filesystem::path directory_;
  FlatFileWriter documents_;
  FlatFileWriter tokens_;
  ColumnsWriter columns_;               ///< of add()
  std::vector<ColumnsSource> sources_;  ///< of add_segment()
  SegmentInfo info_;
};

/// Adds the counts, numbers and days of `part`, which follows `whole`, to `whole`.
void extend_segment_info(SegmentInfo& whole, const SegmentInfo& part) noexcept;

}  // namespace dateline
