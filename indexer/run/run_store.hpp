// The work area of a run and the store in it, which go together.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "indexer/publish/work_area.hpp"
#include "indexer/run/run_tables.hpp"
#include "indexer/write/store/store_writer.hpp"

namespace dateline {

/// The store's tables as the decisions see them. The store outlives it.
class StoreTables : public RunTables {
 public:
  explicit StoreTables(StoreWriter& store) : store_(store) {}

  Result<std::optional<KeyEntry>> find_key(std::string_view key) override;
  Status put_key(std::string_view key, const KeyEntry& entry) override;
  Status delete_key(std::string_view key) override;
  Result<std::optional<std::string>> stored_key(DocumentNumber number) override;
  Result<std::optional<std::string>> find_file(std::string_view path) override;
  Status put_file(std::string_view path, std::string_view entry) override;
  Status delete_file(std::string_view path) override;
  Status for_each_file(const VisitFile& visit) override;

 private:
  StoreWriter& store_;
};

/// Removes the work area when it goes, unless that was published. One thread.
class RunStore {
 public:
  /// Writes documents, keys, files and counters into an empty store; `scratch` is a folder for
  /// files on the way there.
  using Fill = std::function<Status(StoreWriter& store, const std::filesystem::path& scratch)>;

  /// Opens the area's store, after `fill` (which may be empty) has written into it.
  static Result<std::unique_ptr<RunStore>> open(WorkArea area, std::size_t write_buffer_bytes,
                                                const Fill& fill = {});
  RunStore(const RunStore&) = delete;
  RunStore& operator=(const RunStore&) = delete;
  ~RunStore();

  [[nodiscard]] WorkArea& area() noexcept { return *area_; }
  [[nodiscard]] StoreWriter& writer() noexcept { return *writer_; }
  [[nodiscard]] RunTables& tables() noexcept { return *tables_; }
  /// The area became a generation: there is nothing to remove.
  void published() noexcept { area_.reset(); }

 private:
  explicit RunStore(WorkArea area) : area_(std::move(area)) {}

  std::optional<WorkArea> area_;
  std::unique_ptr<StoreWriter> writer_;
  std::optional<StoreTables> tables_;
};

}  // namespace dateline
