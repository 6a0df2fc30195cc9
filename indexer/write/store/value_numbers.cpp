#include "indexer/write/store/value_numbers.hpp"

#include <algorithm>
#include <memory>

#include "common/base/bytes.hpp"
#include "common/fields/field_table.hpp"
#include "common/format/store/entries.hpp"
#include "common/format/store/value_names.hpp"

namespace dateline {
namespace {

rocksdb::WriteOptions without_log() {
  rocksdb::WriteOptions options;
  options.disableWAL = true;
  return options;
}

bool is_among(const std::vector<std::uint32_t>& numbers, std::uint32_t number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

}  // namespace

Result<std::vector<std::uint32_t>> ValueNumbers::numbers_of(
    const std::vector<std::string>& values) {
  std::vector<std::uint32_t> numbers;
  std::vector<std::uint32_t> firsts;
  for (const std::string& value : values) {
    DATELINE_ASSIGN(const auto found, find_or_add(value));
    if (!found || is_among(firsts, found->first)) continue;
    firsts.push_back(found->first);
    numbers.push_back(found->own);
  }
  return numbers;
}

Result<std::optional<ValueNumbers::Numbers>> ValueNumbers::find_or_add(const std::string& value) {
  if (const auto known = remembered_.find(value); known != remembered_.end()) return known->second;
  DATELINE_ASSIGN(const auto same, numbers_of_value(database_, field_, value));
  DATELINE_ASSIGN(auto found, find(value, same));
  if (!found) {
    DATELINE_ASSIGN(found, add(value, same));
  }
  if (remembered_.size() >= most_remembered) remembered_.clear();
  if (found) remembered_.emplace(value, *found);
  return found;
}

Result<std::optional<ValueNumbers::Numbers>> ValueNumbers::find(
    const std::string& value, const std::vector<std::uint32_t>& same) {
  for (const std::uint32_t number : same) {
    DATELINE_ASSIGN(const auto spelling, database_.get(Family::names, name_key(field_, number)));
    if (spelling == value) return Numbers{number, same.front()};
  }
  return std::nullopt;
}

Result<std::optional<ValueNumbers::Numbers>> ValueNumbers::add(
    const std::string& value, const std::vector<std::uint32_t>& same) {
  if (!last_) {
    DATELINE_ASSIGN(last_, last_value_number(database_, field_));
  }
  // Of a value that is known in other spellings, the first stands for all of them.
  if (*last_ >= max_column_values)
    return same.empty() ? std::optional<Numbers>() : Numbers{same.front(), same.front()};
  const std::uint32_t number = ++*last_;
  DATELINE_TRY(put(name_key(field_, number), value));
  DATELINE_TRY(put_folded(value, number, same));
  return Numbers{number, same.empty() ? number : same.front()};
}

Status ValueNumbers::put(const std::string& key, const std::string& value) {
  return check_rocksdb(
      database_.db()->Put(without_log(), database_.family(Family::names), key, value),
      "cannot write to the store", database_.path());
}

Status ValueNumbers::put_folded(std::string_view value, std::uint32_t number,
                                const std::vector<std::uint32_t>& same) {
  if (!same.empty()) DATELINE_TRY(put(alias_key(field_, number), big_endian(same.front())));
  return put(same_name_key(field_, value, number), {});
}

Status ValueNumbers::remove_all(const std::string& prefix) {
  const std::unique_ptr<rocksdb::Iterator> entry(
      database_.db()->NewIterator(rocksdb::ReadOptions(), database_.family(Family::names)));
  for (entry->Seek(prefix); entry->Valid() && entry->key().starts_with(prefix); entry->Next())
    DATELINE_TRY(check_rocksdb(
        database_.db()->Delete(without_log(), database_.family(Family::names), entry->key()),
        "cannot write to the store", database_.path()));
  return check_rocksdb(entry->status(), "cannot read from the store", database_.path());
}

Status ValueNumbers::renew_folded() {
  for (const std::string& prefix : folded_name_prefixes(field_)) DATELINE_TRY(remove_all(prefix));
  const std::string prefix = name_prefix(field_);
  const std::unique_ptr<rocksdb::Iterator> entry(
      database_.db()->NewIterator(rocksdb::ReadOptions(), database_.family(Family::names)));
  for (entry->Seek(prefix); entry->Valid() && entry->key().starts_with(prefix); entry->Next()) {
    const auto number = number_in_name_key(bytes_of(entry->key()));
    const std::string value(bytes_of(entry->value()));
    DATELINE_ASSIGN(const auto same, numbers_of_value(database_, field_, value));
    if (number) DATELINE_TRY(put_folded(value, *number, same));
  }
  return check_rocksdb(entry->status(), "cannot read from the store", database_.path());
}

}  // namespace dateline
