#include "common/format/store/stored_documents.hpp"

#include <fmt/format.h>

#include <memory>

#include "common/base/bytes.hpp"
#include "common/format/store/document_codec.hpp"

namespace dateline {
namespace {

tl::unexpected<Error> unpaired(std::string_view what, std::string_view key) {
  const auto number = read_big_endian(key);
  return failure(ErrorCode::corrupt,
                 number ? fmt::format("document {} has no {} in the store", *number, what)
                        : "a stored document has no number",
                 "dateline-index check --full lists all damage; repair recovers the index");
}

/// One of the two families in order of number.
class FamilyScan {
 public:
  FamilyScan(const RocksDatabase& database, Family family, DocumentNumber first)
      : database_(database),
        entry_(database.db()->NewIterator(scan_options(), database.family(family))) {
    entry_->Seek(big_endian(first));
  }

  /// Whether there is an entry; the error that ended the scan.
  Result<bool> valid() const {
    if (entry_->Valid()) return true;
    DATELINE_TRY(check_rocksdb(entry_->status(), "cannot read from the store", database_.path()));
    return false;
  }
  void next() { entry_->Next(); }
  [[nodiscard]] std::string_view key() const { return bytes_of(entry_->key()); }
  [[nodiscard]] std::string_view value() const { return bytes_of(entry_->value()); }

 private:
  const RocksDatabase& database_;
  std::unique_ptr<rocksdb::Iterator> entry_;
};

}  // namespace

Result<std::optional<Document>> read_metadata(const RocksDatabase& database,
                                              DocumentNumber number) {
  DATELINE_ASSIGN(const auto bytes, database.get(Family::metadata, big_endian(number)));
  if (!bytes) return std::optional<Document>();
  DATELINE_ASSIGN(auto document, decode_metadata(*bytes));
  return std::optional<Document>(std::move(document));
}

Result<std::optional<Document>> read_document(const RocksDatabase& database,
                                              DocumentNumber number) {
  DATELINE_ASSIGN(auto document, read_metadata(database, number));
  if (!document) return document;
  const std::string key = big_endian(number);
  DATELINE_ASSIGN(const auto bytes, database.get(Family::texts, key));
  if (!bytes) return unpaired("text", key);
  DATELINE_ASSIGN(document->text, decode_text(*bytes));
  return document;
}

Status for_each_stored_document(
    const RocksDatabase& database, DocumentNumber first,
    const std::function<Result<bool>(DocumentNumber, Document&&)>& visit) {
  FamilyScan metadata(database, Family::metadata, first), texts(database, Family::texts, first);
  while (true) {
    DATELINE_ASSIGN(const bool has_metadata, metadata.valid());
    DATELINE_ASSIGN(const bool has_text, texts.valid());
    if (!has_metadata && !has_text) return {};
    if (!has_text || (has_metadata && metadata.key() < texts.key()))
      return unpaired("text", metadata.key());
    if (!has_metadata || texts.key() < metadata.key()) return unpaired("metadata", texts.key());
    const auto number = read_big_endian(metadata.key());
    if (!number) return unpaired("number", metadata.key());
    DATELINE_ASSIGN(auto document, decode_metadata(metadata.value()));
    DATELINE_ASSIGN(document.text, decode_text(texts.value()));
    DATELINE_ASSIGN(const bool go_on, visit(*number, std::move(document)));
    if (!go_on) return {};
    metadata.next();
    texts.next();
  }
}

}  // namespace dateline
