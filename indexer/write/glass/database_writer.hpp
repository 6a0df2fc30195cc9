// A glass database as its tables and its version file.
#pragma once

#include <filesystem>

#include "common/format/glass/glass_version.hpp"
#include "dateline/error.hpp"
#include "indexer/write/glass/posting_list_writer.hpp"
#include "indexer/write/glass/table_writer.hpp"

namespace dateline::glass {

/// Writes the files of a database, without term lists and positions, into an existing folder. First
/// all posting lists, in the order that PostingListWriter wants, beginning with the lengths of
/// documents; and at any time the documents' data, in the order of docids. One thread.
class DatabaseWriter {
 public:
  static Result<DatabaseWriter> create(const std::filesystem::path& directory);

  [[nodiscard]] TableWriter& postlist() noexcept { return postlist_; }
  [[nodiscard]] TableWriter& docdata() noexcept { return docdata_; }
  /// The last call. The database has a UUID of its own.
  Status finish(const Statistics& statistics);

 private:
  DatabaseWriter(std::filesystem::path directory, TableWriter postlist, TableWriter docdata)
      : directory_(std::move(directory)),
        postlist_(std::move(postlist)),
        docdata_(std::move(docdata)) {}

  std::filesystem::path directory_;
  TableWriter postlist_;
  TableWriter docdata_;
};

}  // namespace dateline::glass
