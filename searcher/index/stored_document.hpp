// From a place in the segments to the stored document, and from a key to its place.
#pragma once

#include <string_view>

#include "common/format/store/store.hpp"
#include "dateline/document.hpp"
#include "dateline/error.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/index/session.hpp"

namespace dateline {

/// What is read of a stored document: all of it, or all but its text.
enum class StoredPart { whole, metadata };
/// The document as it is stored. Error corrupt where the store does not have it; io.
[[nodiscard]] Result<Document> stored_document(const DocAddress& address, const Session& session,
                                               const Store& store, StoredPart part);

/// Where the document with this key is. Error not_found; io.
[[nodiscard]] Result<DocAddress> address_of_key(std::string_view key, const Session& session,
                                                const IndexLookup& lookup);

}  // namespace dateline
