#include "indexer/readers/jsonl_reader.hpp"

#include <fmt/format.h>

#include "common/utf8.hpp"
#include "indexer/readers/json_repair.hpp"
#include "indexer/readers/line_reader.hpp"
#include "indexer/readers/text_layout.hpp"

namespace dateline {
namespace {

static_assert(LineReader::padding >= simdjson::SIMDJSON_PADDING);

/// A parser that has met a line over this size is replaced, so that it does not keep the memory.
constexpr std::size_t kept_parser_capacity = 4u << 20;

/// One pass over a source.
class JsonlPass {
 public:
  JsonlPass(JsonConverter& converter, const ByteSource& source, const InputPosition& start,
            const std::string& name, std::size_t max_document_bytes, DocumentSink& sink)
      : converter_(converter),
        source_(source),
        position_(start),
        name_(name),
        max_document_bytes_(max_document_bytes),
        sink_(sink) {}

  /// False where the file turned out to be something else, and is left.
  Result<bool> take(const Line& line) {
    position_.line = line.number;
    position_.offset = line.offset;
    if (line.too_long)
      return rejected(RejectReason::too_large,
                      fmt::format("the line has more than {} bytes", max_document_bytes_));
    const std::string_view text =
        trim(line.number == 1 ? without_byte_order_mark(line.text) : line.text);
    if (text.empty()) return true;
    if (const auto hint = hint_about_whole_file(text)) {
      DATELINE_TRY(rejected(RejectReason::malformed, *hint));
      return false;
    }
    any_record_ = true;
    if (line.state == TextState::unknown)
      return rejected(RejectReason::unknown_encoding, source_.encoding_fault());
    converted_ = line.state == TextState::converted;
    return parse(text);
  }

 private:
  /// What a first line says that begins a whole-file array or an object over several lines.
  [[nodiscard]] std::optional<std::string> hint_about_whole_file(std::string_view text) const {
    if (any_record_) return std::nullopt;
    if (text.front() == '[' && text.back() != ']')
      return "the file is one JSON array, not JSON Lines; `jq -c '.[]'` makes lines of it";
    if (text == "{")
      return "the file is JSON laid out over several lines, not JSON Lines; `jq -c .` makes lines "
             "of it";
    return std::nullopt;
  }

  Result<bool> parse(std::string_view text) {
    simdjson::dom::element root;
    auto error = parse_padded(text, root);
    if (!error) return convert(root, text, false);
    std::string mended(text);
    if (!repair_json(mended)) return not_json(error);
    const std::size_t size = mended.size();
    mended.append(LineReader::padding, ' ');
    text = std::string_view(mended).substr(0, size);
    error = parse_padded(text, root);
    return error ? not_json(error) : convert(root, text, true);
  }

  /// `text` must have padding behind it.
  simdjson::error_code parse_padded(std::string_view text, simdjson::dom::element& root) {
    if (parser_->capacity() > kept_parser_capacity && text.size() < kept_parser_capacity)
      parser_ = std::make_unique<simdjson::dom::parser>();
    return parser_->parse(text.data(), text.size(), false).get(root);
  }

  Result<bool> convert(simdjson::dom::element root, std::string_view text, bool repaired) {
    simdjson::dom::object object;
    if (root.get(object) != simdjson::SUCCESS)
      return rejected(RejectReason::malformed, not_an_object(root));
    Document document = converter_.convert(object, text);
    document.encoding_repaired |= repaired || converted_;
    if (document.key.empty()) document.key = fmt::format("{}#{}", name_, position_.line);
    DATELINE_TRY(sink_.document(std::move(document), position_));
    return true;
  }

  static std::string not_an_object(simdjson::dom::element root) {
    if (root.is_array())
      return "the line is a JSON array, not an object; `jq -c '.[]'` makes lines of its items";
    return "the line is JSON, but not an object";
  }

  Result<bool> not_json(simdjson::error_code error) {
    return rejected(RejectReason::malformed,
                    fmt::format("the line is not JSON: {}", simdjson::error_message(error)));
  }

  Result<bool> rejected(RejectReason reason, std::string detail) {
    DATELINE_TRY(sink_.reject({position_, reason, std::move(detail)}));
    return true;
  }

  JsonConverter& converter_;
  const ByteSource& source_;
  InputPosition position_;
  const std::string& name_;
  std::size_t max_document_bytes_;
  DocumentSink& sink_;
  std::unique_ptr<simdjson::dom::parser> parser_ = std::make_unique<simdjson::dom::parser>();
  bool any_record_ = false;
  bool converted_ = false;  ///< the line, from another encoding
};

}  // namespace

JsonlReader::JsonlReader(const ReaderOptions& options)
    : max_document_bytes_(options.max_document_bytes), converter_(options) {}

Status JsonlReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                         DocumentSink& sink) {
  LineReader lines(source, max_document_bytes_);
  JsonlPass pass(converter_, source, start, name, max_document_bytes_, sink);
  Line line;
  for (;;) {
    DATELINE_ASSIGN(bool more, lines.next(line));
    if (!more) return {};
    DATELINE_ASSIGN(more, pass.take(line));
    if (!more) return {};
  }
}

}  // namespace dateline
