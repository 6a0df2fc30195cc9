// Reads plain text in which each line `date YYYY-MM-DD ...` begins a document.
#pragma once

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// Text before the first header is a document without a date. The first document's key is the
/// name, later ones get the suffix "#2", "#3", ... Not thread-safe.
class TextReader : public Reader {
 public:
  explicit TextReader(std::size_t max_document_bytes) : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

}  // namespace dateline
