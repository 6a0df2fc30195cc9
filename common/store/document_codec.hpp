// A document as bytes in the store: version byte, then fields as (number, varint length, bytes);
// unknown numbers are skipped.
#pragma once

#include <string>
#include <string_view>

#include "common/store/store.hpp"
#include "dateline/document.hpp"

namespace dateline {

std::string encode_document(const Document& document);
/// Error corrupt where the bytes are no document.
Result<Document> decode_document(std::string_view bytes);

/// Equal for documents that differ in nothing but the key.
ContentHash content_hash(const Document& document);

}  // namespace dateline
