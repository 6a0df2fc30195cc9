#include "indexer/readers/trec_reader.hpp"

#include "indexer/readers/sgml_records.hpp"
#include "indexer/readers/trec_document.hpp"

namespace dateline {

Status TrecReader::read(ByteSource& source, const InputPosition& start, const std::string&,
                        DocumentSink& sink) {
  return read_sgml_records(source, start, "doc", max_document_bytes_, make_trec_document, sink);
}

}  // namespace dateline
