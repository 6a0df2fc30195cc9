#include "indexer/readers/xml/read_records.hpp"

#include <fmt/format.h>

#include <utility>

namespace dateline::xml {
namespace {

/// A tree takes more memory than its text.
constexpr std::size_t bytes_of_tree = 2;

/// One pass over a source.
class RecordPass {
 public:
  RecordPass(ByteSource& source, const InputPosition& start, const std::string& name,
             std::size_t max_document_bytes, RecordMaker& maker, DocumentSink& sink)
      : source_(source),
        position_(start),
        name_(name),
        max_document_bytes_(max_document_bytes),
        maker_(maker),
        sink_(sink) {}

  Status take(const XmlRecord& record, const Tree& outside) {
    position_.line = record.line;
    position_.offset = record.offset;
    const TextState text = source_.text_state(record.offset, record.end);
    if (record.state == XmlRecord::State::cut_off)
      return reject(RejectReason::truncated,
                    fmt::format("the <{}> that begins here is cut off", record.root.name()));
    if (record.state == XmlRecord::State::too_large ||
        record.end - record.offset > max_document_bytes_)
      return reject(RejectReason::too_large, fmt::format("the <{}> has more than {} bytes",
                                                         record.root.name(), max_document_bytes_));
    if (text == TextState::unknown)
      return reject(RejectReason::unknown_encoding, source_.encoding_fault());
    return make(record, outside, text == TextState::converted);
  }

  Status reject(RejectReason reason, std::string detail) {
    return sink_.reject({position_, reason, std::move(detail)});
  }

 private:
  Status make(const XmlRecord& record, const Tree& outside, bool converted) {
    documents_.clear();
    maker_.make(record, outside, documents_);
    if (documents_.empty()) {
      std::string why = maker_.nothing_made(record);
      return why.empty() ? Status() : reject(RejectReason::missing_text, std::move(why));
    }
    std::size_t place = 0;
    for (Document& document : documents_) {
      ++place;
      if (document.key.empty() || document.key.size() > max_key_bytes)
        document.key = key_of(record, place);
      document.encoding_repaired |= converted;
      DATELINE_TRY(sink_.document(std::move(document), position_));
    }
    return {};
  }

  [[nodiscard]] std::string key_of(const XmlRecord& record, std::size_t place) const {
    if (documents_.size() == 1) return fmt::format("{}#{}", name_, record.ordinal);
    return fmt::format("{}#{}.{}", name_, record.ordinal, place);
  }

  ByteSource& source_;
  InputPosition position_;
  const std::string& name_;
  std::size_t max_document_bytes_;
  RecordMaker& maker_;
  DocumentSink& sink_;
  std::vector<Document> documents_;
};

}  // namespace

Status read_records(ByteSource& source, const InputPosition& start, const std::string& name,
                    std::size_t max_document_bytes, IsRecord is_record, RecordMaker& maker,
                    DocumentSink& sink) {
  Records records(source, is_record, bytes_of_tree * max_document_bytes);
  RecordPass pass(source, start, name, max_document_bytes, maker, sink);
  XmlRecord record;
  bool any = false;
  bool is_reported = false;
  for (;;) {
    DATELINE_ASSIGN(const bool more, records.next(record));
    if (!more) break;
    DATELINE_TRY(pass.take(record, records.outside()));
    any = true;
    is_reported = record.state == XmlRecord::State::cut_off;
  }
  maker.end(records.outside());
  if (is_reported) return {};
  if (!records.is_cut_off()) {
    std::string why = any ? std::string() : maker.no_records();
    return why.empty() ? Status() : sink.reject({start, RejectReason::malformed, std::move(why)});
  }
  const Element root = records.outside().root();
  return sink.reject({start, RejectReason::truncated,
                      fmt::format("it ends before </{}>: more may have followed",
                                  root ? root.name() : std::string_view("the record"))});
}

}  // namespace dateline::xml
