#include "dateline/output.hpp"

#include <fmt/format.h>

#include <iterator>

#include "common/base/percent_encoding.hpp"
#include "common/base/utf8.hpp"

namespace dateline {
namespace {

/// Whether whoever decodes the field would take what stands at `at` for an encoded byte.
bool looks_encoded(std::string_view text, std::size_t at) {
  return text[at] == '%' && text.size() - at > 2 && hex_value(text[at + 1]).has_value() &&
         hex_value(text[at + 2]).has_value();
}

}  // namespace

std::string trec_field(std::string_view text) {
  std::string field;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = decode_utf8(text, at);
    const bool plain = character.valid && !is_white_space(character.value) &&
                       !is_control(character.value) && !looks_encoded(text, at);
    for (const char byte : text.substr(at, character.length)) {
      if (plain) {
        field += byte;
      } else {
        append_percent(field, byte);
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
