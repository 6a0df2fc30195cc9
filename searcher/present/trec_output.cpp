#include "searcher/present/trec_output.hpp"

#include <fmt/format.h>

#include <iterator>

#include "common/utf8.hpp"

namespace dateline {

std::string trec_field(std::string_view text) {
  std::string field;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = decode_utf8(text, at);
    const bool plain =
        character.valid && !is_white_space(character.value) && !is_control(character.value);
    for (const char byte : text.substr(at, character.length)) {
      if (plain) {
        field += byte;
      } else {
        fmt::format_to(std::back_inserter(field), "%{:02X}", static_cast<unsigned char>(byte));
      }
    }
    at += character.length;
  }
  return field;
}

std::string hits_to_trec(const ResultPage& page, std::string_view topic, std::string_view run_tag) {
  std::string lines;
  for (const Hit& hit : page.hits)
    fmt::format_to(std::back_inserter(lines), "{} Q0 {} {} {:.6f} {}\n", trec_field(topic),
                   trec_field(hit.key), hit.rank, hit.score, trec_field(run_tag));
  return lines;
}

}  // namespace dateline
