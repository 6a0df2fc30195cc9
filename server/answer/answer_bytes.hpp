// An answer -> the bytes in front of its body.
#pragma once

#include <string>
#include <string_view>

#include "server/answer/http_answer.hpp"

namespace dateline::serve {

/// What the connection knows of an answer.
struct Framing {
  bool keep_alive = true;
  unsigned version = 11;         ///< of the request: a client of 1.0 gets a header for keep-alive
  std::string allowed_origin{};  ///< CORS: the origin that may read it; empty: none but ours
  bool origins_differ = false;   ///< other origins get another answer (Vary)
};

/// Status line and fields, with the empty line. No value can break out of its line: bytes below
/// 0x20 and DEL become spaces (Beast and others had bugs with them).
[[nodiscard]] std::string header_of(const HttpAnswer& answer, const Framing& framing);

/// `Tue, 24 Nov 2026 10:49:31 GMT`: now.
[[nodiscard]] std::string http_date();

}  // namespace dateline::serve
