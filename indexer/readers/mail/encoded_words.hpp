// Encoded words in the headers of mails (RFC 2047), each decoded by itself: GMime 3.2.13 loses what
// follows a word of base64 with padding.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// `text` with its encoded words resolved; spaces between two of them go. A character may lie
/// across words. What is not an encoded word stays as it is.
[[nodiscard]] std::string decode_words(std::string_view text);

/// The same with each run of encoded words as a quoted string, as a list of addresses must have it.
[[nodiscard]] std::string quote_decoded_words(std::string_view text);

}  // namespace dateline
