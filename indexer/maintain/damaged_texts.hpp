// Texts of documents in a store of which parts cannot be read. Internal: includes RocksDB headers.
#pragma once

#include <rocksdb/sst_file_reader.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/store/rocksdb_guard.hpp"
#include "common/format/store/store.hpp"

namespace dateline {

/// A store's tables, whatever family they are of.
[[nodiscard]] std::vector<std::filesystem::path> tables_in(const std::filesystem::path& directory);

/// Whether a table that was not found by way of the database may belong to the family. Tables of
/// documents that were written beside the database do not know theirs.
[[nodiscard]] bool may_be_of(Family family, const std::string& name);

/// Looks texts up: in the database, or where that does not open, in its tables one by one. Fast
/// where numbers ascend. Not thread-safe.
class DamagedTexts {
 public:
  /// `database` may be null; the tables in `directory` are then looked through.
  DamagedTexts(const RocksDatabase* database, const std::filesystem::path& directory);
  ~DamagedTexts();

  /// Nothing where the text cannot be read; damage() then says why, if it is known.
  std::optional<std::string> text(DocumentNumber number);
  /// Sentences that name files.
  [[nodiscard]] std::set<std::string>& damage() noexcept { return damage_; }

 private:
  /// A table of texts, and the numbers that it may hold.
  struct Table {
    std::filesystem::path path;
    DocumentNumber first, last;
  };

  std::optional<std::string> text_in_database(DocumentNumber number);
  std::optional<std::string> text_in_table(const Table& table, DocumentNumber number);
  void list_tables(const std::filesystem::path& directory);
  /// Makes `table` the one that is open.
  bool open(const Table& table);

  const RocksDatabase* database_;
  std::vector<Table> tables_;
  std::set<std::string> damage_;
  std::filesystem::path open_path_;
  std::unique_ptr<rocksdb::SstFileReader> reader_;
  std::unique_ptr<rocksdb::Iterator> entry_;
};

}  // namespace dateline
