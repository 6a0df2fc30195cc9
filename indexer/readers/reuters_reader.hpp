// Reads the SGML of the Reuters-21578 collection.
#pragma once

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// Keys are "reuters-" and the NEWID. Topics become tags; places, people, organisations, exchanges
/// and companies are kept in extra_json. Not thread-safe.
class ReutersReader : public Reader {
 public:
  explicit ReutersReader(std::size_t max_document_bytes)
      : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

}  // namespace dateline
