// Reads JSON Lines: one object a line.
#pragma once

#include "indexer/readers/json_document.hpp"
#include "indexer/readers/reader.hpp"

namespace dateline {

/// A line that is no JSON object is a reject, and the next line goes on. A document without key and
/// URL is known by the name and the line. Not thread-safe.
class JsonlReader : public Reader {
 public:
  explicit JsonlReader(const ReaderOptions& options);
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
  JsonConverter converter_;
};

}  // namespace dateline
