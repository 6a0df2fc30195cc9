// Reads TREC's SGML: <DOC> records with <DOCNO>, several a file.
#pragma once

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// The key is the document number. Elements that no field takes are kept in extra_json where they
/// are short. Not thread-safe.
class TrecReader : public Reader {
 public:
  explicit TrecReader(std::size_t max_document_bytes) : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

}  // namespace dateline
