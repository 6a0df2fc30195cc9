// The segments of the next generation: which of the live ones are kept, merged or rebuilt, and
// which documents in them are deleted.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/format/generation/generation.hpp"
#include "indexer/publish/work_area.hpp"
#include "indexer/write/segment/segment_pipeline.hpp"
#include "indexer/write/store/store_writer.hpp"
#include "indexer/write/task_pool.hpp"

namespace dateline {

/// Assembles segments into a work area. One thread; merges run on the pool.
class GenerationBuilder {
 public:
  /// Builds segments from the stored documents of a range of numbers.
  using Rebuild =
      std::function<Result<std::vector<SegmentPlace>>(DocumentNumber first, DocumentNumber last)>;

  GenerationBuilder(WorkArea& area, StoreWriter& store, TaskPool& pool,
                    const std::optional<Generation>& live, std::uint64_t next_segment);

  /// Takes over the live generation's segments with their deleted documents.
  Status keep_live_segments();
  /// Adds segments of this run, after all others.
  void add_segments(const std::vector<SegmentPlace>& places);
  /// Marks documents as deleted in whatever segment holds them.
  Status mark_dead(std::vector<DocumentNumber> numbers);
  /// Rebuilds segments in which more than `ratio` of the documents are deleted, without these.
  Status purge(double ratio, const Rebuild& rebuild);
  /// Merges by plan_merges, or all into one, and puts everything at its place in the work area.
  Status assemble(bool into_one);

  /// In order; complete after assemble().
  [[nodiscard]] const std::vector<SegmentInfo>& segments() const noexcept { return segments_; }
  [[nodiscard]] std::uint64_t next_segment() const noexcept { return next_segment_; }

 private:
  struct Piece {
    SegmentPlace place;
    bool is_live = false;             ///< a segment of the live generation: to be linked, not moved
    bool is_new = false;              ///< made of new documents: to be merged with its like
    std::vector<std::uint32_t> dead;  ///< docids, ascending
  };

  Status load_dead(Piece& piece);
  Status place_piece(Piece& piece);
  Status merge_run(const std::vector<Piece*>& run, std::size_t index);
  std::string next_name();

  WorkArea& area_;
  StoreWriter& store_;
  TaskPool& pool_;
  const std::optional<Generation>& live_;
  std::uint64_t next_segment_;
  std::vector<Piece> pieces_;
  std::vector<SegmentInfo> segments_;
};

}  // namespace dateline
