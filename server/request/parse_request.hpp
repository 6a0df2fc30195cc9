// Bytes of a connection -> a request. All that is decided from the header alone is decided here;
// no request has a body.
#pragma once

#include <cstddef>
#include <string_view>
#include <variant>

#include "server/request/http_request.hpp"

namespace dateline::serve {

inline constexpr std::size_t max_header_bytes = 8 * 1024;  ///< request line included
inline constexpr std::size_t max_body_bytes = 64 * 1024;   ///< past it a body is "too large" (413)

/// The header is not complete yet.
struct NeedMore {};

struct ParsedRequest {
  HttpRequest request;
  std::size_t consumed = 0;  ///< bytes of the request; what follows is the next one (pipelining)
};

/// Reads the first request of `bytes`. Beast's parser does the syntax; on top of it are refused:
/// folded lines, more than one Host, any Transfer-Encoding (Beast lets "gzip" together with a
/// Content-Length pass), a repeated Content-Length, any body.
[[nodiscard]] std::variant<NeedMore, ParsedRequest, RequestFault> parse_request(
    std::string_view bytes);

}  // namespace dateline::serve
