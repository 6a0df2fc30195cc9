// Undoes the codings of a body that HTTP carried: chunks, gzip, deflate, br, zstd.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/warc/http_message.hpp"

namespace dateline {

enum class Decoded {
  done,
  unreadable,  ///< it is in a coding, but cannot be decoded from its beginning on
  too_large,   ///< it gives more than the limit
  unknown_coding
};

/// The body as the server meant it. Crawlers often store it decoded, and keep the header: a body
/// that does not begin as its coding does is taken as it is. One that is damaged or cut off gives
/// what comes before. `body` is a view of the message, or of `room`.
Decoded decode_body(const HttpMessage& message, std::size_t max_bytes, std::string& room,
                    std::string_view& body);

}  // namespace dateline
