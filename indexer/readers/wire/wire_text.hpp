// Wires of the time before XML: messages of text between control characters.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// A message of IPTC 7901 or ANPA 1312: SOH header STX text ETX trailer EOT.
struct WireMessage {
  std::string_view header;
  std::string_view text;
  std::string_view trailer;
};
using ReadMessage = Document (*)(const WireMessage& message);

[[nodiscard]] Document iptc7901_document(const WireMessage& message);
[[nodiscard]] Document anpa_document(const WireMessage& message);

class WireTextReader : public Reader {
 public:
  WireTextReader(ReadMessage read_message, std::size_t max_document_bytes)
      : read_message_(read_message), max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  ReadMessage read_message_;
  std::size_t max_document_bytes_;
};

/// Where the head of a file shows them; npos where it does not.
[[nodiscard]] std::size_t iptc7901_shown_at(std::string_view head);
[[nodiscard]] std::size_t anpa_shown_at(std::string_view head);

[[nodiscard]] std::unique_ptr<Reader> make_iptc7901_reader(const ReaderOptions& options);
[[nodiscard]] std::unique_ptr<Reader> make_anpa_reader(const ReaderOptions& options);

}  // namespace dateline
