// What the readers of SGML records share: from a source to documents, through one maker.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// Calls `make` with each complete record of the given tag, as valid UTF-8, and hands the document
/// to the sink; records that are cut off or too large are rejects, and so is text between records.
/// A source without any record is one reject.
Status read_sgml_records(ByteSource& source, const InputPosition& start, const std::string& tag,
                         std::size_t max_document_bytes,
                         const std::function<Document(std::string_view)>& make, DocumentSink& sink);

}  // namespace dateline
