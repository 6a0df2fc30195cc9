#include "indexer/readers/web_payload.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <utility>

#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/encoding/decode_text.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/page.hpp"
#include "indexer/readers/source/memory_source.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

/// What is in JSON and XML of the web may be anything: what is no news is not worth a reject.
class StructuredSink : public DocumentSink {
 public:
  StructuredSink(const WebBody& body, const InputPosition& position, DocumentSink& sink)
      : body_(body), position_(position), sink_(sink) {}

  Status document(Document&& document, const InputPosition& /*position*/) override {
    if (document.url.empty()) document.url = body_.uri;
    return sink_.document(std::move(document), position_);
  }
  Status reject(Reject&& reject) override {
    if (reject.reason == RejectReason::missing_text) {
      sink_.left_out(LeftOut::media, 1);
      return {};
    }
    reject.detail = fmt::format("{}: {}", body_.uri, reject.detail);
    reject.position = position_;
    return sink_.reject(std::move(reject));
  }
  void left_out(LeftOut what, std::uint64_t count) override { sink_.left_out(what, count); }
  void unusable_field(std::string_view field, const InputPosition& /*position*/) override {
    sink_.unusable_field(field, position_);
  }

 private:
  const WebBody& body_;
  const InputPosition& position_;
  DocumentSink& sink_;
};

Document document_of(const WebBody& body, TextState state) {
  Document document;
  document.key = body.key;
  document.url = body.uri;
  document.encoding_repaired = state == TextState::converted;
  return document;
}

ReaderOptions inner_options(const ReaderOptions& outer) {
  ReaderOptions options = outer;
  options.key_prefix.clear();
  options.default_date.reset();
  options.default_source.clear();
  options.default_language.clear();
  return options;
}

}  // namespace

std::string shortened_key(std::string address) {
  constexpr std::size_t room_for_hash = 17;
  if (address.size() <= max_key_bytes) return address;
  const auto hash = XXH3_64bits(address.data(), address.size());
  // Not through a character, and with room for a prefix.
  std::size_t size = max_key_bytes / 2 - room_for_hash;
  while (size > 0 && (static_cast<unsigned char>(address[size]) & 0xC0u) == 0x80u) --size;
  address.resize(size);
  return fmt::format("{}#{:016x}", address, hash);
}

WebPayload::WebPayload(const ReaderOptions& options, DocumentSink& sink)
    : options_(inner_options(options)), sink_(sink) {}

Status WebPayload::read(const WebBody& body, const InputPosition& position) {
  switch (body.kind) {
    case MediaKind::page:
      return read_page(body, position);
    case MediaKind::text:
      return read_text(body, position);
    case MediaKind::structured:
      return read_structured(body, position);
    case MediaKind::none:
      break;
  }
  return {};
}

Status WebPayload::read_page(const WebBody& body, const InputPosition& position) {
  html::PageContext context{.url = body.uri, .charset = body.charset, .captured = {}};
  if (const auto captured = parse_date(body.captured)) context.captured = *captured;
  auto page = html::read_page(body.body, context);
  if (!page) return sink_.reject({position, RejectReason::too_large, page.error().message});
  Document document = std::move(page->document);
  document.key = body.key;
  ensure_title(document);
  return sink_.document(std::move(document), position);
}

Status WebPayload::read_text(const WebBody& body, const InputPosition& position) {
  DecodedText decoded = decode_text(body.body, body.charset);
  Document document = document_of(body, decoded.state);
  document.encoding_repaired |= clean_text(decoded.text);
  document.text = lay_out_paragraphs(decoded.text);
  ensure_title(document);
  return sink_.document(std::move(document), position);
}

Status WebPayload::read_structured(const WebBody& body, const InputPosition& position) {
  const DecodedText decoded = decode_text(body.body, body.charset);
  const Format format = detect_format(std::string_view(decoded.text).substr(0, 4096), {});
  // A body that holds a whole archive or mailbox could hold itself.
  if (format == Format::automatic || bytes_wanted(format) != InputBytes::text) {
    sink_.left_out(LeftOut::media, 1);
    return {};
  }
  MemorySource source(decoded.text);
  StructuredSink sink(body, position, sink_);
  return make_reader(format, options_)->read(source, position, body.key, sink);
}

}  // namespace dateline
