// A store of which parts cannot be read: everything that can be.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <roaring/roaring.hh>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/store/store.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Reads around blocks and tables that are damaged, and where the database does not open, its
/// tables one by one. Whoever reads a table by itself does not see that later tables deleted an
/// entry of it. Not thread-safe.
class DamagedStore {
 public:
  /// Never fails: a store of which nothing can be read holds nothing.
  static DamagedStore open(const std::filesystem::path& directory);
  DamagedStore(DamagedStore&&) noexcept;
  ~DamagedStore();

  /// Calls `visit` for each document that can be read. True: these were the store's documents.
  /// False: some cannot be read; others may come twice, in no order, or although they were deleted.
  /// An error of `visit` ends it and is returned.
  Result<bool> for_each_document(
      const std::function<Status(DocumentNumber, Document&&)>& visit) const;
  /// Likewise for the keys; entries that a later one replaced may come too.
  Result<bool> for_each_key(
      const std::function<Status(std::string_view, const KeyEntry&)>& visit) const;
  /// Likewise for input files and their encoded entries.
  Result<bool> for_each_file(
      const std::function<Status(std::string_view, std::string_view)>& visit) const;

  /// A segment's deleted documents. Error corrupt if it is unknown which these are.
  [[nodiscard]] Result<Roaring> dead_documents(const std::string& segment) const;
  /// 1 where it cannot be read.
  [[nodiscard]] std::uint64_t counter(std::string_view setting) const;

  /// What could not be read so far: sentences that name files.
  [[nodiscard]] const std::set<std::string>& damage() const noexcept;

 private:
  struct Impl;
  explicit DamagedStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
