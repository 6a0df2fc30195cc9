// The writing side of the store, inside the work area of a run: nothing here touches what is
// published.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/format/segment/segment_columns.hpp"
#include "common/format/store/store.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// The numbers of a document's values of keyword fields.
struct DocumentNames {
  std::uint32_t source = 0;    ///< 0: none
  std::uint16_t language = 0;  ///< 0: none
  ColumnValues values{};       ///< no two of a field are the same
};

/// A store opened for writing, without a write-ahead log: the run's publication is the only commit.
/// word() is safe from many threads; the rest belongs to the thread that owns the run.
class StoreWriter {
 public:
  static Result<std::unique_ptr<StoreWriter>> open(const std::filesystem::path& directory,
                                                   std::size_t write_buffer_bytes);
  StoreWriter(const StoreWriter&) = delete;
  StoreWriter& operator=(const StoreWriter&) = delete;
  ~StoreWriter();

  Result<std::optional<KeyEntry>> find_key(std::string_view key);
  Status put_key(std::string_view key, const KeyEntry& entry);
  Status delete_key(std::string_view key);

  /// The document without its text.
  Result<std::optional<Document>> metadata(DocumentNumber number);
  /// Calls `visit` for the stored documents with numbers first to last, in order.
  Status for_each_document(DocumentNumber first, DocumentNumber last,
                           const std::function<Status(DocumentNumber, Document&&)>& visit);
  /// Takes over files that DocumentFileWriter wrote; their ranges of numbers do not overlap.
  Status ingest_documents(const std::vector<std::string>& files);
  Status delete_document(DocumentNumber number);

  Result<std::optional<WordEntry>> word(std::string_view word);
  Status put_word(std::string_view word, WordNumber number, std::uint32_t documents);
  Status put_family(std::string_view stem, std::string_view word, WordNumber number);
  /// Forgets all words (a rebuild numbers them again).
  Status clear_words();

  Result<std::string> dead_documents(std::string_view segment);
  /// An empty bitmap removes the entry.
  Status put_dead_documents(std::string_view segment, std::string_view bitmap);

  /// Encoded FileEntry of an input file.
  Result<std::optional<std::string>> find_file(std::string_view path);
  Status put_file(std::string_view path, std::string_view entry);
  Status delete_file(std::string_view path);
  /// Calls `visit` for the input files in byte order of paths, as they were when it was called.
  Status for_each_file(
      const std::function<Status(std::string_view path, std::string_view entry)>& visit);

  Result<DocumentNames> name_numbers(const Document& document);

  Result<std::uint64_t> counter(std::string_view setting, std::uint64_t otherwise);
  Status put_counter(std::string_view setting, std::uint64_t value);

  /// Rewrites all tables without what was replaced or deleted. By themselves they pile up: each run
  /// adds tables of new documents that nothing overlaps.
  Status compact();
  /// Writes everything out and closes the database; the object is then spent.
  Status close();

 private:
  struct Impl;
  explicit StoreWriter(std::unique_ptr<Impl> impl);
  Status load_names(FieldId field);
  Status renew_folded_names();
  Result<std::uint32_t> name_number(FieldId field, const std::string& name);
  std::unique_ptr<Impl> impl_;
};

/// Writes documents in ascending order of number into files that the store can take over: `path`
/// for their metadata, another beside it for their texts. For one worker.
class DocumentFileWriter {
 public:
  /// `text_bytes`: of all documents that will come, roughly. Files of few have small dictionaries,
  /// which would outweigh them else.
  static Result<std::unique_ptr<DocumentFileWriter>> create(const std::string& path,
                                                            std::size_t text_bytes);
  DocumentFileWriter(const DocumentFileWriter&) = delete;
  DocumentFileWriter& operator=(const DocumentFileWriter&) = delete;
  ~DocumentFileWriter();

  Status add(DocumentNumber number, const Document& document);
  Status finish();

 private:
  struct Impl;
  explicit DocumentFileWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
