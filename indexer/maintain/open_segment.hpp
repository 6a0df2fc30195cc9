// A segment of a published generation with its set of deleted documents, as maintenance reads it.
#pragma once

#include <optional>
#include <roaring/roaring.hh>

#include "common/format/generation/generation.hpp"
#include "common/format/segment/segment_columns.hpp"
#include "common/format/segment/segment_files.hpp"
#include "common/format/store/store.hpp"
#include "dateline/error.hpp"

namespace dateline {

struct OpenSegment {
  SegmentInfo info;
  SegmentFiles files;
  Roaring dead;  ///< docids
  std::optional<SegmentColumns> columns{};

  [[nodiscard]] bool is_dead(std::uint32_t docid) const { return dead.contains(docid); }
};

/// A set of deleted documents as the store has it; empty bytes are the empty set. Error corrupt.
Result<Roaring> parse_dead(const std::string& bytes, const std::string& segment);

/// Errors: io, corrupt.
Result<OpenSegment> open_segment(const Generation& generation, const Store& store,
                                 const SegmentInfo& info);

}  // namespace dateline
