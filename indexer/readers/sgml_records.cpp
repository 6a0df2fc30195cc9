#include "indexer/readers/sgml_records.hpp"

#include <fmt/format.h>

#include "indexer/readers/record_splitter.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/titles.hpp"

namespace dateline {
namespace {

std::string fault_of(Record::State state, const std::string& tag, std::size_t max_document_bytes) {
  if (state == Record::State::cut_off)
    return fmt::format("the record that begins here has no </{}>", tag);
  return fmt::format("the record has more than {} bytes", max_document_bytes);
}

}  // namespace

Status read_sgml_records(ByteSource& source, const InputPosition& start, const std::string& tag,
                         std::size_t max_document_bytes,
                         const std::function<Document(std::string_view)>& make,
                         DocumentSink& sink) {
  RecordSplitter records(source, tag, max_document_bytes);
  InputPosition position = start;
  bool any = false;
  for (Record record;; any = true) {
    DATELINE_ASSIGN(const bool more, records.next(record));
    if (!more) break;
    position.line = record.line;
    position.offset = record.offset;
    if (record.state != Record::State::complete) {
      const bool cut_off = record.state == Record::State::cut_off;
      DATELINE_TRY(
          sink.reject({position, cut_off ? RejectReason::truncated : RejectReason::too_large,
                       fault_of(record.state, tag, max_document_bytes)}));
      continue;
    }
    if (record.text == TextState::unknown) {
      DATELINE_TRY(
          sink.reject({position, RejectReason::unknown_encoding, source.encoding_fault()}));
      continue;
    }
    std::string bytes(record.bytes);
    const bool repaired = make_valid_utf8(bytes);
    Document document = make(bytes);
    document.encoding_repaired = repaired || record.text == TextState::converted;
    ensure_title(document);
    DATELINE_TRY(sink.document(std::move(document), position));
  }
  if (any) return {};
  return sink.reject({start, RejectReason::malformed, fmt::format("it has no <{}>", tag)});
}

}  // namespace dateline
