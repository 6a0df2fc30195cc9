#include "indexer/readers/encoding/decode_text.hpp"

#include "indexer/readers/encoding/text_source.hpp"
#include "indexer/readers/source/memory_source.hpp"

namespace dateline {
namespace {

std::string known_encoding(std::string_view charset) {
  if (charset.empty() || !EncodingConverter::open(charset)) return {};
  return std::string(charset);
}

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string_view charset) {
  DecodedText decoded;
  MemorySource memory(bytes);
  TextSource source(memory, bytes.substr(0, PeekedSource::head_bytes), known_encoding(charset));
  for (;;) {
    const auto piece = source.next();
    if (!piece || piece->empty()) break;
    decoded.text.append(*piece);
  }
  decoded.state = source.is_converted_whole() ? TextState::converted
                                              : source.text_state(0, decoded.text.size());
  return decoded;
}

}  // namespace dateline
