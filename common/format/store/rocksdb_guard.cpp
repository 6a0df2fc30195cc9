#include "common/format/store/rocksdb_guard.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <sys/resource.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>

namespace dateline {
namespace {

/// RocksDB writes a LOG file into the database's folder, even when it only reads, unless it is
/// given a logger.
class SilentLogger : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

// Measured on press releases (docs/benchmarks.md, "The store"): a dictionary of raw samples of this
// size makes texts smaller than a trained one of 16 KiB, and costs no training.
constexpr std::size_t text_block_bytes = 24u << 10;
constexpr std::uint32_t text_dictionary_bytes = 128u << 10;
// Hits are read one by one: the smaller the block, the less is unpacked for each.
constexpr std::size_t metadata_block_bytes = 4u << 10;
constexpr std::uint32_t metadata_dictionary_bytes = 8u << 10;
constexpr std::size_t word_block_bytes = 8u << 10;
constexpr int document_level = 5;
constexpr double filter_bits_per_key = 10;

std::size_t block_bytes(Family family) {
  switch (family) {
    case Family::metadata:
      return metadata_block_bytes;
    case Family::texts:
      return text_block_bytes;
    case Family::keys:
    case Family::words:
    case Family::stems:
      return word_block_bytes;
    case Family::dead:
    case Family::names:
    case Family::settings:
    case Family::files:
      break;
  }
  return rocksdb::BlockBasedTableOptions().block_size;
}

rocksdb::BlockBasedTableOptions table_options(Family family) {
  static const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(8u << 20, 2);
  rocksdb::BlockBasedTableOptions options;
  options.block_cache = cache;
  options.format_version = 5;
  options.checksum = rocksdb::kXXH3;
  options.block_size = block_bytes(family);
  if (family == Family::keys || family == Family::words)
    options.filter_policy.reset(rocksdb::NewBloomFilterPolicy(filter_bits_per_key));
  return options;
}

/// A table beyond these is opened again, dictionary and all, when it is read. An eighth of what the
/// process may open: a searcher can hold several generations, and its program has files too.
int most_open_tables() {
  constexpr rlim_t share = 8, least = 64, most = 512;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return static_cast<int>(least);
  return static_cast<int>(std::clamp(limit.rlim_cur / share, least, most));
}

/// Opening a store says "Invalid argument" of an options file that could not be read, and of a file
/// CURRENT that could be opened at the second attempt only ("Direct I/O", which we never ask for).
bool wraps_io_error(const rocksdb::Status& status) {
  const char* const text = status.getState();
  if (!status.IsInvalidArgument() || text == nullptr) return false;
  const std::string_view said(text);
  return said.find("IO error: ") != std::string_view::npos ||
         said.find("Direct I/O is not supported") != std::string_view::npos;
}

ErrorCode code_of(const rocksdb::Status& status) noexcept {
  if (status.IsCorruption()) return ErrorCode::corrupt;
  if (status.IsIOError() || status.IsNoSpace() || status.IsNotFound() || wraps_io_error(status))
    return ErrorCode::io;
  return ErrorCode::internal;
}

}  // namespace

Status check_rocksdb(const rocksdb::Status& status, std::string_view action,
                     const std::filesystem::path& path) {
  if (status.ok()) return {};
  const ErrorCode code = code_of(status);
  return failure(code, std::string(action) + " " + path.string() + ": " + status.ToString(),
                 code == ErrorCode::corrupt
                     ? "dateline-index check --full lists all damage; repair recovers the index"
                     : "");
}

rocksdb::ReadOptions scan_options() {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  return options;
}

rocksdb::ColumnFamilyOptions family_options(Family family) {
  rocksdb::ColumnFamilyOptions options;
  options.compression = rocksdb::kZSTD;
  options.bottommost_compression = rocksdb::kDisableCompressionOption;
  if (family == Family::metadata || family == Family::texts) {
    options.compression_opts.level = document_level;
    options.compression_opts.max_dict_bytes =
        family == Family::texts ? text_dictionary_bytes : metadata_dictionary_bytes;
    options.compression_opts.max_dict_buffer_bytes = 2u << 20;
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_options(family)));
  return options;
}

