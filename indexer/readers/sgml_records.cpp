#include "indexer/readers/sgml_records.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "indexer/readers/base/record_splitter.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/text/encoding.hpp"

namespace dateline {
namespace {

std::string fault_of(Record::State state, const std::string& tag, std::size_t max_document_bytes) {
  if (state == Record::State::stray)
    return fmt::format("text outside of <{}> and </{}> is not read", tag, tag);
  if (state == Record::State::cut_off)
    return fmt::format("the record that begins here has no </{}>", tag);
  return fmt::format("the record has more than {} bytes", max_document_bytes);
}

RejectReason reason_of(Record::State state) {
  if (state == Record::State::cut_off) return RejectReason::truncated;
  return state == Record::State::stray ? RejectReason::malformed : RejectReason::too_large;
}

}  // namespace

Status read_sgml_records(ByteSource& source, const InputPosition& start, const std::string& tag,
                         std::size_t max_document_bytes,
                         const std::function<Document(std::string_view)>& make,
                         DocumentSink& sink) {
  RecordSplitter records(source, tag, max_document_bytes);
  InputPosition position = start;
  std::optional<InputPosition> stray;  ///< before the first record
  const auto reject_of = [&](Record::State state, const InputPosition& place) {
    return Reject{place, reason_of(state), fault_of(state, tag, max_document_bytes)};
  };
  bool any = false;
  for (Record record;;) {
    DATELINE_ASSIGN(const bool more, records.next(record));
    if (!more) break;
    position.line = record.line;
    position.offset = record.offset;
    if (record.state == Record::State::stray && !any) {
      stray = position;
      continue;
    }
    any = true;
    if (stray)
      DATELINE_TRY(sink.reject(reject_of(Record::State::stray, *std::exchange(stray, {}))));
    if (record.state != Record::State::complete) {
      DATELINE_TRY(sink.reject(reject_of(record.state, position)));
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
