#include "indexer/write/store/store_writer.hpp"

#include <rocksdb/sst_file_writer.h>

#include <algorithm>

#include "common/base/bytes.hpp"
#include "common/fields/keyword_values.hpp"
#include "common/format/schema.hpp"
#include "common/format/store/document_codec.hpp"
#include "common/format/store/entries.hpp"
#include "common/format/store/rocksdb_guard.hpp"
#include "common/format/store/stored_documents.hpp"
#include "indexer/write/store/value_numbers.hpp"

namespace dateline {
namespace {

rocksdb::Slice slice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

rocksdb::WriteOptions without_log() {
  rocksdb::WriteOptions options;
  options.disableWAL = true;
  return options;
}

constexpr std::uint32_t most_languages = 65535;

/// Where the texts lie of the documents whose metadata is in `path`.
std::string text_file(const std::string& path) {
  return path + "-texts";
}

}  // namespace

struct StoreWriter::Impl {
  RocksDatabase database;
  std::map<FieldId, std::unordered_map<std::string, std::uint32_t>> names;
  std::map<FieldId, ValueNumbers> columns;  // refer to the database: made when it is in its place

  Status put(Family family, std::string_view key, std::string_view value) {
    return check_rocksdb(
        database.db()->Put(without_log(), database.family(family), slice(key), slice(value)),
        "cannot write to the store", database.path());
  }
  Status remove(Family family, std::string_view key) {
    return check_rocksdb(database.db()->Delete(without_log(), database.family(family), slice(key)),
                         "cannot write to the store", database.path());
  }
  /// Calls visit(key, value) for what begins with the prefix in `names`, as it was when it was
  /// called.
  template <typename Visit>
  Status for_each_name_entry(std::string_view prefix, Visit&& visit) {
    const std::unique_ptr<rocksdb::Iterator> entry(
        database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::names)));
    for (entry->Seek(slice(prefix)); entry->Valid() && entry->key().starts_with(slice(prefix));
         entry->Next())
      DATELINE_TRY(visit({entry->key().data(), entry->key().size()},
                         {entry->value().data(), entry->value().size()}));
    return check_rocksdb(entry->status(), "cannot read from the store", database.path());
  }
  /// The number of the first name that is the same but for what does not count.
  Result<std::optional<std::uint32_t>> first_of_same_name(FieldId field, std::string_view name) {
    const std::string prefix = same_name_prefix(field, name);
    const std::unique_ptr<rocksdb::Iterator> entry(
        database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::names)));
    entry->Seek(slice(prefix));
    if (entry->Valid() && entry->key().starts_with(slice(prefix)))
      return number_in_name_key({entry->key().data(), entry->key().size()});
    DATELINE_TRY(check_rocksdb(entry->status(), "cannot read from the store", database.path()));
    return std::nullopt;
  }
  Status put_folded(FieldId field, std::string_view name, std::uint32_t number) {
    DATELINE_ASSIGN(const auto first, first_of_same_name(field, name));
    if (first) DATELINE_TRY(put(Family::names, alias_key(field, number), big_endian(*first)));
    return put(Family::names, same_name_key(field, name, number), {});
  }
};

Result<std::unique_ptr<StoreWriter>> StoreWriter::open(const std::filesystem::path& directory,
                                                       std::size_t write_buffer_bytes) {
  DATELINE_ASSIGN(
      auto database,
      RocksDatabase::open(directory, RocksDatabase::Mode::create_or_write, write_buffer_bytes));
  auto impl = std::make_unique<Impl>(Impl{std::move(database), {}, {}});
  for (const FieldId field : column_fields)
    impl->columns.emplace(field, ValueNumbers(impl->database, field));
  std::unique_ptr<StoreWriter> writer(new StoreWriter(std::move(impl)));
  for (const FieldId field : {FieldId::source, FieldId::language})
    DATELINE_TRY(writer->load_names(field));
  DATELINE_TRY(writer->renew_folded_names());
  return writer;
}

