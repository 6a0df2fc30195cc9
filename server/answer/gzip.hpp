// Compressed answers.
#pragma once

#include <string>
#include <string_view>

#include "server/answer/http_answer.hpp"

namespace dateline::serve {

/// Whether the field Accept-Encoding takes gzip (by name or by `*`, with a weight above 0).
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

/// Compresses the body where that saves something: text of 1 KiB or more. Throws std::bad_alloc.
void compress(HttpAnswer& answer);

}  // namespace dateline::serve
