#include "indexer/maintain/damaged_texts.hpp"

#include <utility>

#include "common/base/bytes.hpp"
#include "common/base/directory.hpp"
#include "common/format/store/document_codec.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> text_of(std::string_view record) {
  auto text = decode_text(record);
  return text ? std::optional(std::move(*text)) : std::nullopt;
}

}  // namespace

std::vector<fs::path> tables_in(const fs::path& directory) {
  std::vector<fs::path> tables;
  if (const auto entries = list_directory(directory))
    for (const fs::path& entry : *entries)
      if (entry.extension() == ".sst") tables.push_back(entry);
  return tables;
}

bool may_be_of(Family family, const std::string& name) {
  if (name == family_names[static_cast<std::size_t>(family)]) return true;
  return (family == Family::metadata || family == Family::texts) && name.empty();
}

DamagedTexts::DamagedTexts(const RocksDatabase* database, const fs::path& directory)
    : database_(database) {
  if (database_ == nullptr) list_tables(directory);
}

DamagedTexts::~DamagedTexts() = default;

std::optional<std::string> DamagedTexts::text(DocumentNumber number) {
  if (database_ != nullptr) return text_in_database(number);
  for (const Table& table : tables_) {
    if (number < table.first || table.last < number) continue;
    if (auto found = text_in_table(table, number)) return found;
  }
  return std::nullopt;
}

std::optional<std::string> DamagedTexts::text_in_database(DocumentNumber number) {
  const auto record = database_->get(Family::texts, big_endian(number));
  if (!record) damage_.insert(record.error().message);
  return record && *record ? text_of(**record) : std::nullopt;
}

std::optional<std::string> DamagedTexts::text_in_table(const Table& table, DocumentNumber number) {
  if (!open(table)) return std::nullopt;
  const std::string key = big_endian(number);
  entry_->Seek(key);
  if (!entry_->status().ok())
    damage_.insert(table.path.string() + ": some of its blocks cannot be read");
  if (!entry_->Valid() || bytes_of(entry_->key()) != key) return std::nullopt;
  return text_of(bytes_of(entry_->value()));
}

/// Tables whose ends cannot be read may hold any number; those of metadata hold none of our records
/// and cost a seek.
void DamagedTexts::list_tables(const fs::path& directory) {
  constexpr DocumentNumber last_number = 0xffffffff;
  for (const fs::path& path : tables_in(directory)) {
    Table table{path, 0, last_number};
    if (!open(table)) continue;
    const auto properties = reader_->GetTableProperties();
    if (properties && !may_be_of(Family::texts, properties->column_family_name)) continue;
    entry_->SeekToFirst();
    if (entry_->Valid() && is_record(bytes_of(entry_->value()), RecordKind::metadata)) continue;
    if (entry_->Valid()) table.first = read_big_endian(bytes_of(entry_->key())).value_or(0);
    entry_->SeekToLast();
    if (entry_->Valid())
      table.last = read_big_endian(bytes_of(entry_->key())).value_or(last_number);
    tables_.push_back(std::move(table));
  }
}

bool DamagedTexts::open(const Table& table) {
  if (open_path_ == table.path) return entry_ != nullptr;
  open_path_ = table.path;
  entry_.reset();
  reader_ = std::make_unique<rocksdb::SstFileReader>(
      rocksdb::Options(database_options(), family_options(Family::texts)));
  if (const auto opened = reader_->Open(table.path.string()); !opened.ok()) {
    damage_.insert(table.path.string() + ": cannot be read: " + opened.ToString());
    return false;
  }
  entry_.reset(reader_->NewIterator(rocksdb::ReadOptions()));
  return true;
}

}  // namespace dateline
