#include "indexer/maintain/damaged_store.hpp"

#include <rocksdb/sst_file_reader.h>

#include <optional>

#include "common/base/bytes.hpp"
#include "common/base/file_io.hpp"
#include "common/format/store/document_codec.hpp"
#include "common/format/store/entries.hpp"
#include "common/format/store/rocksdb_guard.hpp"
#include "indexer/maintain/damaged_texts.hpp"
#include "indexer/maintain/open_segment.hpp"
#include "indexer/maintain/readable_entries.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using VisitBytes = std::function<Status(std::string_view key, std::string_view value)>;

}  // namespace

struct DamagedStore::Impl {
  fs::path directory;
  std::optional<RocksDatabase> database;
  mutable std::set<std::string> damage;

  void note(const fs::path& path, const std::string& what) const {
    damage.insert(path.string() + ": " + what);
  }

  Result<bool> scan(Family family, const VisitBytes& visit) const;
  /// Whether all of the table could be read.
  Result<bool> scan_table(const fs::path& table, Family family, const VisitBytes& visit) const;
  Result<bool> scan_tables(Family family, const VisitBytes& visit) const;
  [[nodiscard]] std::vector<fs::path> tables_of(Family family) const;
};

/// The family as the database has it, if all of it can be read; else its tables, one by one: of
/// tables that overlap a damaged place the database shows nothing after it.
Result<bool> DamagedStore::Impl::scan(Family family, const VisitBytes& visit) const {
  if (database) {
    const std::unique_ptr<rocksdb::Iterator> entry(
        database->db()->NewIterator(scan_options(), database->family(family)));
    for (entry->SeekToFirst(); entry->Valid(); entry->Next())
      DATELINE_TRY(visit(bytes_of(entry->key()), bytes_of(entry->value())));
    if (entry->status().ok()) return true;
  }
  DATELINE_TRY(scan_tables(family, visit));
  return false;
}

Result<bool> DamagedStore::Impl::scan_tables(Family family, const VisitBytes& visit) const {
  bool whole = true;
  for (const fs::path& table : tables_of(family)) {
    DATELINE_ASSIGN(const bool table_whole, scan_table(table, family, visit));
    whole = whole && table_whole;
  }
  return whole;
}

std::vector<fs::path> DamagedStore::Impl::tables_of(Family family) const {
  std::vector<fs::path> tables;
  if (database) {
    rocksdb::ColumnFamilyMetaData info;
    database->db()->GetColumnFamilyMetaData(database->family(family), &info);
    for (const auto& level : info.levels)
      for (const auto& file : level.files)
        tables.push_back(directory / fs::path(file.name).relative_path());
    return tables;
  }
  return tables_in(directory);
}

Result<bool> DamagedStore::Impl::scan_table(const fs::path& table, Family family,
                                            const VisitBytes& visit) const {
  rocksdb::SstFileReader reader(rocksdb::Options(database_options(), family_options(family)));
  if (const auto opened = reader.Open(table.string()); !opened.ok()) {
    note(table, "cannot be read: " + opened.ToString());
    return false;
  }
  const auto properties = reader.GetTableProperties();
  if (!database && properties && !may_be_of(family, properties->column_family_name)) return true;
  const std::unique_ptr<rocksdb::Iterator> entry(reader.NewIterator(scan_options()));
  DATELINE_ASSIGN(const bool whole, for_each_readable(*entry, visit));
  if (!whole) note(table, "some of its blocks cannot be read");
  return whole;
}

DamagedStore DamagedStore::open(const fs::path& directory) {
  auto impl = std::make_unique<Impl>();
  impl->directory = directory;
  auto database = RocksDatabase::open(directory, RocksDatabase::Mode::read_only);
  if (database)
    impl->database.emplace(std::move(*database));
  else
    impl->note(directory, database.error().message);
  return DamagedStore(std::move(impl));
}

DamagedStore::DamagedStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DamagedStore::DamagedStore(DamagedStore&&) noexcept = default;
DamagedStore::~DamagedStore() = default;

Result<bool> DamagedStore::for_each_document(
    const std::function<Status(DocumentNumber, Document&&)>& visit) const {
  bool decoded = true;
  DamagedTexts texts(impl_->database ? &*impl_->database : nullptr, impl_->directory);
  DATELINE_ASSIGN(
      const bool whole,
      impl_->scan(Family::metadata, [&](std::string_view key, std::string_view value) -> Status {
        if (is_record(value, RecordKind::text)) return {};  // of a table that knows no family
        const auto number = read_big_endian(key);
        auto document = decode_metadata(value);
        auto text = number ? texts.text(*number) : std::nullopt;
        if (!document || !text) {
          decoded = false;
          return {};
        }
        document->text = std::move(*text);
        return visit(*number, std::move(*document));
      }));
  impl_->damage.merge(texts.damage());
  return whole && decoded;
}

Result<bool> DamagedStore::for_each_key(
    const std::function<Status(std::string_view, const KeyEntry&)>& visit) const {
  bool decoded = true;
  DATELINE_ASSIGN(
      const bool whole,
      impl_->scan(Family::keys, [&](std::string_view key, std::string_view value) -> Status {
        const auto entry = decode_key_entry(value);
        if (entry) return visit(key, *entry);
        decoded = false;
        return {};
      }));
  return whole && decoded;
}

Result<bool> DamagedStore::for_each_file(
    const std::function<Status(std::string_view, std::string_view)>& visit) const {
  return impl_->scan(Family::files, visit);
}

Result<Roaring> DamagedStore::dead_documents(const std::string& segment) const {
  if (impl_->database) {
    const auto bitmap = impl_->database->get(Family::dead, segment);
    if (bitmap) return parse_dead(bitmap->value_or(std::string()), segment);
  }
  // Deleted documents only become more: of several versions the union is the last.
  Roaring dead;
  DATELINE_ASSIGN(
      const bool whole,
      impl_->scan_tables(Family::dead, [&](std::string_view key, std::string_view value) -> Status {
        if (key != segment) return {};
        DATELINE_ASSIGN(const Roaring version, parse_dead(std::string(value), segment));
        dead |= version;
        return {};
      }));
  if (whole) return dead;
  return failure(ErrorCode::corrupt,
                 "the deleted documents of segment " + segment + " cannot be read");
}

std::uint64_t DamagedStore::counter(std::string_view setting) const {
  if (!impl_->database) return 1;
  const auto bytes = impl_->database->get(Family::settings, setting);
  std::uint64_t value = 0;
  if (!bytes || !*bytes || !ByteReader(**bytes).read_varint(value)) return 1;
  return value;
}

const std::set<std::string>& DamagedStore::damage() const noexcept {
  return impl_->damage;
}

}  // namespace dateline
