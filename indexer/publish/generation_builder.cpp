#include "indexer/publish/generation_builder.hpp"

#include <algorithm>
#include <roaring/roaring.hh>

#include "common/base/directory.hpp"
#include "common/base/file_io.hpp"
#include "common/format/generation/verify_files.hpp"
#include "indexer/publish/merge_policy.hpp"
#include "indexer/write/segment/segment_writer.hpp"

namespace dateline {
namespace {

std::string serialize_bitmap(const std::vector<std::uint32_t>& docids) {
  if (docids.empty()) return {};
  Roaring bitmap(docids.size(), docids.data());
  bitmap.runOptimize();
  std::string bytes(bitmap.getSizeInBytes(), '\0');
  bitmap.write(bytes.data());
  return bytes;
}

Result<std::vector<std::uint32_t>> parse_bitmap(const std::string& bytes,
                                                const std::string& segment) {
  if (bytes.empty()) return std::vector<std::uint32_t>();
  try {
    const Roaring bitmap = Roaring::readSafe(bytes.data(), bytes.size());
    std::vector<std::uint32_t> docids(bitmap.cardinality());
    bitmap.toUint32Array(docids.data());
    return docids;
  } catch (const std::exception&) {
    return failure(ErrorCode::corrupt,
                   "the deleted documents of segment " + segment + " cannot be read",
                   "run dateline-index repair on the index");
  }
}

}  // namespace

GenerationBuilder::GenerationBuilder(WorkArea& area, StoreWriter& store, TaskPool& pool,
                                     const std::optional<Generation>& live,
                                     std::uint64_t next_segment)
    : area_(area), store_(store), pool_(pool), live_(live), next_segment_(next_segment) {}

Status GenerationBuilder::keep_live_segments() {
  if (!live_) return {};
  for (const SegmentInfo& info : live_->manifest().segments) {
    Piece piece{{live_->segment(info.name), info}, true, false, {}};
    DATELINE_TRY(load_dead(piece));
    pieces_.push_back(std::move(piece));
  }
  return {};
}

Status GenerationBuilder::load_dead(Piece& piece) {
  const std::string& name = piece.place.info.name;
  DATELINE_ASSIGN(const auto bytes, store_.dead_documents(name));
  DATELINE_ASSIGN(piece.dead, parse_bitmap(bytes, name));
  return {};
}

void GenerationBuilder::add_segments(const std::vector<SegmentPlace>& places) {
  for (const SegmentPlace& place : places) pieces_.push_back({place, false, true, {}});
}

Status GenerationBuilder::mark_dead(std::vector<DocumentNumber> numbers) {
  std::sort(numbers.begin(), numbers.end());
  auto number = numbers.begin();
  for (Piece& piece : pieces_) {
    const SegmentInfo& info = piece.place.info;
    number = std::lower_bound(number, numbers.end(), info.first_number);
    if (number == numbers.end() || *number > info.last_number) continue;
    DATELINE_ASSIGN(const auto files, SegmentFiles::open(piece.place.directory));
    for (; number != numbers.end() && *number <= info.last_number; ++number)
      if (const auto docid = files.find(*number)) piece.dead.push_back(*docid);
    std::sort(piece.dead.begin(), piece.dead.end());
    piece.dead.erase(std::unique(piece.dead.begin(), piece.dead.end()), piece.dead.end());
  }
  return {};
}

Status GenerationBuilder::purge(double ratio, const Rebuild& rebuild) {
  std::vector<Piece> purged;
  for (Piece& piece : pieces_) {
    const SegmentInfo& info = piece.place.info;
    if (static_cast<double>(piece.dead.size()) <= ratio * info.documents) {
      purged.push_back(std::move(piece));
      continue;
    }
    DATELINE_ASSIGN(const auto places, rebuild(info.first_number, info.last_number));
    for (const SegmentPlace& place : places) purged.push_back({place, false, piece.is_new, {}});
    if (piece.is_live)
      DATELINE_TRY(store_.put_dead_documents(info.name, {}));
    else
      DATELINE_TRY(remove_tree(piece.place.directory));
  }
  pieces_ = std::move(purged);
  return {};
}

Status GenerationBuilder::place_piece(Piece& piece) {
  SegmentInfo& info = piece.place.info;
  info.dead = static_cast<std::uint32_t>(piece.dead.size());
  if (piece.is_live) {
    DATELINE_TRY(area_.keep_segment(*live_, info.name));
  } else {
    info.name = next_name();
    DATELINE_TRY(move_path(piece.place.directory, area_.segment(info.name)));
  }
  return store_.put_dead_documents(info.name, serialize_bitmap(piece.dead));
}

Status GenerationBuilder::merge_run(const std::vector<Piece*>& run, std::size_t index) {
  const std::string name = next_name();
  std::vector<SegmentPlace> places;
  std::vector<std::uint32_t> dead;
  std::uint32_t offset = 0;
  for (const Piece* piece : run) {
    for (const std::uint32_t docid : piece->dead) dead.push_back(offset + docid);
    offset += piece->place.info.documents;
    places.push_back(piece->place);
    if (!piece->is_live) continue;
    // A merge would give damage a checksum of its own.
    DATELINE_TRY(verify_files(*live_, "segments/" + piece->place.info.name + "/"));
    DATELINE_TRY(store_.put_dead_documents(piece->place.info.name, {}));
  }
  DATELINE_TRY(store_.put_dead_documents(name, serialize_bitmap(dead)));
  const auto dead_count = static_cast<std::uint32_t>(dead.size());
  return pool_.submit(0, [this, places, name, index, dead_count](std::size_t) -> Status {
    DATELINE_ASSIGN(SegmentInfo info, merge_segments(places, area_.segment(name)));
    info.name = name;
    info.dead = dead_count;
    segments_[index] = std::move(info);
    return {};
  });
}

Status GenerationBuilder::assemble(bool into_one) {
  std::vector<std::uint64_t> sizes;
  for (const Piece& piece : pieces_) sizes.push_back(piece.place.info.text_bytes);
  const auto first_new = static_cast<std::size_t>(
      std::find_if(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.is_new; }) -
      pieces_.begin());
  const std::vector<MergeRun> runs = plan_merges(sizes, into_one ? 0 : first_new);

  segments_.clear();
  segments_.reserve(pieces_.size());  // tasks write to their elements while others are added
  auto run = runs.begin();
  for (std::size_t i = 0; i < pieces_.size();) {
    segments_.emplace_back();
    if (run != runs.end() && run->first == i) {
      std::vector<Piece*> members;
      for (; i < run->last; ++i) members.push_back(&pieces_[i]);
      DATELINE_TRY(merge_run(members, segments_.size() - 1));
      ++run;
    } else {
      DATELINE_TRY(place_piece(pieces_[i]));
      segments_.back() = pieces_[i++].place.info;
    }
  }
  return {};
}

std::string GenerationBuilder::next_name() {
  return generation_name(next_segment_++);
}

}  // namespace dateline
