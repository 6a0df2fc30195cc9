#include "indexer/readers/warc_reader.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

#include "indexer/readers/source/byte_window.hpp"
#include "indexer/readers/warc/arc_records.hpp"
#include "indexer/readers/warc/body_coding.hpp"
#include "indexer/readers/warc/captures.hpp"
#include "indexer/readers/warc/warc_records.hpp"
#include "indexer/readers/web_payload.hpp"

namespace dateline {
namespace {

/// Headers of HTTP come on top of a document.
constexpr std::size_t header_allowance = 1u << 20;

/// One pass over a source.
class WarcPass {
 public:
  WarcPass(const ReaderOptions& options, InputPosition start, DocumentSink& sink)
      : max_document_bytes_(options.max_document_bytes),
        position_(std::move(start)),
        sink_(sink),
        payload_(options, sink) {}

  Status take(const WebRecord& record) {
    position_.offset = record.offset;
    // What Wget writes about itself.
    if (record.uri.starts_with("metadata:")) return leave_out(LeftOut::record);
    switch (record.type) {
      case WebRecord::Type::response:
        return take_message(record, parse_http(record.block));
      case WebRecord::Type::resource:
        return take_message(record, {.content_type = record.content_type, .body = record.block});
      case WebRecord::Type::conversion:
        if (captures_.has(record.uri)) return leave_out(LeftOut::copy);
        return take_message(record, {.content_type = record.content_type, .body = record.block});
      case WebRecord::Type::revisit:
        return leave_out(is_resolved(record) ? LeftOut::copy : LeftOut::record);
      case WebRecord::Type::other:
        break;
    }
    return leave_out(LeftOut::record);
  }

  Status reject_at(std::uint64_t offset, RejectReason reason, std::string detail) {
    position_.offset = offset;
    return reject(reason, std::move(detail));
  }

 private:
  [[nodiscard]] bool is_resolved(const WebRecord& record) const {
    return captures_.has(record.original_uri.empty() ? record.uri : record.original_uri);
  }

  Status take_message(const WebRecord& record, HttpMessage message) {
    if (message.status == 0 && message.content_type.empty())
      message.content_type = record.content_type;
    if (!message.is_success()) return leave_out(LeftOut::failure);
    const bool coded = !message.content_codings.empty() || !message.transfer_codings.empty();
    std::string_view body = message.body;
    const Decoded decoded = coded && !record.too_large
                                ? decode_body(message, max_document_bytes_, room_, body)
                                : Decoded::done;
    const MediaKind kind = media_kind(message.content_type, body);
    if (kind == MediaKind::none || is_for_robots(record.uri)) return leave_out(LeftOut::media);
    if (record.too_large || body.size() > max_document_bytes_ || decoded == Decoded::too_large)
      return reject(RejectReason::too_large, fmt::format("the body of {} has more than {} bytes",
                                                         record.uri, max_document_bytes_));
    if (decoded != Decoded::done) return reject_coding(record, message, decoded);
    return take_body(record, message.content_type, kind, body);
  }

  Status reject_coding(const WebRecord& record, const HttpMessage& message, Decoded decoded) {
    const char* const why =
        decoded == Decoded::unknown_coding ? "which is not known" : "and cannot be decoded";
    return reject(RejectReason::malformed,
                  fmt::format("the body of {} is coded by {}, {}", record.uri,
                              message.content_codings.empty() ? std::string_view("its server")
                                                              : message.content_codings.back(),
                              why));
  }

  Status take_body(const WebRecord& record, std::string_view content_type, MediaKind kind,
                   std::string_view body) {
    const Captures::Seen seen = captures_.note(record.uri, body);
    if (seen == Captures::Seen::same) return leave_out(LeftOut::copy);
    std::string key = record.uri;
    if (seen == Captures::Seen::before) key += "@" + record.date;
    return payload_.read({.kind = kind,
                          .body = body,
                          .charset = charset_of(content_type),
                          .uri = record.uri,
                          .captured = record.date,
                          .key = shortened_key(std::move(key))},
                         position_);
  }

  static bool is_for_robots(std::string_view uri) noexcept { return uri.ends_with("/robots.txt"); }

  Status leave_out(LeftOut what) {
    sink_.left_out(what, 1);
    return {};
  }

  Status reject(RejectReason reason, std::string detail) {
    return sink_.reject({position_, reason, std::move(detail)});
  }

  std::size_t max_document_bytes_;
  InputPosition position_;
  DocumentSink& sink_;
  WebPayload payload_;
  Captures captures_;
  std::string room_;
};

std::unique_ptr<WebRecords> records_of(ByteWindow& window, std::size_t max_block_bytes,
                                       WebRecords::OnFault on_fault) {
  if (ArcRecords::begins(window.view()))
    return std::make_unique<ArcRecords>(window, max_block_bytes, std::move(on_fault));
  return std::make_unique<WarcRecords>(window, max_block_bytes, std::move(on_fault));
}

}  // namespace

Status WarcReader::read(ByteSource& source, const InputPosition& start, const std::string& /*name*/,
                        DocumentSink& sink) {
  WarcPass pass(options_, start, sink);
  ByteWindow window(source);
  DATELINE_TRY(window.need(16));
  const auto records =
      records_of(window, options_.max_document_bytes + header_allowance,
                 [&pass](std::uint64_t offset, RejectReason reason, std::string detail) {
                   return pass.reject_at(offset, reason, std::move(detail));
                 });
  WebRecord record;
  for (;;) {
    const auto more = records->next(record);
    if (!more) {
      auto fault = source.recover();
      if (!fault) {
        if (records->take_partial(record)) DATELINE_TRY(pass.take(record));
        return tl::unexpected(more.error());
      }
      DATELINE_TRY(sink.reject(std::move(*fault)));
      records->restart();
      continue;
    }
    if (!*more) return {};
    DATELINE_TRY(pass.take(record));
  }
}

}  // namespace dateline
