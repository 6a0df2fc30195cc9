// The bytes of a page -> UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace dateline::html {

struct DecodedPage {
  std::string text;       ///< valid UTF-8 without control characters
  std::string encoding;   ///< that it was in, as EncodingConverter::open takes it
  bool repaired = false;  ///< bytes that are not in that encoding were replaced
};

/// Finds a page's encoding as browsers do: by its byte order mark, by the charset that came with
/// it, by its <meta> within the first 1,024 bytes; labels mean what browsers take them for. Only
/// where these say nothing is it found out from the text. Against browsers, text that is UTF-8 by
/// every byte is UTF-8 whatever a label says, and a label that most of the text contradicts does
/// not count. `charset`: of the HTTP header or the feed around it; may be empty. Linear time.
[[nodiscard]] DecodedPage decode_page(std::string_view bytes, std::string_view charset);

/// The label of the <meta> elements in the first bytes of a page, as they have it; empty without.
[[nodiscard]] std::string declared_charset(std::string_view bytes);

}  // namespace dateline::html
