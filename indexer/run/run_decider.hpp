// Decides what each document of a run is: new, replacing another, unchanged; and remembers which
// files it came from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/indexer.hpp"
#include "indexer/run/file_ledger.hpp"
#include "indexer/run/run_tables.hpp"

namespace dateline {

/// How long what comes is one input: within one, a later content of a key supersedes an earlier
/// one, and that is remembered, so that the same input is then unchanged.
enum class InputSpan {
  publication,  ///< until the next begin()
  run,          ///< as long as the decider lives, however often is published meanwhile
};

/// The rules of a run, without a disk, a thread or a word: all that it knows of an index are the
/// tables that it is given. It is the only one that writes to the ledger of files. One thread.
/// Errors: those of the tables, and bad_input for a key.
class RunDecider {
 public:
  /// Adds what it decides to `counts`, which outlives it.
  RunDecider(IndexCounts& counts, InputSpan span) : counts_(counts), span_(span) {}

  /// Works on these tables from now on; they are those of the live index, whose next document has
  /// this number.
  void begin(RunTables& tables, DocumentNumber next_document);

  struct Decision {
    AddOutcome outcome = AddOutcome::added;
    DocumentNumber number = 0;  ///< of the document that the key now leads to
  };
  /// A document was read, from the open file if there is one; its key may then be made longer
  /// (FileLedger::keep_apart). Unless it is unchanged, it has a new number. On bad_input nothing
  /// has happened.
  Result<Decision> add(Document& document);
  /// Whether there was such a document.
  Result<bool> remove(std::string_view key);
  /// The key of a live document that was published; nothing where the number is none's.
  Result<std::optional<std::string>> key_of(DocumentNumber number);

  /// All that this input is read from, as absolute paths; `is_file` says whether a path is a file
  /// that is there.
  void will_read(std::vector<std::string> paths, FileLedger::IsFile is_file);
  /// From now on documents and rejects come from this file. `before`: what is known of it.
  void open_file(FileToRead file, std::optional<FileEntry> before);
  /// Something of the open file, if one is open, could not be taken.
  void reject(const Reject& reject) { files_.rejected(reject); }
  void left_out(LeftOut what, std::uint64_t count) { files_.left_out(what, count); }
  /// The open file was read. Gives the documents that it held until now, and holds no more.
  Result<Roaring> close_file(const FileReading& reading) { return files_.close(reading); }
  /// A file was not read, because it holds what `entry` says: as if all of it had come again. Its
  /// stamp is this one now.
  Status skip_file(std::string_view path, FileEntry entry, const FileStamp& stamp, bool racy);
  Status forget_file(std::string_view path) { return files_.forget(path); }
  /// To be called once before the tables are published.
  Status save_files() { return files_.save(); }

  [[nodiscard]] const FileLedger& files() const noexcept { return files_; }
  [[nodiscard]] DocumentNumber next_document() const noexcept { return next_document_; }
  /// Since begin(), in the order in which they were deleted.
  [[nodiscard]] const std::vector<DocumentNumber>& deleted() const noexcept { return deleted_; }
  /// Whether documents were added, replaced or removed since begin().
  [[nodiscard]] bool has_changes() const noexcept { return has_changes_; }

 private:
  Result<std::optional<KeyEntry>> find_own(std::string& key, const ContentHash& hash);
  bool is_known(const KeyEntry& known, const ContentHash& hash);
  void note_repeat(DocumentNumber number, const ContentHash& content);
  [[nodiscard]] std::vector<ContentHash> held_before(const KeyEntry& old) const;
  void replace(const KeyEntry& old, KeyEntry& entry);
  void mark_deleted(DocumentNumber number);

  IndexCounts& counts_;
  const InputSpan span_;
  RunTables* tables_ = nullptr;
  FileLedger files_;
  DocumentNumber next_document_ = 1;
  DocumentNumber first_document_of_input_ = 0;  ///< 0: no input yet
  std::vector<DocumentNumber> deleted_;
  /// Superseded content of earlier inputs that this one holds again, by number of the live
  /// document.
  std::unordered_map<DocumentNumber, std::vector<ContentHash>> repeats_;
  /// Documents of earlier inputs whose present content this one holds again.
  Roaring confirmed_;
  bool has_changes_ = false;
};

}  // namespace dateline
