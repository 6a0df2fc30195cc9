// METS of newspapers: the articles of an issue, over pages in ALTO.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// A document for each article, with the newspaper as its source and the date. The pages
/// are read from the files beside it.
class MetsReader : public Reader {
 public:
  explicit MetsReader(std::size_t max_document_bytes) : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

[[nodiscard]] std::size_t mets_shown_at(std::string_view head);

}  // namespace dateline