StoreWriter::StoreWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
StoreWriter::~StoreWriter() = default;

Result<std::optional<KeyEntry>> StoreWriter::find_key(std::string_view key) {
  DATELINE_ASSIGN(const auto bytes, impl_->database.get(Family::keys, key));
  if (!bytes) return std::optional<KeyEntry>();
  DATELINE_ASSIGN(auto entry, decode_key_entry(*bytes));
  return std::optional<KeyEntry>(std::move(entry));
}

Status StoreWriter::put_key(std::string_view key, const KeyEntry& entry) {
  return impl_->put(Family::keys, key, encode_key_entry(entry));
}

Status StoreWriter::delete_key(std::string_view key) {
  return impl_->remove(Family::keys, key);
}

Result<std::optional<Document>> StoreWriter::metadata(DocumentNumber number) {
  return read_metadata(impl_->database, number);
}

Status StoreWriter::for_each_document(
    DocumentNumber first, DocumentNumber last,
    const std::function<Status(DocumentNumber, Document&&)>& visit) {
  return for_each_stored_document(impl_->database, first,
                                  [&](DocumentNumber number, Document&& document) -> Result<bool> {
                                    if (number > last) return false;
                                    DATELINE_TRY(visit(number, std::move(document)));
                                    return number < last;
                                  });
}

Status StoreWriter::ingest_documents(const std::vector<std::string>& files) {
  if (files.empty()) return {};
  rocksdb::IngestExternalFileOptions options;
  options.move_files = true;
  options.snapshot_consistency = false;
  options.write_global_seqno = false;
  options.verify_checksums_before_ingest = false;
  rocksdb::IngestExternalFileArg metadata, texts;
  metadata.column_family = impl_->database.family(Family::metadata);
  metadata.external_files = files;
  texts.column_family = impl_->database.family(Family::texts);
  for (const std::string& file : files) texts.external_files.push_back(text_file(file));
  metadata.options = texts.options = options;
  return check_rocksdb(impl_->database.db()->IngestExternalFiles({metadata, texts}),
                       "cannot add documents to the store", impl_->database.path());
}

Status StoreWriter::delete_document(DocumentNumber number) {
  const std::string key = big_endian(number);
  DATELINE_TRY(impl_->remove(Family::metadata, key));
  return impl_->remove(Family::texts, key);
}

Result<std::optional<WordEntry>> StoreWriter::word(std::string_view word) {
  DATELINE_ASSIGN(const auto value, impl_->database.get(Family::words, word));
  if (!value) return std::optional<WordEntry>();
  DATELINE_ASSIGN(auto entry, decode_word(word, *value));
  return std::optional<WordEntry>(std::move(entry));
}

Status StoreWriter::put_word(std::string_view word, WordNumber number, std::uint32_t documents) {
  return impl_->put(Family::words, word, encode_word_value(number, documents));
}

Status StoreWriter::put_family(std::string_view stem, std::string_view word, WordNumber number) {
  std::string value;
  append_varint(value, number);
  return impl_->put(Family::stems, stem_key(stem, word), value);
}

Status StoreWriter::clear_words() {
  for (const Family family : {Family::words, Family::stems}) {
    const std::unique_ptr<rocksdb::Iterator> entry(
        impl_->database.db()->NewIterator(scan_options(), impl_->database.family(family)));
    for (entry->SeekToFirst(); entry->Valid(); entry->Next())
      DATELINE_TRY(impl_->remove(family, {entry->key().data(), entry->key().size()}));
    DATELINE_TRY(
        check_rocksdb(entry->status(), "cannot read from the store", impl_->database.path()));
  }
  return {};
}

Result<std::string> StoreWriter::dead_documents(std::string_view segment) {
  DATELINE_ASSIGN(auto bitmap, impl_->database.get(Family::dead, segment));
  return std::move(bitmap).value_or(std::string());
}

