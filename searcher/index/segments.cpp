#include "searcher/index/segments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <roaring/roaring.hh>
#include <utility>

namespace dateline {
namespace {

/// A bitmap from untrusted bytes; nothing where they are none.
std::unique_ptr<Roaring> read_bitmap(std::string_view bytes) {
  roaring_bitmap_t* bitmap = roaring_bitmap_portable_deserialize_safe(bytes.data(), bytes.size());
  return bitmap == nullptr ? nullptr : std::make_unique<Roaring>(bitmap);
}

Result<Segment> open_segment(const Generation& generation, const Store& store,
                             const SegmentInfo& info, Residence residence) {
  std::filesystem::path directory = generation.segment(info.name);
  DATELINE_ASSIGN(SegmentFiles files, SegmentFiles::open(directory, residence));
  DATELINE_ASSIGN(const std::string bytes, store.dead_documents(info.name));
  auto dead = DeadDocuments::parse(bytes, files.document_count());
  if (!dead) {
    dead.error().message = fmt::format("segment {}: {}", info.name, dead.error().message);
    return tl::unexpected<Error>(std::move(dead.error()));
  }
  Segment segment{info, std::move(directory), std::move(files), std::move(*dead)};
  if (info.has_columns) {
    DATELINE_ASSIGN(segment.columns,
                    SegmentColumns::open(segment.directory, segment.files.document_count()));
  }
  return segment;
}

}  // namespace

Result<DeadDocuments> DeadDocuments::parse(std::string_view bytes, std::uint32_t document_count) {
  DeadDocuments dead;
  if (bytes.empty()) return dead;
  const auto bitmap = read_bitmap(bytes);
  if (!bitmap) {
    return failure(ErrorCode::corrupt, "the set of deleted documents is damaged",
                   "dateline-index check --full lists all damage; repair recovers the index");
  }
  if (bitmap->isEmpty()) return dead;
  if (bitmap->maximum() > document_count || bitmap->minimum() == 0) {
    return failure(ErrorCode::corrupt, "the set of deleted documents names one that is not there",
                   "dateline-index check --full lists all damage; repair recovers the index");
  }
  dead.bits_.resize(document_count / 64 + 1);
  for (const std::uint32_t docid : *bitmap) {
    if (docid <= document_count) dead.bits_[docid / 64] |= std::uint64_t{1} << (docid % 64);
  }
  return dead;
}

SegmentSet::SegmentSet(std::vector<Segment> segments, std::size_t posting_bytes)
    : segments_(std::move(segments)) {
  for (const Segment& segment : segments_) {
    document_count_ += segment.files.document_count();
    any_dead_ = any_dead_ || !segment.dead.empty();
    day_orders_.push_back(std::make_unique<const DayOrder>());
  }
  share_posting_cache(posting_bytes);
}

/// To each segment by its documents.
void SegmentSet::share_posting_cache(std::size_t bytes) {
  for (const Segment& segment : segments_) {
    const auto share =
        bytes * segment.files.document_count() / std::max<std::uint64_t>(1, document_count_);
    posting_caches_.push_back(std::make_unique<PostingCache>(share));
  }
}

Result<SegmentSet> SegmentSet::open(const Generation& generation, const Store& store,
                                    Residence residence, std::size_t posting_bytes) {
  std::vector<Segment> segments;
  for (const SegmentInfo& info : generation.manifest().segments) {
    DATELINE_ASSIGN(Segment segment, open_segment(generation, store, info, residence));
    if (segment.files.document_count() > 0) segments.push_back(std::move(segment));
  }
  return SegmentSet(std::move(segments), posting_bytes);
}

bool SegmentSet::has_column(FieldId field) const noexcept {
  return std::all_of(segments_.begin(), segments_.end(), [field](const Segment& segment) {
    return segment.columns && segment.columns->has(field);
  });
}

std::optional<DocAddress> SegmentSet::find(DocumentNumber number) const noexcept {
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const SegmentInfo& info = segments_[i].info;
    if (number < info.first_number || number > info.last_number) continue;
    if (const auto docid = segments_[i].files.find(number)) return DocAddress{i, *docid};
  }
  return std::nullopt;
}

}  // namespace dateline
