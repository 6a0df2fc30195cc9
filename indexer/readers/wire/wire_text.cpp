#include "indexer/readers/wire/wire_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/titles.hpp"

namespace dateline {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr char start_of_header = '\x01';
constexpr char start_of_text = '\x02';
constexpr char end_of_text = '\x03';
constexpr char end_of_transmission = '\x04';

/// A message without control characters: its first line is the header.
WireMessage parts_of(std::string_view message) noexcept {
  const std::size_t begin = message.find(start_of_header);
  if (begin != npos) message.remove_prefix(begin + 1);
  const std::size_t text = message.find_first_of({"\x02\n", 2});
  if (text == npos) return {message, {}, {}};
  // The keywords of a header may be on several lines.
  const std::size_t marked = message.find(start_of_text);
  const std::size_t header = marked == npos ? text : marked;
  const std::size_t end = std::min(message.find(end_of_text, header), message.size());
  return {message.substr(0, header), message.substr(header + 1, end - header - 1),
          message.substr(std::min(end + 1, message.size()))};
}

/// One pass over a source.
class MessagePass {
 public:
  MessagePass(ReadMessage read_message, const InputPosition& start, const std::string& name,
              ByteSource& source, DocumentSink& sink)
      : read_message_(read_message), position_(start), name_(name), source_(source), sink_(sink) {
    position_.line = 1;
  }

  /// Takes the bytes of a message, which end with EOT or with the input.
  Status take(std::string_view bytes, std::size_t max_document_bytes) {
    const std::uint64_t begin = position_.offset;
    const bool is_empty = trim(bytes.substr(0, bytes.find(end_of_transmission))).empty();
    if (!is_empty) DATELINE_TRY(take_message(bytes, begin, max_document_bytes));
    position_.offset += bytes.size();
    position_.line += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    return {};
  }

 private:
  Status take_message(std::string_view bytes, std::uint64_t begin, std::size_t max_document_bytes) {
    ++ordinal_;
    const TextState text = source_.text_state(begin, begin + bytes.size());
    if (bytes.size() > max_document_bytes)
      return reject(RejectReason::too_large,
                    fmt::format("the message has more than {} bytes", max_document_bytes));
    if (text == TextState::unknown)
      return reject(RejectReason::unknown_encoding, source_.encoding_fault());
    const WireMessage message = parts_of(bytes);
    if (trim(message.text).empty())
      return reject(RejectReason::missing_text, "the message has no text");
    Document document = read_message_(message);
    document.key = fmt::format("{}#{}", name_, ordinal_);
    document.encoding_repaired |= text == TextState::converted;
    ensure_title(document);
    return sink_.document(std::move(document), position_);
  }

  Status reject(RejectReason reason, std::string detail) {
    return sink_.reject({position_, reason, std::move(detail)});
  }

  ReadMessage read_message_;
  InputPosition position_;
  const std::string& name_;
  ByteSource& source_;
  DocumentSink& sink_;
  std::uint64_t ordinal_ = 0;
};

}  // namespace

/// Of a message that is too large, no more is kept than shows that.
Status WireTextReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                            DocumentSink& sink) {
  MessagePass pass(read_message_, start, name, source, sink);
  std::string message;
  for (;;) {
    DATELINE_ASSIGN(std::string_view bytes, source.next());
    if (bytes.empty()) break;
    while (!bytes.empty()) {
      const std::size_t end = std::min(bytes.find(end_of_transmission), bytes.size() - 1) + 1;
      message.append(bytes.substr(0, end));
      bytes.remove_prefix(end);
      const bool too_large = message.size() > max_document_bytes_;
      if (message.back() != end_of_transmission && !too_large) continue;
      DATELINE_TRY(pass.take(message, max_document_bytes_));
      message.clear();
    }
  }
  return pass.take(message, max_document_bytes_);
}

std::unique_ptr<Reader> make_iptc7901_reader(const ReaderOptions& options) {
  return std::make_unique<WireTextReader>(iptc7901_document, options.max_document_bytes);
}

std::unique_ptr<Reader> make_anpa_reader(const ReaderOptions& options) {
  return std::make_unique<WireTextReader>(anpa_document, options.max_document_bytes);
}

}  // namespace dateline
