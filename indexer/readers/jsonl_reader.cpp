#include "indexer/readers/jsonl_reader.hpp"

#include <fmt/format.h>

#include "indexer/readers/base/json_repair.hpp"
#include "indexer/readers/json/bulk_action.hpp"
#include "indexer/readers/json/json_splitter.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

static_assert(JsonSplitter::padding >= simdjson::SIMDJSON_PADDING);

/// A parser that has met an object over this size is replaced, so that it does not keep the memory.
constexpr std::size_t kept_parser_capacity = 4u << 20;

/// An object may be in one that is in another one.
constexpr int most_wrappers = 3;

bool has_byte(std::string_view text, char byte) noexcept {
  return text.find(byte) != std::string_view::npos;
}

/// One pass over a source.
class JsonlPass {
 public:
  JsonlPass(JsonConverter& converter, const EnvelopeFinder& envelopes, JsonSplitter& splitter,
            ByteSource& source, const InputPosition& start, const std::string& name,
            DocumentSink& sink)
      : converter_(converter),
        envelopes_(envelopes),
        splitter_(splitter),
        source_(source),
        position_(start),
        name_(name),
        sink_(sink) {}

  /// The input has ended.
  Status finish() { return end_action(); }

  /// False where the record must be looked into.
  Result<bool> take(const JsonRecord& record) {
    position_.line = record.line;
    position_.offset = record.offset;
    switch (record.state) {
      case JsonRecord::State::fault:
        DATELINE_TRY(sink_.reject({position_, record.reason, record.detail}));
        return true;
      case JsonRecord::State::line:
      case JsonRecord::State::object:
        break;
    }
    const TextState text = source_.text_state(record.offset, record.offset + record.text.size());
    if (text == TextState::unknown) {
      DATELINE_TRY(
          sink_.reject({position_, RejectReason::unknown_encoding, source_.encoding_fault()}));
      return true;
    }
    converted_ = text == TextState::converted;
    DATELINE_ASSIGN(const bool taken, take_strict(record));
    if (taken || record.state == JsonRecord::State::line) return taken;
    DATELINE_TRY(take_mended(record));
    return true;
  }

 private:
  Result<bool> take_strict(const JsonRecord& record) {
    simdjson::dom::element root;
    if (parse_padded(record.text).get(root) != simdjson::SUCCESS) return false;
    // Line ends inside it would go into the extra fields.
    if (has_byte(record.text, '\r') || has_byte(record.text, '\n')) return false;
    DATELINE_TRY(convert(root, record, record.text, false));
    return true;
  }

  Status take_mended(const JsonRecord& record) {
    MendedJson mended = mend_json(record.text);
    simdjson::dom::element root;
    const auto error = parse(mended).get(root);
    if (error)
      return sink_.reject({position_, RejectReason::malformed,
                           fmt::format("line {}: the object is not JSON: {}", record.line,
                                       simdjson::error_message(error))});
    return convert(root, record, trim(mended.written), mended.repaired);
  }

  simdjson::simdjson_result<simdjson::dom::element> parse(MendedJson& mended) {
    std::string& parsable = mended.parsable ? *mended.parsable : mended.written;
    const std::size_t size = parsable.size();
    parsable.append(JsonSplitter::padding, ' ');
    return parse_padded(std::string_view(parsable).substr(0, size));
  }

  /// `text` must have padding after it.
  simdjson::simdjson_result<simdjson::dom::element> parse_padded(std::string_view text) {
    if (parser_->capacity() > kept_parser_capacity && text.size() < kept_parser_capacity)
      parser_ = std::make_unique<simdjson::dom::parser>();
    return parser_->parse(text.data(), text.size(), false);
  }

  /// The object is a document, holds documents, or says what comes.
  Status convert(simdjson::dom::element root, const JsonRecord& record, std::string_view written,
                 bool repaired) {
    Document document = converter_.convert(root, written);
    if (converter_.may_hold_documents()) {
      if (auto action = bulk_action(written)) return begin_action(std::move(*action));
      if (const auto lists =
              splitter_.can_open_lists() ? envelopes_.find(record.text) : std::nullopt) {
        splitter_.open_lists(*lists);
        return {};
      }
      unwrap(document, written);
    }
    return hand_on(std::move(document), record, repaired);
  }

  /// Objects may be wrapped a few times.
  void unwrap(Document& document, std::string_view written) {
    std::string merged(written);
    for (int i = 0; i < most_wrappers && converter_.may_hold_documents(); ++i) {
      auto inner = envelopes_.unwrap(merged);
      if (!inner) return;
      merged = *std::move(inner);
      MendedJson mended = mend_json(merged);
      simdjson::dom::element root;
      if (parse(mended).get(root)) return;
      document = converter_.convert(root, trim(mended.written));
    }
  }

  /// Of a file for Elasticsearch's bulk interface, in which each document has a line before it.
  Status begin_action(BulkAction action) {
    DATELINE_TRY(end_action());
    if (!action.has_document) return {};
    action_ = std::move(action);
    action_position_ = position_;
    return {};
  }

  Status end_action() {
    if (!action_) return {};
    action_.reset();
    return sink_.reject({action_position_, RejectReason::truncated,
                         "the document that this line announces does not follow"});
  }

  /// What the line before the document says of it.
  void apply_action(Document& document) {
    const bool has_id = !document.key.empty() && document.key != document.url;
    if (action_ && !action_->id.empty() && !has_id) document.key = action_->id;
    action_.reset();
  }

  Status hand_on(Document&& document, const JsonRecord& record, bool repaired) {
    apply_action(document);
    const bool has_name = !record.name.empty() && record.name.find('\\') == record.name.npos;
    if (document.key.empty() && has_name) document.key = record.name;
    for (const FieldId field : converter_.unusable())
      sink_.unusable_field(field_of(field).name, position_);
    document.encoding_repaired |= repaired || converted_;
    if (document.key.empty()) document.key = key_of(record);
    return sink_.document(std::move(document), position_);
  }

  [[nodiscard]] std::string key_of(const JsonRecord& record) const {
    if (record.ordinal == 1) return fmt::format("{}#{}", name_, record.line);
    return fmt::format("{}#{}.{}", name_, record.line, record.ordinal);
  }

  JsonConverter& converter_;
  const EnvelopeFinder& envelopes_;
  JsonSplitter& splitter_;
  ByteSource& source_;
  InputPosition position_;
  const std::string& name_;
  DocumentSink& sink_;
  std::unique_ptr<simdjson::dom::parser> parser_ = std::make_unique<simdjson::dom::parser>();
  bool converted_ = false;            ///< the record, from another encoding
  std::optional<BulkAction> action_;  ///< whose document comes next
  InputPosition action_position_;
};

}  // namespace

JsonlReader::JsonlReader(const ReaderOptions& options)
    : max_document_bytes_(options.max_document_bytes),
      converter_(options),
      envelopes_(converter_.names()) {}

Status JsonlReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                         DocumentSink& sink) {
  JsonSplitter splitter(source, max_document_bytes_, &envelopes_);
  JsonlPass pass(converter_, envelopes_, splitter, source, start, name, sink);
  JsonRecord record;
  for (;;) {
    DATELINE_ASSIGN(const bool more, splitter.next(record));
    if (!more) return pass.finish();
    DATELINE_ASSIGN(const bool taken, pass.take(record));
    if (!taken) splitter.look_into_line();
  }
}

}  // namespace dateline
