// Decides which input files need not be read, because the index has what is in them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dateline/update.hpp"
#include "indexer/maintain/met_files.hpp"
#include "indexer/maintain/walked_files.hpp"
#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/source/file_source.hpp"
#include "indexer/run/run_decider.hpp"

namespace dateline {

/// The absolute form of a path, by names alone: links are not followed, as what is below a link
/// belongs to the link's name.
std::string absolute_name(const std::string& path);

/// A file is skipped where its size, times and inode are those it had when it was read to its end
/// with the same options; failing that, where its content is. Files that
/// changed within the clock's last ticks before they were read are compared by content alone, as
/// git does it. Not thread-safe; all that is given must outlive it.
class FileSkipper : public FileWatcher {
 public:
  struct Options {
    const ReaderOptions& reader;
    bool reread = false;            ///< skips nothing
    WalkedFiles* walked = nullptr;  ///< gets the names of all files; may be null
    /// Reads only files that hold keys of these removed documents, if given.
    const Roaring* removed = nullptr;
    bool one_path = false;  ///< no file can be met below two of the given paths
  };
  /// `sink` gets the rejects of skipped files, as if they were read.
  FileSkipper(RunDecider& decider, const Options& options, DocumentSink& sink);

  Result<bool> before(int fd, const std::string& path, const std::string& relative) override;
  Status after(int fd, FileSource& source) override;
  /// An index below a folder of news is not news.
  bool leaves_out(const std::string& folder) override;
  void unreadable(const std::string& path) override;
  void next_path() override;

  struct Counts {
    std::uint64_t files = 0;      ///< that were found
    std::uint64_t skipped = 0;    ///< of these
    std::uint64_t documents = 0;  ///< in skipped files
    std::uint64_t bytes = 0;      ///< of skipped files
  };
  [[nodiscard]] const Counts& counts() const noexcept { return counts_; }
  /// Folders that are indexes, as their names are shown.
  [[nodiscard]] const std::vector<std::string>& index_folders() const noexcept {
    return index_folders_;
  }

 private:
  Result<bool> holds_the_same(int fd, const FileEntry& entry);
  Status remove_nameless(const Roaring& gone);
  Status skip(const std::string& name, const std::string& path, FileEntry entry);

  RunDecider& decider_;
  Options options_;
  DocumentSink& sink_;
  std::string options_text_;  ///< all options that change what a file gives
  FileReading reading_;       ///< of the file that is read
  std::string base_;          ///< what keys of its documents are made from
  MetFiles met_files_;
  Counts counts_;
  std::vector<std::string> index_folders_;
};

}  // namespace dateline
