// Reads the rows of an SQLite database that a query selects.
#pragma once

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// The query is ReaderOptions::query; names of its columns are fields (row_document.hpp). A
/// document without key and address is known by the name and the number of its row. Not
/// thread-safe.
class SqliteReader : public Reader {
 public:
  explicit SqliteReader(const ReaderOptions& options) : options_(options) {}

  /// Whether a file begins as a database does.
  [[nodiscard]] static bool begins(std::string_view head) noexcept;

  /// `source` must have random access.
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  ReaderOptions options_;
};

}  // namespace dateline
