// Writes the flat files of a segment (common/format/segment/segment_files.hpp) and remembers what
// the manifest says of it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "common/format/generation/manifest.hpp"
#include "common/format/segment/segment_files.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// A file that is written from the beginning to the end; every failure to write is reported.
class FlatFileWriter {
 public:
  static Result<FlatFileWriter> create(const std::filesystem::path& path);

  Status append(std::string_view bytes);
  /// Overwrites bytes near the beginning, which were appended before.
  Status overwrite(std::uint64_t offset, std::string_view bytes);
  Status close();
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

 private:
  struct Closer {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };
  explicit FlatFileWriter(const std::filesystem::path& path, std::FILE* file)
      : path_(path), file_(file) {}
  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Closer> file_;
  std::uint64_t size_ = 0;
};

/// Appends documents in ascending order of number. One thread.
class SegmentWriter {
 public:
  /// Creates `documents` and `tokens` in the folder, which exists.
  static Result<SegmentWriter> create(const std::filesystem::path& directory);

  /// A document; the record's stream offset is set here. `text_bytes`: of title and text.
  Status add(DocumentRecord record, std::string_view stream, std::uint64_t text_bytes);
  /// All documents of a finished segment, behind those that are there.
  Status add_segment(const std::filesystem::path& directory, const SegmentInfo& info);
  /// Completes the headers and closes the files.
  Status finish();

  /// Everything but the name.
  [[nodiscard]] const SegmentInfo& info() const noexcept { return info_; }

 private:
  SegmentWriter(FlatFileWriter documents, FlatFileWriter tokens)
      : documents_(std::move(documents)), tokens_(std::move(tokens)) {}
  FlatFileWriter documents_;
  FlatFileWriter tokens_;
  SegmentInfo info_;
};

/// Adds the counts, numbers and days of `part`, which follows `whole`, to `whole`.
void extend_segment_info(SegmentInfo& whole, const SegmentInfo& part) noexcept;

}  // namespace dateline
