// Which input files were read, and which documents came from each: kept up to date while a run adds
// and removes documents.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/run/file_entry.hpp"
#include "indexer/run/key_base.hpp"
#include "indexer/run/run_tables.hpp"

namespace dateline {

/// How the reading of a file went.
struct FileReading {
  FileStamp stamp;
  ContentHash content;
  std::uint64_t reader = 0;
  bool racy = false;
  bool whole = false;  ///< read to its end, and unchanged meanwhile
};

/// A file whose documents come.
struct FileToRead {
  std::string path;      ///< absolute
  std::string shown;     ///< how its name begins positions of rejects
  std::string relative;  ///< below the path that was given
  KeyBase base;
};

/// Skipping a file must never change what reading it would have done. So a file is up to date only
/// as long as everything that came from it is live: deleting a document, by way of another file or
/// by its key, invalidates all files that hold it. Documents that came from no file have an entry
/// of their own, under the empty path, so that they are never taken for a file's alone. Written to
/// by RunDecider alone. One thread.
class FileLedger {
 public:
  /// Works on these tables until the next call; of what came before, only which documents were
  /// observed is remembered.
  void attach(RunTables& tables);

  [[nodiscard]] Result<std::optional<FileEntry>> find(std::string_view path) const;
  /// Whether something that the file held was deleted in this run.
  [[nodiscard]] bool has_deleted_documents(const FileEntry& entry) const;

  using IsFile = std::function<bool(const std::string& path)>;
  /// All that this input is read from, as absolute paths; `is_file` says whether a path is a file
  /// that is there.
  void will_read(std::vector<std::string> paths, IsFile is_file);
  /// From now on documents come from this file.
  void open(FileToRead file, std::optional<FileEntry> before);
  /// A file is not read, because it is what it was.
  void skipped(const FileEntry& entry) { observed_ |= entry.held; }

  /// The key of a document that comes from the open file, from the base that the file has by now.
  void apply_base(std::string& key) const;
  /// Whether the live document under a key that was made from the open file's path is that of
  /// another file of this run: then the key is made longer, and its document is to be looked up
  /// again.
  Result<bool> keep_apart(std::string& key, DocumentNumber holder, bool same_content);
  /// Whether the key was made longer in this run or an earlier one.
  [[nodiscard]] bool is_longer(std::string_view key) const noexcept;
  /// Whether the document, which is live, was observed in this run, and not in the open file.
  [[nodiscard]] bool is_of_another_file(DocumentNumber number) const;
  /// A document was observed. `superseded`: its content, where the live document under its key has
  /// another.
  void observed(DocumentNumber number, const std::optional<ContentHash>& superseded);
  /// Something in the open file, if one is open, could not be taken.
  void rejected(const Reject& reject);
  /// Something in the open file, if one is open, was left out.
  void left_out(LeftOut what, std::uint64_t count);
  /// A document is no longer live.
  void deleted(DocumentNumber number) { deleted_.add(number); }
  /// The open file was read. Gives the documents that it held until now, and holds no more.
  Result<Roaring> close(const FileReading& reading);
  /// The file was found to hold what it held, under another stamp.
  Status refresh(std::string_view path, const FileEntry& entry);

  Status forget(std::string_view path) { return tables_->delete_file(path); }
  /// Calls `visit` for all files, but not for the empty path.
  Status for_each(
      const std::function<Status(std::string_view path, const FileEntry& entry)>& visit) const;
  /// Documents that were deleted since the tables were attached.
  [[nodiscard]] const Roaring& deleted() const noexcept { return deleted_; }
  /// Documents that came from no file.
  [[nodiscard]] Result<Roaring> without_file() const;

  /// Whether another run would have to read so much again that it is worth a generation of its own
  /// to remember that nothing changed.
  [[nodiscard]] bool is_worth_publishing() const noexcept;
  /// Documents of earlier readings that may be hidden by rejects, and are kept for that reason.
  [[nodiscard]] std::uint64_t doubtful_documents() const noexcept { return doubtful_; }

  /// Before the tables are published: writes what is not written yet, and invalidates the files
  /// that held a deleted document.
  Status save();

 private:
  struct OpenFile {
    FileToRead file;
    FileEntry before;
    FileEntry now;
    bool rejects_are_complete =
        true;  ///< another reading would reject the same, and it is all kept
  };
  static FileEntry entry_of_whole_file(const OpenFile& file);
  static FileEntry entry_of_part(const OpenFile& file);
  [[nodiscard]] Result<bool> is_given_elsewhere(DocumentNumber holder) const;
  Status put(std::string_view path, const FileEntry& entry);
  Status save_without_file();
  Status invalidate_files_of_deleted();

  RunTables* tables_ = nullptr;
  std::optional<OpenFile> open_;
  std::vector<std::string> paths_;
  IsFile is_file_;
  Roaring observed_;      ///< documents of the files that are done with; never forgotten
  Roaring without_file_;  ///< documents of this run that came from no file
  Roaring deleted_;
  std::uint64_t learnt_bytes_ = 0;  ///< of files whose entries changed
  std::uint64_t doubtful_ = 0;
};

}  // namespace dateline