rocksdb::DBOptions database_options() {
  rocksdb::DBOptions options;
  options.info_log = std::make_shared<SilentLogger>();
  options.max_open_files = most_open_tables();
  // Sixteen threads by default, to open a handful of tables; a search is too short for that.
  options.max_file_opening_threads = 1;
  options.skip_stats_update_on_db_open = true;
  options.skip_checking_sst_file_sizes_on_db_open = true;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.avoid_unnecessary_blocking_io = true;
  options.fail_if_options_file_error = true;
  return options;
}

Result<RocksDatabase> RocksDatabase::open(const std::filesystem::path& directory, Mode mode,
                                          std::size_t write_buffer_bytes) {
  Families families;
  for (std::size_t i = 0; i < family_names.size(); ++i) {
    auto options = family_options(static_cast<Family>(i));
    options.write_buffer_size = write_buffer_bytes;
    families.emplace_back(std::string(family_names[i]), options);
  }
  RocksDatabase database;
  database.path_ = directory;
  std::error_code unreadable;  // then opening says what is wrong
  const bool is_new = mode == Mode::create_or_write &&
                      !std::filesystem::exists(directory / "CURRENT", unreadable) && !unreadable;
  const rocksdb::Status status =
      is_new ? database.create(families) : database.open_all(std::move(families), mode);
  DATELINE_TRY(check_rocksdb(status, "cannot open the store", directory));
  return database;
}

rocksdb::Status RocksDatabase::open_all(Families families, Mode mode) {
  families.emplace_back(rocksdb::kDefaultColumnFamilyName, rocksdb::ColumnFamilyOptions());
  const rocksdb::DBOptions options = database_options();
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      mode == Mode::read_only
          ? rocksdb::DB::OpenForReadOnly(options, path_, families, &handles_, &db)
          : rocksdb::DB::Open(options, path_, families, &handles_, &db);
  db_.reset(db);
  return status;
}

rocksdb::Status RocksDatabase::create(const Families& families) {
  rocksdb::DBOptions options = database_options();
  options.create_if_missing = true;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::Open(options, path_, {{rocksdb::kDefaultColumnFamilyName, {}}}, &handles_, &db);
  if (!status.ok()) return status;
  db_.reset(db);
  for (const auto& family : families) {
    rocksdb::ColumnFamilyHandle* handle = nullptr;
    const rocksdb::Status created = db->CreateColumnFamily(family.options, family.name, &handle);
    if (handle != nullptr) handles_.insert(std::prev(handles_.end()), handle);
    if (!created.ok()) return created;
  }
  return status;
}

RocksDatabase& RocksDatabase::operator=(RocksDatabase&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(db_, other.db_);
  std::swap(handles_, other.handles_);
  std::swap(abandoned_, other.abandoned_);
  return *this;
}

RocksDatabase::~RocksDatabase() {
  // Whoever wrote has called close() and seen its result; a reader has nothing to lose here.
  static_cast<void>(close());
}

Result<std::optional<std::string>> RocksDatabase::get(Family family_id,
                                                      std::string_view key) const {
  rocksdb::PinnableSlice value;
  const rocksdb::Status status = db()->Get(rocksdb::ReadOptions(), family(family_id),
                                           rocksdb::Slice(key.data(), key.size()), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  DATELINE_TRY(check_rocksdb(status, "cannot read from the store", path_));
  return std::optional<std::string>(value.ToString());
}

Status RocksDatabase::close() {
  if (!db_) return {};
  if (*abandoned_) {
    static_cast<void>(db_.release());
    return failure(ErrorCode::internal,
                   path_.string() + " cannot be closed: a call ran out of memory");
  }
  for (rocksdb::ColumnFamilyHandle* handle : handles_)
    DATELINE_TRY(check_rocksdb(db()->DestroyColumnFamilyHandle(handle), "cannot close", path_));
  handles_.clear();
  const rocksdb::Status status = db()->Close();
  db_.reset();
  return check_rocksdb(status, "cannot close the store", path_);
}

}  // namespace dateline
