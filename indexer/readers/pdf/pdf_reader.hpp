// The text of PDF files, only where --format asks for it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// A document for the file, by poppler, in a process of its own with bounds on time and memory.
class PdfReader : public Reader {
 public:
  explicit PdfReader(std::size_t max_document_bytes) : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

}  // namespace dateline
