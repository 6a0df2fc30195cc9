// The two flat files beside a segment's Xapian database, as readers see them:
//   documents   16-byte header, then a 24-byte record for each Xapian docid 1..n, in ascending
//               order of document number
//   tokens      16-byte header, then the token streams (word_code.hpp), one after another in the
//               order of docids; a document's stream is its title's words, field_separator, its
//               text's words
// Headers are an 8-byte magic with the version and an 8-byte count (documents) or length in bytes
// (tokens); all numbers little-endian.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>

#include "common/base/mapped_file.hpp"
#include "common/fields/field_table.hpp"
#include "common/format/segment/word_code.hpp"
#include "dateline/date.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// A document's number: given by the store, ascending, never reused.
using DocumentNumber = std::uint32_t;

inline constexpr Day unknown_day = std::numeric_limits<Day>::min();
inline constexpr std::string_view documents_magic{"DLdocs\x01\n", 8};
inline constexpr std::string_view tokens_magic{"DLtoks\x01\n", 8};
inline constexpr std::size_t segment_header_bytes = 16;

/// One document in a segment. Plain bytes on disk.
struct DocumentRecord {
  std::uint64_t place;  ///< stream_offset() in the low 47 bits, second_of_day() in the others
  DocumentNumber number;
  Day day;                  ///< unknown_day if there is none
  std::uint32_t source;     ///< number in the store's table of sources; 0: none
  std::uint16_t language;   ///< number in the store's table of languages; 0: none
  std::uint16_t precision;  ///< DatePrecision

  /// Where the token stream begins in `tokens`, from the start of the file.
  [[nodiscard]] std::uint64_t stream_offset() const noexcept { return place & offset_mask; }
  /// UTC; 0 where no time is known. Below 86,400 unless the file is damaged.
  [[nodiscard]] std::uint32_t second_of_day() const noexcept {
    return static_cast<std::uint32_t>(place >> offset_bits);
  }
  void set_stream_offset(std::uint64_t offset) noexcept {
    place = (place & ~offset_mask) | (offset & offset_mask);
  }
  void set_second_of_day(std::uint32_t second) noexcept {
    place = std::uint64_t{second} << offset_bits | stream_offset();
  }

 private:
  static constexpr unsigned offset_bits = 47;
  static constexpr std::uint64_t offset_mask = (std::uint64_t{1} << offset_bits) - 1;
};
static_assert(sizeof(DocumentRecord) == 24);
static_assert(std::is_aggregate_v<DocumentRecord>);

/// The number that a record has of a field's value; 0 where it has none. Other fields than source
/// and language are not in the record.
[[nodiscard]] inline std::uint32_t number_in(const DocumentRecord& record, FieldId field) noexcept {
  if (field == FieldId::source) return record.source;
  return field == FieldId::language ? record.language : 0;
}

inline constexpr std::uint32_t seconds_per_day = 86'400;

/// What a record has of a date: 0 where no time of day is known.
[[nodiscard]] inline std::uint32_t second_of_day(const Date& date) noexcept {
  return date.precision == DatePrecision::second ? static_cast<std::uint32_t>(date.second_of_day)
                                                 : 0u;
}

/// What becomes of mapped pages that were read: they stay, which is fastest when they are read
/// again; or they are unmapped now and then, so that about 4 MB of token streams count as the
/// process's memory.
enum class Residence { kept, lean };

/// The mapped files of one segment. Immutable: any thread may read. Cost of opening: two mmap
/// calls.
class SegmentFiles {
 public:
  /// Checks magic, version and that sizes and offsets fit; Error corrupt otherwise.
  static Result<SegmentFiles> open(const std::filesystem::path& segment,
                                   Residence residence = Residence::kept);
  SegmentFiles(SegmentFiles&&) noexcept;
  SegmentFiles& operator=(SegmentFiles&&) noexcept;
  ~SegmentFiles();

  [[nodiscard]] std::uint32_t document_count() const noexcept { return count_; }
  /// `docid` is Xapian's, 1 to document_count().
  [[nodiscard]] const DocumentRecord& record(std::uint32_t docid) const noexcept {
    return records_[docid - 1];
  }
  /// The document's token stream; empty where the file is damaged.
  [[nodiscard]] std::string_view stream(std::uint32_t docid) const noexcept;
  /// The docid of a document number, by binary search.
  [[nodiscard]] std::optional<std::uint32_t> find(DocumentNumber number) const noexcept;

 private:
  class PageLimit;
  SegmentFiles(MappedFile documents, MappedFile tokens);
  MappedFile documents_;
  MappedFile tokens_;
  const DocumentRecord* records_ = nullptr;
  std::uint32_t count_ = 0;
  std::unique_ptr<PageLimit> page_limit_;  // null: pages stay
};

}  // namespace dateline
