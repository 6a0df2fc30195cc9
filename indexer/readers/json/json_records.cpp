#include "indexer/readers/json/json_records.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

#include "indexer/readers/base/json_repair.hpp"
#include "indexer/readers/json/json_splitter.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

static_assert(JsonSplitter::padding >= simdjson::SIMDJSON_PADDING);

/// What was read of a source already, then the rest of it.
class ReplayedSource : public ByteSource {
 public:
  explicit ReplayedSource(ByteSource& inner) : inner_(inner) {}

  /// Whether the source ends before so many bytes.
  Result<bool> read_whole(std::size_t most) {
    while (bytes_.size() <= most) {
      DATELINE_ASSIGN(const std::string_view bytes, inner_.next());
      if (bytes.empty()) return true;
      bytes_.append(bytes);
    }
    return false;
  }
  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

  Result<std::string_view> next() override {
    if (std::exchange(given_, true)) return inner_.next();
    return bytes_.empty() ? inner_.next() : Result<std::string_view>(bytes_);
  }
  TextState text_state(std::uint64_t begin, std::uint64_t end) override {
    return inner_.text_state(begin, end);
  }
  [[nodiscard]] std::string encoding_fault() const override { return inner_.encoding_fault(); }

 private:
  ByteSource& inner_;
  std::string bytes_;
  bool given_ = false;
};

/// One pass over a source.
class JsonPass {
 public:
  JsonPass(ByteSource& source, const InputPosition& start, const std::string& name,
           std::string_view expected, const JsonMaker& make, DocumentSink& sink)
      : source_(source),
        position_(start),
        name_(name),
        expected_(expected),
        make_(make),
        sink_(sink) {}

  /// An object, or a list of them, that is JSON by the letter; false for everything else.
  Result<bool> take_whole(const std::string& bytes) {
    simdjson::dom::parser parser;
    element root;
    if (parser.parse(bytes).get(root) != simdjson::SUCCESS || root.is_array()) return false;
    const TextState text = source_.text_state(0, bytes.size());
    position_.line = 1;
    converted_ = text == TextState::converted;
    if (text == TextState::unknown)
      DATELINE_TRY(reject(RejectReason::unknown_encoding, source_.encoding_fault()));
    else
      DATELINE_TRY(convert(root, false));
    return true;
  }

  /// False where the record must be looked into.
  Result<bool> take(const JsonRecord& record) {
    position_.line = record.line;
    position_.offset = record.offset;
    const TextState text = source_.text_state(record.offset, record.offset + record.text.size());
    converted_ = text == TextState::converted;
    if (record.state == JsonRecord::State::fault)
      DATELINE_TRY(reject(record.reason, record.detail));
    else if (text == TextState::unknown)
      DATELINE_TRY(reject(RejectReason::unknown_encoding, source_.encoding_fault()));
    else
      return take_object(record);
    return true;
  }

 private:
  Status reject(RejectReason reason, std::string detail) {
    return sink_.reject({position_, reason, std::move(detail)});
  }

  Result<bool> take_object(const JsonRecord& record) {
    element root;
    simdjson::dom::parser parser;
    if (parser.parse(record.text.data(), record.text.size(), false).get(root) ==
        simdjson::SUCCESS) {
      DATELINE_TRY(convert(root, false));
      return true;
    }
    if (record.state == JsonRecord::State::line) return false;
    MendedJson mended = mend_json(record.text);
    const std::string& parsable = mended.parsable ? *mended.parsable : mended.written;
    if (const auto error = parser.parse(parsable).get(root))
      DATELINE_TRY(reject(RejectReason::malformed, fmt::format("the object is not JSON: {}",
                                                               simdjson::error_message(error))));
    else
      DATELINE_TRY(convert(root, mended.repaired));
    return true;
  }

  Status convert(element root, bool repaired) {
    std::vector<Document> documents;
    object object;
    if (root.get(object) != simdjson::SUCCESS || !make_(object, documents))
      return reject(RejectReason::malformed, std::string(expected_));
    for (Document& document : documents) {
      ++ordinal_;
      if (document.key.empty() || document.key.size() > max_key_bytes)
        document.key = fmt::format("{}#{}", name_, ordinal_);
      document.encoding_repaired |= repaired || converted_;
      DATELINE_TRY(sink_.document(std::move(document), position_));
    }
    return {};
  }

  ByteSource& source_;
  InputPosition position_;
  const std::string& name_;
  std::string_view expected_;
  const JsonMaker& make_;
  DocumentSink& sink_;
  bool converted_ = false;
  std::uint64_t ordinal_ = 0;
};

}  // namespace

Status read_json_records(ByteSource& source, const InputPosition& start, const std::string& name,
                         std::size_t max_object_bytes, std::string_view expected,
                         const JsonMaker& make, DocumentSink& sink) {
  ReplayedSource replayed(source);
  JsonPass pass(replayed, start, name, expected, make, sink);
  DATELINE_ASSIGN(const bool is_whole, replayed.read_whole(max_object_bytes));
  if (is_whole) {
    DATELINE_ASSIGN(const bool taken, pass.take_whole(replayed.bytes()));
    if (taken) return {};
  }
  JsonSplitter splitter(replayed, max_object_bytes, nullptr);
  JsonRecord record;
  for (;;) {
    DATELINE_ASSIGN(const bool more, splitter.next(record));
    if (!more) return {};
    DATELINE_ASSIGN(const bool taken, pass.take(record));
    if (!taken) splitter.look_into_line();
  }
}

namespace json {

std::string text_of(element value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  return value.is_number() ? simdjson::minify(value) : std::string();
}

std::string text_in(object object, std::string_view name) {
  element value;
  return object.at_key(name).get(value) == simdjson::SUCCESS ? text_of(value) : std::string();
}

std::string first_text_in(object object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (std::string text = text_in(object, name); !trim(text).empty()) return text;
  return {};
}

std::optional<object> object_in(object object, std::string_view name) {
  simdjson::dom::object inside;
  if (object.at_key(name).get(inside) != simdjson::SUCCESS) return std::nullopt;
  return inside;
}

std::vector<element> items_in(object object, std::string_view name) {
  element value;
  simdjson::dom::array list;
  if (object.at_key(name).get(value) != simdjson::SUCCESS || value.is_null()) return {};
  if (value.get(list) != simdjson::SUCCESS) return {value};
  std::vector<element> items;
  for (const element item : list) items.push_back(item);
  return items;
}

std::vector<std::string> names_in(object object, std::string_view name) {
  std::vector<std::string> names;
  for (const element item : items_in(object, name)) {
    simdjson::dom::object inside;
    const bool is_object = item.get(inside) == simdjson::SUCCESS;
    std::string text = to_single_line(is_object ? text_in(inside, "name") : text_of(item));
    if (!text.empty()) names.push_back(std::move(text));
  }
  return names;
}

}  // namespace json
}  // namespace dateline
