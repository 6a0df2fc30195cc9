// Reads a file that is a page of HTML.
#pragma once

#include "indexer/readers/reader.hpp"

namespace dateline {

/// One document a file; its key is the name. A page without title and text is rejected. Not
/// thread-safe.
class HtmlReader : public Reader {
 public:
  explicit HtmlReader(const ReaderOptions& options)
      : max_document_bytes_(options.max_document_bytes), encoding_(options.encoding) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
  std::string encoding_;
};

}  // namespace dateline
