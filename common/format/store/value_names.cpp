#include "common/format/store/value_names.hpp"

#include <limits>
#include <memory>
#include <string>

#include "common/base/bytes.hpp"
#include "common/format/store/entries.hpp"

namespace dateline {
namespace {

std::unique_ptr<rocksdb::Iterator> names_of(const RocksDatabase& database) {
  return std::unique_ptr<rocksdb::Iterator>(
      database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::names)));
}

bool is_at(const rocksdb::Iterator& entry, const std::string& prefix) {
  return entry.Valid() && entry.key().starts_with(prefix);
}

}  // namespace

Result<std::vector<std::uint32_t>> numbers_of_value(const RocksDatabase& database, FieldId field,
                                                    std::string_view value) {
  const std::string prefix = same_name_prefix(field, value);
  std::vector<std::uint32_t> numbers;
  const auto entry = names_of(database);
  for (entry->Seek(prefix); is_at(*entry, prefix); entry->Next())
    if (const auto number = number_in_name_key(bytes_of(entry->key()))) numbers.push_back(*number);
  DATELINE_TRY(check_rocksdb(entry->status(), "cannot read from the store", database.path()));
  return numbers;
}

Result<std::uint32_t> last_value_number(const RocksDatabase& database, FieldId field) {
  const auto entry = names_of(database);
  entry->SeekForPrev(name_key(field, std::numeric_limits<std::uint32_t>::max()));
  const bool found = is_at(*entry, name_prefix(field));
  const auto number = found ? number_in_name_key(bytes_of(entry->key())) : std::nullopt;
  DATELINE_TRY(check_rocksdb(entry->status(), "cannot read from the store", database.path()));
  return number.value_or(0);
}

}  // namespace dateline
