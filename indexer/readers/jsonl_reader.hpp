// Reads JSON: objects of any layout, one document each.
#pragma once

#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/json/json_document.hpp"
#include "indexer/readers/json/json_envelope.hpp"

namespace dateline {

/// What is not a JSON object is a reject that says line, column and what was expected, and reading
/// goes on after it. A document without key and URL is known by the name and the line it begins
/// on; of several on one line, those after the first by their place as well (`news#7.2`). Not
/// thread-safe.
class JsonlReader : public Reader {
 public:
  explicit JsonlReader(const ReaderOptions& options);
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
  JsonConverter converter_;
  EnvelopeFinder envelopes_;
};

}  // namespace dateline
