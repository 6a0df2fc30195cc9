// The table of a keyword field's values in the store: which number a value has, which of several
// spellings came first, and how many there are. Internal: includes RocksDB headers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "common/fields/field_table.hpp"
#include "common/format/store/rocksdb_guard.hpp"

namespace dateline {

/// The numbers of all values that are this one but for what does not count (folded()), ascending.
Result<std::vector<std::uint32_t>> numbers_of_value(const RocksDatabase& database, FieldId field,
                                                    std::string_view value);
/// The highest number that a value of the field has; 0: none has one.
Result<std::uint32_t> last_value_number(const RocksDatabase& database, FieldId field);

}  // namespace dateline
