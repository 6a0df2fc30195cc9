#include "indexer/readers/wire/wire_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/text/text_layout.hpp"

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
    begin_message();
  }

  /// Takes the bytes of a message, which end with EOT or with the input. `left_out`: so many bytes
  /// of it are not there.
  Status take(std::string_view bytes, std::uint64_t left_out) {
    const bool is_empty = trim(bytes.substr(0, bytes.find(end_of_transmission))).empty();
    if (!is_empty) DATELINE_TRY(take_message(bytes, left_out));
    position_.offset += bytes.size() + left_out;
    return {};
  }

  /// More of the input was looked at.
  void pass(std::string_view bytes) noexcept {
    lines_ += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  }
  void begin_message() noexcept { position_.line = lines_; }

 private:
  Status take_message(std::string_view bytes, std::uint64_t left_out) {
    ++ordinal_;
    const std::uint64_t begin = position_.offset;
    const TextState text = source_.text_state(begin, begin + bytes.size() + left_out);
    if (left_out > 0)
      return reject(RejectReason::too_large,
                    fmt::format("the message has more than {} bytes", bytes.size()));
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
  std::uint64_t lines_ = 1;
};

}  // namespace

/// Of a message that is too large, no more is kept than may be.
Status WireTextReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                            DocumentSink& sink) {
  MessagePass pass(read_message_, start, name, source, sink);
  std::string message;
  std::uint64_t left_out = 0;
  for (;;) {
    DATELINE_ASSIGN(std::string_view bytes, source.next());
    if (bytes.empty()) return pass.take(message, left_out);
    while (!bytes.empty()) {
      const std::size_t end = std::min(bytes.find(end_of_transmission), bytes.size() - 1) + 1;
      const std::string_view part = bytes.substr(0, end);
      const std::size_t room = max_document_bytes_ - message.size();
      message.append(part.substr(0, room));
      left_out += part.size() - std::min(part.size(), room);
      pass.pass(part);
      bytes.remove_prefix(end);
      if (part.back() != end_of_transmission) continue;
      DATELINE_TRY(pass.take(message, std::exchange(left_out, 0)));
      message.clear();
      pass.begin_message();
    }
  }
}

std::unique_ptr<Reader> make_iptc7901_reader(const ReaderOptions& options) {
  return std::make_unique<WireTextReader>(iptc7901_document, options.max_document_bytes);
}

std::unique_ptr<Reader> make_anpa_reader(const ReaderOptions& options) {
  return std::make_unique<WireTextReader>(anpa_document, options.max_document_bytes);
}

}  // namespace dateline
