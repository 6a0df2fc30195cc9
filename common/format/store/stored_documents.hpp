// Documents of a store. Metadata and text lie in column families of their own: most readers want
// metadata alone, and a text costs ten times as much to unpack. Internal: includes RocksDB headers.
#pragma once

#include <functional>
#include <optional>

#include "common/format/store/rocksdb_guard.hpp"
#include "common/format/store/store.hpp"
#include "dateline/document.hpp"

namespace dateline {

/// The document without its text, or nothing if there is none. Error corrupt; io.
Result<std::optional<Document>> read_metadata(const RocksDatabase& database, DocumentNumber number);
/// The whole document, or nothing if there is none. Error corrupt, also where its text is
/// missing; io.
Result<std::optional<Document>> read_document(const RocksDatabase& database, DocumentNumber number);

/// Calls `visit` for the documents from number `first` on, in order, until it returns false or an
/// error. Error corrupt where one cannot be read or metadata and texts do not belong together.
Status for_each_stored_document(
    const RocksDatabase& database, DocumentNumber first,
    const std::function<Result<bool>(DocumentNumber, Document&&)>& visit);

}  // namespace dateline
