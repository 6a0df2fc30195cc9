#include "searcher/index/stored_document.hpp"

#include <fmt/format.h>

#include <utility>

namespace dateline {

Result<Document> stored_document(const DocAddress& address, const Session& session,
                                 const Store& store, StoredPart part) {
  const DocumentNumber number = session.segments().record(address).number;
  DATELINE_ASSIGN(auto document,
                  part == StoredPart::whole ? store.document(number) : store.metadata(number));
  if (!document) {
    return failure(ErrorCode::corrupt,
                   fmt::format("document {} is in a segment, but not in the store", number),
                   "run dateline-index check on the index, then restore a backup");
  }
  return std::move(*document);
}

Result<DocAddress> address_of_key(std::string_view key, const Session& session,
                                  const IndexLookup& lookup) {
  DATELINE_ASSIGN(const auto number, lookup.number_of_key(key));
  if (number) {
    if (const auto address = session.segments().find(*number)) return *address;
  }
  return failure(ErrorCode::not_found, fmt::format("no document has the key {}", key),
                 "search for a word of it to find its key");
}

}  // namespace dateline
