// Numbers for the values of a field of columns. Unlike names of sources they are not all kept in
// memory: a collection may have a million of authors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/format/store/rocksdb_guard.hpp"
#include "common/format/store/store.hpp"

namespace dateline {

/// One field of a store that is being written. Remembers the values that it was asked for last. One
/// thread.
class ValueNumbers {
 public:
  /// The database must live longer.
  ValueNumbers(RocksDatabase& database, FieldId field) : database_(database), field_(field) {}

  /// The numbers of the values, new ones where they have none, each value once however often and in
  /// whatever spelling it is there. Beyond max_column_values none is new.
  Result<std::vector<std::uint32_t>> numbers_of(const std::vector<std::string>& values);
  /// Writes again who has which value: values are folded differently from before.
  Status renew_folded();

 private:
  /// A spelling, and the first one of the same value.
  struct Numbers {
    std::uint32_t own;
    std::uint32_t first;
  };
  static constexpr std::size_t most_remembered = 100'000;

  Result<std::optional<Numbers>> find_or_add(const std::string& value);
  Result<std::optional<Numbers>> find(const std::string& value,
                                      const std::vector<std::uint32_t>& same);
  Result<std::optional<Numbers>> add(const std::string& value,
                                     const std::vector<std::uint32_t>& same);
  Status put(const std::string& key, const std::string& value);
  Status put_folded(std::string_view value, std::uint32_t number,
                    const std::vector<std::uint32_t>& same);
  Status remove_all(const std::string& prefix);

  RocksDatabase& database_;
  FieldId field_;
  std::optional<std::uint32_t> last_;  ///< number that was given
  std::unordered_map<std::string, Numbers> remembered_;
};

}  // namespace dateline