Status StoreWriter::put_dead_documents(std::string_view segment, std::string_view bitmap) {
  return bitmap.empty() ? impl_->remove(Family::dead, segment)
                        : impl_->put(Family::dead, segment, bitmap);
}

Result<std::optional<std::string>> StoreWriter::find_file(std::string_view path) {
  return impl_->database.get(Family::files, path);
}

Status StoreWriter::put_file(std::string_view path, std::string_view entry) {
  return impl_->put(Family::files, path, entry);
}

Status StoreWriter::delete_file(std::string_view path) {
  return impl_->remove(Family::files, path);
}

Status StoreWriter::for_each_file(
    const std::function<Status(std::string_view path, std::string_view entry)>& visit) {
  const std::unique_ptr<rocksdb::Iterator> file(
      impl_->database.db()->NewIterator(scan_options(), impl_->database.family(Family::files)));
  for (file->SeekToFirst(); file->Valid(); file->Next())
    DATELINE_TRY(visit({file->key().data(), file->key().size()},
                       {file->value().data(), file->value().size()}));
  return check_rocksdb(file->status(), "cannot read from the store", impl_->database.path());
}

Status StoreWriter::load_names(FieldId field) {
  auto& names = impl_->names[field];
  return impl_->for_each_name_entry(name_prefix(field),
                                    [&](std::string_view key, std::string_view name) -> Status {
                                      if (const auto number = number_in_name_key(key))
                                        names.emplace(name, *number);
                                      return {};
                                    });
}

/// What folds names differently from us is of another analysis: all of it is written again.
Status StoreWriter::renew_folded_names() {
  DATELINE_ASSIGN(const std::uint64_t analysis, counter(name_analysis_setting, 0));
  if (analysis == analysis_version) return {};
  for (const auto& [field, names] : impl_->names) {
    for (const std::string& prefix : folded_name_prefixes(field))
      DATELINE_TRY(impl_->for_each_name_entry(prefix, [&](std::string_view key, std::string_view) {
        return impl_->remove(Family::names, key);
      }));
    std::map<std::uint32_t, std::string_view> by_number;
    for (const auto& [name, number] : names) by_number.emplace(number, name);
    for (const auto& [number, name] : by_number)
      DATELINE_TRY(impl_->put_folded(field, name, number));
  }
  for (auto& [field, numbers] : impl_->columns) DATELINE_TRY(numbers.renew_folded());
  return put_counter(name_analysis_setting, analysis_version);
}

Result<std::uint32_t> StoreWriter::name_number(FieldId field, const std::string& name) {
  if (name.empty()) return 0u;
  auto& names = impl_->names[field];
  const auto number = static_cast<std::uint32_t>(names.size() + 1);
  const auto [entry, is_new] = names.try_emplace(name, number);
  if (is_new) {
    DATELINE_TRY(impl_->put(Family::names, name_key(field, number), name));
    DATELINE_TRY(impl_->put_folded(field, name, number));
  }
  return entry->second;
}

Result<DocumentNames> StoreWriter::name_numbers(const Document& document) {
  DATELINE_ASSIGN(const auto source, name_number(FieldId::source, document.source));
  // Beyond 65,535 language tags (hostile input) the facet shows none; the filter lang: still works
  // by its term.
  const bool full = impl_->names[FieldId::language].size() >= most_languages;
  DATELINE_ASSIGN(const auto language,
                  name_number(FieldId::language, full ? std::string() : document.language));
  DocumentNames names{source, static_cast<std::uint16_t>(language), {}};
  for (std::size_t i = 0; i < column_fields.size(); ++i) {
    const FieldId field = column_fields[i];
    const auto values = keyword_values(field_of(field), document);
    DATELINE_ASSIGN(names.values[i], impl_->columns.at(field).numbers_of(values));
  }
  return names;
}

