// Makes a document of one TREC record.
#pragma once

#include <string_view>

#include "dateline/document.hpp"

namespace dateline {

/// `record` is valid UTF-8, from <DOC> to </DOC>. Linear time. A record without a document number
/// makes a document with an empty key.
[[nodiscard]] Document make_trec_document(std::string_view record);

}  // namespace dateline
