// RocksDB's statuses as Errors, and how every database of ours is set up. Internal: includes
// RocksDB headers.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/status.h>

#include <array>
#include <atomic>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"

namespace dateline {

/// Done, or the Error that says what `action` on `path` met.
Status check_rocksdb(const rocksdb::Status& status, std::string_view action,
                     const std::filesystem::path& path);

/// The column families of a store, in the order of their handles. Names are on disk.
enum class Family : std::size_t {
  metadata,
  texts,
  keys,
  words,
  stems,
  dead,
  names,
  settings,
  files
};
inline constexpr std::array<std::string_view, 9> family_names{
    "metadata", "texts", "keys", "words", "stems", "dead", "names", "settings", "files"};

[[nodiscard]] inline std::string_view bytes_of(const rocksdb::Slice& slice) noexcept {
  return {slice.data(), slice.size()};
}

/// For reading through a family: blocks that are read once would wash the cache out.
rocksdb::ReadOptions scan_options();

/// Compression and block layout of a family; the same for reading and writing.
rocksdb::ColumnFamilyOptions family_options(Family family);
/// No log file, few open files, no background work that a reader does not need.
rocksdb::DBOptions database_options();

/// An open database with its handles; closes them in the right order. RocksDB is not made for
/// exceptions: after one has left it (a lack of memory) it may hold its own locks for ever, so that
/// closing would hang; then the database is abandoned to the process instead.
class RocksDatabase {
 public:
  enum class Mode { read_only, create_or_write };
  static Result<RocksDatabase> open(const std::filesystem::path& directory, Mode mode,
                                    std::size_t write_buffer_bytes = 8u << 20);
  RocksDatabase(RocksDatabase&&) noexcept = default;
  RocksDatabase& operator=(RocksDatabase&&) noexcept;
  ~RocksDatabase();

  /// The way into RocksDB for one expression, as in `database.db()->Get(...)`: sees an exception
  /// that leaves it.
  class Call {
   public:
    Call(rocksdb::DB& db, std::atomic<bool>& abandoned) noexcept
        : db_(db), abandoned_(abandoned), exceptions_(std::uncaught_exceptions()) {}
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
    ~Call() {
      if (std::uncaught_exceptions() > exceptions_) abandoned_ = true;
    }
    rocksdb::DB* operator->() const noexcept { return &db_; }

   private:
    rocksdb::DB& db_;
    std::atomic<bool>& abandoned_;
    int exceptions_;
  };
  [[nodiscard]] Call db() const noexcept { return {*db_, *abandoned_}; }
  [[nodiscard]] rocksdb::ColumnFamilyHandle* family(Family family) const noexcept {
    return handles_[static_cast<std::size_t>(family)];
  }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  /// The value, or nothing where there is no such key.
  Result<std::optional<std::string>> get(Family family, std::string_view key) const;
  /// Destroys handles and database, and reports what closing met.
  Status close();

 private:
  using Families = std::vector<rocksdb::ColumnFamilyDescriptor>;
  RocksDatabase() = default;
  rocksdb::Status open_all(Families families, Mode mode);
  /// A new store, its families one by one. A family that was made, but whose options could not be
  /// written, has a handle, which Open() forgets: closing then ends the process by an assertion.
  rocksdb::Status create(const Families& families);
  std::filesystem::path path_;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
  std::unique_ptr<std::atomic<bool>> abandoned_ = std::make_unique<std::atomic<bool>>(false);
};

}  // namespace dateline