Result<std::uint64_t> StoreWriter::counter(std::string_view setting, std::uint64_t otherwise) {
  DATELINE_ASSIGN(const auto bytes, impl_->database.get(Family::settings, setting));
  if (!bytes) return otherwise;
  std::uint64_t value = 0;
  if (!ByteReader(*bytes).read_varint(value))
    return failure(ErrorCode::corrupt,
                   "the store's counter " + std::string(setting) + " cannot be read");
  return value;
}

Status StoreWriter::put_counter(std::string_view setting, std::uint64_t value) {
  std::string bytes;
  append_varint(bytes, value);
  return impl_->put(Family::settings, setting, bytes);
}

Status StoreWriter::compact() {
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
  for (std::size_t i = 0; i < family_names.size(); ++i)
    DATELINE_TRY(check_rocksdb(
        impl_->database.db()->CompactRange(options, impl_->database.family(static_cast<Family>(i)),
                                           nullptr, nullptr),
        "cannot compact the store", impl_->database.path()));
  return {};
}

Status StoreWriter::close() {
  rocksdb::FlushOptions options;
  options.wait = true;
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  for (std::size_t i = 0; i < family_names.size(); ++i)
    families.push_back(impl_->database.family(static_cast<Family>(i)));
  DATELINE_TRY(check_rocksdb(impl_->database.db()->Flush(options, families),
                             "cannot flush the store", impl_->database.path()));
  return impl_->database.close();
}

namespace {

/// What a family's dictionary is in a table of so much text: the whole from some megabytes on, and
/// less in proportion below.
std::uint32_t dictionary_bytes(std::uint32_t whole, std::size_t text_bytes) noexcept {
  constexpr std::size_t full_text_bytes = 6u << 20;
  constexpr std::size_t least = 512;
  const std::size_t share = whole * std::min(text_bytes, full_text_bytes) / full_text_bytes;
  return share < least ? 0 : static_cast<std::uint32_t>(share);
}

rocksdb::Options table_options(Family family, std::size_t text_bytes) {
  rocksdb::Options options(database_options(), family_options(family));
  std::uint32_t& bytes = options.compression_opts.max_dict_bytes;
  bytes = dictionary_bytes(bytes, text_bytes);
  return options;
}

/// A table of one family, written outside any database.
class TableWriter {
 public:
  TableWriter(Family family, std::string path, std::size_t text_bytes)
      : writer_(rocksdb::EnvOptions(), table_options(family, text_bytes)), path_(std::move(path)) {}
  Status open() { return check_rocksdb(writer_.Open(path_), "cannot create", path_); }
  Status put(std::string_view key, std::string_view value) {
    return check_rocksdb(writer_.Put(slice(key), slice(value)), "cannot write", path_);
  }
  Status finish() { return check_rocksdb(writer_.Finish(), "cannot finish", path_); }

 private:
  rocksdb::SstFileWriter writer_;
  std::string path_;
};

}  // namespace

struct DocumentFileWriter::Impl {
  Impl(const std::string& path, std::size_t text_bytes)
      : metadata(Family::metadata, path, text_bytes),
        texts(Family::texts, text_file(path), text_bytes) {}
  TableWriter metadata, texts;
};

Result<std::unique_ptr<DocumentFileWriter>> DocumentFileWriter::create(const std::string& path,
                                                                       std::size_t text_bytes) {
  auto impl = std::make_unique<Impl>(path, text_bytes);
  DATELINE_TRY(impl->metadata.open());
  DATELINE_TRY(impl->texts.open());
  return std::unique_ptr<DocumentFileWriter>(new DocumentFileWriter(std::move(impl)));
}

DocumentFileWriter::DocumentFileWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DocumentFileWriter::~DocumentFileWriter() = default;

Status DocumentFileWriter::add(DocumentNumber number, const Document& document) {
  const std::string key = big_endian(number);
  DATELINE_TRY(impl_->metadata.put(key, encode_metadata(document)));
  return impl_->texts.put(key, encode_text(document.text));
}

Status DocumentFileWriter::finish() {
  DATELINE_TRY(impl_->metadata.finish());
  return impl_->texts.finish();
}

}  // namespace dateline
