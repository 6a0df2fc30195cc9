// The segments of an open generation as the matcher sees them: records, token streams, deleted
// documents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/generation/generation.hpp"
#include "common/format/segment/segment_columns.hpp"
#include "common/format/segment/segment_files.hpp"
#include "common/format/store/store.hpp"
#include "dateline/error.hpp"
#include "searcher/index/day_order.hpp"
#include "searcher/postings/posting_cache.hpp"

namespace dateline {

/// A set of docids of one segment. Immutable: any thread may read.
class DeadDocuments {
 public:
  DeadDocuments() = default;
  /// Reads a serialised roaring bitmap; empty bytes are the empty set. Error corrupt where it is no
  /// such bitmap or holds a docid that the segment does not have.
  static Result<DeadDocuments> parse(std::string_view bytes, std::uint32_t document_count);

  [[nodiscard]] bool empty() const noexcept { return bits_.empty(); }
  /// `docid` is 1 to the segment's document count.
  [[nodiscard]] bool contains(std::uint32_t docid) const noexcept {
    return !bits_.empty() && (bits_[docid / 64] >> (docid % 64) & 1u) != 0;
  }

 private:
  std::vector<std::uint64_t> bits_;
};

struct Segment {
  SegmentInfo info;
  std::filesystem::path directory;
  SegmentFiles files;
  DeadDocuments dead;
  std::optional<SegmentColumns> columns{};  ///< nothing in segments of earlier programs
};

/// Whether a field's number is in the document's record (number_in) instead of a column.
[[nodiscard]] constexpr bool is_in_record(FieldId field) noexcept {
  return field == FieldId::source || field == FieldId::language;
}

/// The numbers of a document's values of a keyword field; `one` is where a single number is put.
[[nodiscard]] inline std::span<const std::uint32_t> values_in(const Segment& segment,
                                                              std::uint32_t docid, FieldId field,
                                                              std::uint32_t& one) noexcept {
  if (is_in_record(field)) {
    one = number_in(segment.files.record(docid), field);
    return {&one, one == 0 ? 0u : 1u};
  }
  return segment.columns ? segment.columns->values(field, docid) : std::span<const std::uint32_t>();
}

/// A document's place: segment (from 0) and Xapian docid in it (from 1).
struct DocAddress {
  std::size_t segment;
  std::uint32_t docid;
  friend bool operator==(const DocAddress&, const DocAddress&) = default;
};

/// All segments of a generation, in ascending order of document numbers. Immutable but for what it
/// keeps to search faster: any thread may read.
class SegmentSet {
 public:
  /// Searches keep at most `posting_bytes` of unpacked postings; 0: none.
  explicit SegmentSet(std::vector<Segment> segments,
                      std::size_t posting_bytes = posting_cache_bytes);
  /// Errors: corrupt, io.
  static Result<SegmentSet> open(const Generation& generation, const Store& store,
                                 Residence residence = Residence::kept,
                                 std::size_t posting_bytes = posting_cache_bytes);

  [[nodiscard]] std::size_t size() const noexcept { return segments_.size(); }
  [[nodiscard]] bool empty() const noexcept { return segments_.empty(); }
  [[nodiscard]] const Segment& operator[](std::size_t index) const noexcept {
    return segments_[index];
  }
  [[nodiscard]] bool any_dead() const noexcept { return any_dead_; }
  /// Documents of all segments, deleted ones included.
  [[nodiscard]] std::uint64_t document_count() const noexcept { return document_count_; }

  /// The place of a docid of the Xapian database that has all segments as its shards. A damaged
  /// posting list can name a document that is not there: check with `has`.
  [[nodiscard]] DocAddress address(std::uint32_t combined_docid) const noexcept {
    const auto count = static_cast<std::uint32_t>(segments_.size());
    return {(combined_docid - 1) % count, (combined_docid - 1) / count + 1};
  }
  [[nodiscard]] bool has(const DocAddress& address) const noexcept {
    return address.docid >= 1 && address.docid <= segments_[address.segment].files.document_count();
  }
  [[nodiscard]] const DocumentRecord& record(const DocAddress& address) const noexcept {
    return segments_[address.segment].files.record(address.docid);
  }
  [[nodiscard]] std::optional<DocAddress> find(DocumentNumber number) const noexcept;
  /// Whether all segments have a column of the field.
  [[nodiscard]] bool has_column(FieldId field) const noexcept;
  /// The docids of a segment in a DateOrder (DayOrder).
  [[nodiscard]] const std::vector<std::uint32_t>& by_day(std::size_t segment,
                                                         DateOrder order) const {
    return day_orders_[segment]->docids(segments_[segment].files, order);
  }
  /// What searches keep of a segment's posting lists.
  [[nodiscard]] PostingCache& posting_cache(std::size_t segment) const noexcept {
    return *posting_caches_[segment];
  }

 private:
  void share_posting_cache(std::size_t bytes);

  std::vector<Segment> segments_;
  std::vector<std::unique_ptr<const DayOrder>> day_orders_;
  std::vector<std::unique_ptr<PostingCache>> posting_caches_;
  std::uint64_t document_count_ = 0;
  bool any_dead_ = false;
};

}  // namespace dateline
