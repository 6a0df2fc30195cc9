// What the store remembers of an input file: enough to see that it need not be read again, and
// which documents came from it.
#pragma once

#include <compare>
#include <cstdint>
#include <roaring/roaring.hh>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/store/store.hpp"
#include "dateline/error.hpp"
#include "dateline/input.hpp"

namespace dateline {

/// What changes when a file does, as the file system tells it. Times are nanoseconds since 1970.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::int64_t ctime_ns = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// A live document whose key the file holds, but whose content came from elsewhere or from a later
/// part of the file.
struct SupersededRecord {
  DocumentNumber number = 0;
  /// What the file holds; zero where it held the key once, and may still do so in a part that was
  /// rejected or not read.
  ContentHash content;
  friend auto operator<=>(const SupersededRecord&, const SupersededRecord&) = default;
};

struct FileEntry {
  FileStamp stamp;
  ContentHash content;  ///< XXH3 of the whole file as it lies on disk
  /// Hash of how it was read: options, and the key base of its documents.
  std::uint64_t reader = 0;
  /// It was read to its end, it did not change meanwhile, and all documents that came from it are
  /// still as they came. What is not up to date is read again.
  bool up_to_date = false;
  /// It changed so shortly before it was read that a later change may have left the same stamp:
  /// only its content tells.
  bool racy = false;
  std::uint64_t records = 0;  ///< documents that it holds, those included that others superseded
  /// What was rejected in it, and will be again; positions begin after the file's name.
  std::vector<Reject> rejects;
  Roaring held;                              ///< live documents whose content it holds
  std::vector<SupersededRecord> superseded;  ///< by number; of live documents
  /// Live documents that came from it when it had other content, and that it holds no more.
  Roaring gone;

  LeftOutCounts left_out;
  /// What the keys of its documents are made from, where that is more than its path below the
  /// folder that was given; else empty. See KeyBase.
  std::string longer_base;

  /// Documents whose keys it holds.
  [[nodiscard]] Roaring all() const;
  [[nodiscard]] bool has_superseded(const Roaring& numbers) const;
  void remove(const Roaring& numbers);
};

std::string encode_file_entry(const FileEntry& entry);
/// Error corrupt, naming the path.
Result<FileEntry> decode_file_entry(std::string_view path, std::string_view bytes);

}  // namespace dateline
