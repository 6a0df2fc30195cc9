#include "common/format/store/store.hpp"

#include "common/base/bytes.hpp"
#include "common/format/schema.hpp"
#include "common/format/store/entries.hpp"
#include "common/format/store/rocksdb_guard.hpp"
#include "common/format/store/stored_documents.hpp"
#include "common/format/store/value_names.hpp"

namespace dateline {
namespace {

/// Calls visit(key, value) for the entries that begin with `prefix` until it returns false or an
/// error.
template <typename Visit>
Status for_each_entry(const RocksDatabase& database, Family family, std::string_view prefix,
                      Visit&& visit) {
  const rocksdb::ReadOptions options = prefix.empty() ? scan_options() : rocksdb::ReadOptions();
  const std::unique_ptr<rocksdb::Iterator> entry(
      database.db()->NewIterator(options, database.family(family)));
  for (entry->Seek(rocksdb::Slice(prefix.data(), prefix.size()));
       entry->Valid() && bytes_of(entry->key()).substr(0, prefix.size()) == prefix; entry->Next()) {
    DATELINE_ASSIGN(const bool go_on, visit(bytes_of(entry->key()), bytes_of(entry->value())));
    if (!go_on) return {};
  }
  return check_rocksdb(entry->status(), "cannot read from the store", database.path());
}

Result<std::map<std::uint32_t, std::string>> read_names(const RocksDatabase& database,
                                                        FieldId field) {
  std::map<std::uint32_t, std::string> names;
  DATELINE_TRY(for_each_entry(database, Family::names, name_prefix(field),
                              [&](std::string_view key, std::string_view name) -> Result<bool> {
                                if (const auto number = number_in_name_key(key))
                                  names.emplace(*number, name);
                                return true;
                              }));
  return names;
}

/// Whether the table of folded names is there, and of our folding.
Status check_folded_names(const RocksDatabase& database) {
  DATELINE_ASSIGN(const auto bytes, database.get(Family::settings, name_analysis_setting));
  std::uint64_t analysis = 0;
  if (bytes && ByteReader(*bytes).read_varint(analysis) && analysis == analysis_version) return {};
  return failure(ErrorCode::format_mismatch,
                 "the index cannot look up names of sources and languages",
                 "run dateline-index rebuild on it");
}

/// Where the table of values is full, one that is not in it may be a document's.
Status check_all_numbered(const RocksDatabase& database, FieldId field, std::string_view value) {
  DATELINE_ASSIGN(const auto last, last_value_number(database, field));
  if (last < max_column_values) return {};
  return failure(ErrorCode::bad_query,
                 "\"" + std::string(value) + "\" is not among the first " +
                     std::to_string(max_column_values) + " values of " +
                     std::string(field_of(field).name) +
                     ", and the index cannot look up the others",
                 "search for its words instead");
}

}  // namespace

struct Store::Impl {
  RocksDatabase database;
};

Result<Store> Store::open(const std::filesystem::path& directory) {
  DATELINE_ASSIGN(auto database, RocksDatabase::open(directory, RocksDatabase::Mode::read_only));
  return Store(std::make_unique<Impl>(Impl{std::move(database)}));
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<std::optional<Document>> Store::document(DocumentNumber number) const {
  return read_document(impl_->database, number);
}

Result<std::optional<Document>> Store::metadata(DocumentNumber number) const {
  return read_metadata(impl_->database, number);
}

Result<std::optional<KeyEntry>> Store::find_key(std::string_view key) const {
  DATELINE_ASSIGN(const auto bytes, impl_->database.get(Family::keys, key));
  if (!bytes) return std::optional<KeyEntry>();
  DATELINE_ASSIGN(auto entry, decode_key_entry(*bytes));
  return std::optional<KeyEntry>(std::move(entry));
}

Result<std::optional<WordEntry>> Store::word(std::string_view word) const {
  DATELINE_ASSIGN(const auto value, impl_->database.get(Family::words, word));
  if (!value) return std::optional<WordEntry>();
  DATELINE_ASSIGN(auto entry, decode_word(word, *value));
  return std::optional<WordEntry>(std::move(entry));
}

Result<std::vector<WordEntry>> Store::words_of_stem(std::string_view stem) const {
  std::vector<WordEntry> words;
  const std::string prefix = stem_key(stem, {});
  DATELINE_TRY(for_each_entry(impl_->database, Family::stems, prefix,
                              [&](std::string_view key, std::string_view value) -> Result<bool> {
                                std::uint64_t number = 0;
                                if (!ByteReader(value).read_varint(number))
                                  return failure(ErrorCode::corrupt,
                                                 "a stored stem cannot be read");
                                words.push_back({std::string(key.substr(prefix.size())),
                                                 static_cast<WordNumber>(number), 0});
                                return true;
                              }));
  return words;
}

Status Store::for_each_word(std::string_view prefix,
                            const std::function<bool(const WordEntry&)>& visit) const {
  return for_each_entry(impl_->database, Family::words, prefix,
                        [&](std::string_view word, std::string_view value) -> Result<bool> {
                          DATELINE_ASSIGN(const auto entry, decode_word(word, value));
                          return visit(entry);
                        });
}

Status Store::for_each_document(
    const std::function<Result<bool>(DocumentNumber, Document&&)>& visit) const {
  return for_each_stored_document(impl_->database, 0, visit);
}

Result<std::uint64_t> Store::count_keys() const {
  std::uint64_t keys = 0;
  DATELINE_TRY(for_each_entry(impl_->database, Family::keys, {},
                              [&](std::string_view, std::string_view) -> Result<bool> {
                                ++keys;
                                return true;
                              }));
  return keys;
}

Result<std::string> Store::dead_documents(std::string_view segment) const {
  DATELINE_ASSIGN(auto bytes, impl_->database.get(Family::dead, segment));
  return std::move(bytes).value_or(std::string());
}

Result<std::map<std::uint32_t, std::string>> Store::names(FieldId field) const {
  return read_names(impl_->database, field);
}

Result<std::vector<std::uint32_t>> Store::numbers_of_name(FieldId field,
                                                          std::string_view name) const {
  DATELINE_TRY(check_folded_names(impl_->database));
  DATELINE_ASSIGN(auto numbers, numbers_of_value(impl_->database, field, name));
  if (numbers.empty() && field_of(field).values.column)
    DATELINE_TRY(check_all_numbered(impl_->database, field, name));
  return numbers;
}

Result<NameAliases> Store::name_aliases(FieldId field) const {
  DATELINE_TRY(check_folded_names(impl_->database));
  NameAliases aliases;
  DATELINE_TRY(for_each_entry(impl_->database, Family::names, alias_prefix(field),
                              [&](std::string_view key, std::string_view first) -> Result<bool> {
                                const auto number = number_in_name_key(key);
                                const auto same = read_big_endian(first);
                                if (number && same) aliases.emplace(*number, *same);
                                return true;
                              }));
  return aliases;
}

}  // namespace dateline
