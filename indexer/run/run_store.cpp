#include "indexer/run/run_store.hpp"

#include <utility>

namespace dateline {

Result<std::optional<KeyEntry>> StoreTables::find_key(std::string_view key) {
  return store_.find_key(key);
}

Status StoreTables::put_key(std::string_view key, const KeyEntry& entry) {
  return store_.put_key(key, entry);
}

Status StoreTables::delete_key(std::string_view key) {
  return store_.delete_key(key);
}

Result<std::optional<std::string>> StoreTables::stored_key(DocumentNumber number) {
  DATELINE_ASSIGN(auto document, store_.metadata(number));
  if (!document) return std::optional<std::string>();
  return std::optional<std::string>(std::move(document->key));
}

Result<std::optional<std::string>> StoreTables::find_file(std::string_view path) {
  return store_.find_file(path);
}

Status StoreTables::put_file(std::string_view path, std::string_view entry) {
  return store_.put_file(path, entry);
}

Status StoreTables::delete_file(std::string_view path) {
  return store_.delete_file(path);
}

Status StoreTables::for_each_file(const VisitFile& visit) {
  return store_.for_each_file(visit);
}

Result<std::unique_ptr<RunStore>> RunStore::open(WorkArea area, std::size_t write_buffer_bytes,
                                                 const Fill& fill) {
  // Whatever fails from here on, the destructor removes the area.
  std::unique_ptr<RunStore> opened(new RunStore(std::move(area)));
  const auto directory = opened->area_->store();
  if (fill) {
    DATELINE_ASSIGN(const auto store, StoreWriter::open(directory, write_buffer_bytes));
    DATELINE_TRY(fill(*store, opened->area_->scratch()));
    DATELINE_TRY(store->close());
  }
  DATELINE_ASSIGN(opened->writer_, StoreWriter::open(directory, write_buffer_bytes));
  opened->tables_.emplace(*opened->writer_);
  return opened;
}

RunStore::~RunStore() {
  tables_.reset();
  writer_.reset();
  // What cannot be removed now, the next run removes.
  if (area_) static_cast<void>(area_->discard());
}

}  // namespace dateline
