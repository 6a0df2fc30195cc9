// Reads tables: CSV and TSV, a document for each row.
#pragma once

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// The first line names the columns (row_document.hpp), and shows what separates them: comma,
/// semicolon, tab or bar; `sep=;` before it says so. Tables without it are read where their shape
/// is known. A row with more or fewer fields than there are columns, or with wrong quotation marks,
/// is a reject, and reading goes on in the next line. A document without key and address is known
/// by the name and the line it begins on. Not thread-safe.
class TableReader : public Reader {
 public:
  explicit TableReader(const ReaderOptions& options) : options_(options) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  ReaderOptions options_;
};

/// Whether a text begins with a line that names columns as only tables of news do: a title or a
/// text, and another field.
[[nodiscard]] bool begins_with_table_header(std::string_view head);

}  // namespace dateline
