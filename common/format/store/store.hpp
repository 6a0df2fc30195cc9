// The RocksDB database of a generation: the truth from which every segment can be rebuilt.
//
// Column families (names are on disk):
//   metadata   number (4 bytes, big-endian) -> all of a live document but its text
//              (document_codec.hpp)
//   texts      the same number -> its text
//   keys       key -> KeyEntry
//   words      folded word -> number, documents that hold it (counted when indexed)
//   stems      stem NUL word -> number: the family of words under a stem
//   dead       segment name -> roaring bitmap of the docids in it that were replaced or removed
//   names      values of keyword fields; letters are those of the field (ValueRules::letters), as
//              's', 'S' and 't' for source, or 'v', 'V' and 'w' followed by the field's number:
//              's' + 4-byte number -> value (see DocumentRecord, segment_columns.hpp);
//              'S' + folded value + NUL + 4-byte number -> nothing: who has this value;
//              't' + 4-byte number -> 4-byte number: where several numbers have one folded value,
//              the first of them, for each of the others
//   settings   name -> value (counters)
//   files      path of an input file -> its state when it was read, and which documents are from
//              it (indexer/run/file_entry.hpp); only writers use it
// A published store is closed and never written again; readers open it read-only.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/fields/field_table.hpp"
#include "common/format/segment/segment_files.hpp"
#include "common/format/segment/word_code.hpp"
#include "dateline/document.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// XXH3 of a document's content, all fields but the key.
struct ContentHash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend auto operator<=>(const ContentHash&, const ContentHash&) = default;
};

/// What the store knows of a key.
struct KeyEntry {
  DocumentNumber number = 0;
  ContentHash hash;
  /// Content that was added earlier in the same run under the same key, and that `hash` replaced:
  /// the same input is then unchanged.
  std::vector<ContentHash> superseded;
};

/// Numbers whose names are the same as that of another (fold_name), and that other one: the first
/// that was given for the name.
using NameAliases = std::unordered_map<std::uint32_t, std::uint32_t>;

/// Of a field with a column, an index gives numbers to so many spellings of values. Filters and
/// facets do not know what comes later, and a filter says so.
inline constexpr std::uint32_t max_column_values = 1u << 20;

/// A word of the vocabulary.
struct WordEntry {
  std::string word;
  WordNumber number = 0;
  std::uint32_t documents =
      0;  ///< documents that hold it, deleted ones included until compaction; 0 where not asked for
};

/// Read access to a published store. Safe to call from many threads.
class Store {
 public:
  static Result<Store> open(const std::filesystem::path& directory);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  [[nodiscard]] Result<std::optional<Document>> document(DocumentNumber number) const;
  /// The document without its text: a tenth of the cost.
  [[nodiscard]] Result<std::optional<Document>> metadata(DocumentNumber number) const;
  [[nodiscard]] Result<std::optional<KeyEntry>> find_key(std::string_view key) const;

  /// The word's entry, or nothing where no document ever held it.
  [[nodiscard]] Result<std::optional<WordEntry>> word(std::string_view word) const;
  /// All words with this stem (without document counts).
  [[nodiscard]] Result<std::vector<WordEntry>> words_of_stem(std::string_view stem) const;
  /// Calls `visit` for the words that begin with `prefix`, in byte order, until it returns false.
  Status for_each_word(std::string_view prefix,
                       const std::function<bool(const WordEntry&)>& visit) const;

  /// Calls `visit` for every live document in order of number until it returns false or an error.
  Status for_each_document(
      const std::function<Result<bool>(DocumentNumber, Document&&)>& visit) const;

  /// How many keys there are; each leads to one live document. Cost: reads all keys, no document.
  [[nodiscard]] Result<std::uint64_t> count_keys() const;

  /// Serialised roaring bitmap (portable form) of a segment's deleted docids; empty where none is
  /// deleted.
  [[nodiscard]] Result<std::string> dead_documents(std::string_view segment) const;

  /// The values whose numbers documents have of a keyword field.
  [[nodiscard]] Result<std::map<std::uint32_t, std::string>> names(FieldId field) const;

  /// The numbers whose names are `name` but for what does not count (folded() of the field),
  /// ascending. A look-up, whatever the number of names. Error format_mismatch in a store whose
  /// writer did not know this table; bad_query where the value is unknown and may be one of those
  /// beyond max_column_values.
  [[nodiscard]] Result<std::vector<std::uint32_t>> numbers_of_name(FieldId field,
                                                                   std::string_view name) const;
  /// Reads as many entries as there are aliases. Errors as above.
  [[nodiscard]] Result<NameAliases> name_aliases(FieldId field) const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
