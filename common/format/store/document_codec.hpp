// A document as bytes in the store, in two records of which the first byte says the kind. Metadata:
// fields as (number, varint length, bytes), unknown numbers are skipped. Text: the text.
#pragma once

#include <string>
#include <string_view>

#include "common/format/store/store.hpp"
#include "dateline/document.hpp"

namespace dateline {

/// First bytes of records. On disk: never reuse one.
enum class RecordKind : unsigned char { metadata = 1, text = 2 };
[[nodiscard]] bool is_record(std::string_view bytes, RecordKind kind) noexcept;

/// Everything but the text.
std::string encode_metadata(const Document& document);
/// The document without its text. Error corrupt if the bytes are not metadata.
Result<Document> decode_metadata(std::string_view bytes);

std::string encode_text(std::string_view text);
/// Error corrupt if the bytes are not a text record.
Result<std::string> decode_text(std::string_view bytes);

/// Equal for documents that differ in nothing but the key.
ContentHash content_hash(const Document& document);

}  // namespace dateline
