#include "indexer/readers/text_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/utf8.hpp"
#include "indexer/readers/base/line_reader.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/text_header.hpp"

namespace dateline {
namespace {

/// One pass over a source: gathers lines into the document that the last header began.
class TextPass {
 public:
  TextPass(const ByteSource& source, const InputPosition& start, const std::string& name,
           std::size_t max_document_bytes, DocumentSink& sink)
      : source_(source),
        position_(start),
        name_(name),
        max_document_bytes_(max_document_bytes),
        sink_(sink) {
    position_.line = 1;
  }

  Status take(const Line& line) {
    const auto header = text_header::parse(line.text);
    if (header) {
      DATELINE_TRY(finish_document());
      begin_document(*header, line);
    }
    if (line.too_long) too_large_ = true;
    state_ = std::max(state_, line.state);
    append(header ? header->rest : line.text);
    return {};
  }

  Status finish_document() {
    const bool preamble = !in_document_;
    if (preamble && !too_large_ && trim(raw_).empty()) return {};
    ++ordinal_;
    if (too_large_)
      return reject(RejectReason::too_large,
                    fmt::format("the document has more than {} bytes", max_document_bytes_));
    if (state_ == TextState::unknown)
      return reject(RejectReason::unknown_encoding, source_.encoding_fault());
    if (bad_date_)
      return reject(RejectReason::malformed,
                    fmt::format("the header's date {} is not in the calendar", *bad_date_));
    return sink_.document(make_document(), position_);
  }

  /// A file without any header is one document, even an empty one.
  Status finish() {
    if (ordinal_ == 0 && !in_document_ && !too_large_ && any_line_) in_document_ = true;
    return finish_document();
  }

 private:
  void begin_document(const text_header::Header& header, const Line& line) {
    in_document_ = true;
    too_large_ = false;
    state_ = TextState::as_it_was;
    position_.line = line.number;
    position_.offset = line.offset;
    date_ = header.date.value_or(Date{});
    date_.origin = DateOrigin::header;
    bad_date_.reset();
    if (!header.date) bad_date_ = std::string(header.date_text);
    raw_.clear();
  }

  void append(std::string_view text) {
    any_line_ = true;
    if (raw_.size() + text.size() + 1 > max_document_bytes_) too_large_ = true;
    if (too_large_) {
      raw_.clear();
      return;
    }
    raw_.append(text);
    raw_.push_back('\n');
  }

  Document make_document() {
    Document document;
    document.key = ordinal_ == 1 ? name_ : fmt::format("{}#{}", name_, ordinal_);
    document.date = date_;
    const bool repaired = clean_text(raw_);
    document.encoding_repaired = repaired || state_ == TextState::converted;
    document.text = lay_out_paragraphs(raw_);
    ensure_title(document);
    return document;
  }

  Status reject(RejectReason reason, std::string detail) {
    return sink_.reject({position_, reason, std::move(detail)});
  }

  const ByteSource& source_;
  InputPosition position_;  ///< of the document that is being gathered
  const std::string& name_;
  std::size_t max_document_bytes_;
  DocumentSink& sink_;
  std::string raw_;
  Date date_;
  std::optional<std::string> bad_date_;
  std::uint64_t ordinal_ = 0;  ///< of the last document, counted from 1
  bool in_document_ = false;   ///< after a header
  bool too_large_ = false;
  TextState state_ = TextState::as_it_was;  ///< the worst of the document's lines
  bool any_line_ = false;
};

}  // namespace

Status TextReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                        DocumentSink& sink) {
  LineReader lines(source, max_document_bytes_);
  TextPass pass(source, start, name, max_document_bytes_, sink);
  Line line;
  for (;;) {
    DATELINE_ASSIGN(const bool more, lines.next(line));
    if (!more) return pass.finish();
    if (line.number == 1) line.text = without_byte_order_mark(line.text);
    DATELINE_TRY(pass.take(line));
  }
}

}  // namespace dateline
