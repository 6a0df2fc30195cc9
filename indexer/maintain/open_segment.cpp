#include "indexer/maintain/open_segment.hpp"

#include <exception>
#include <utility>

namespace dateline {

Result<Roaring> parse_dead(const std::string& bytes, const std::string& segment) {
  if (bytes.empty()) return Roaring();
  try {
    return Roaring::readSafe(bytes.data(), bytes.size());
  } catch (const std::exception&) {
    return failure(ErrorCode::corrupt,
                   "the set of deleted documents of segment " + segment + " cannot be read");
  }
}

Result<OpenSegment> open_segment(const Generation& generation, const Store& store,
                                 const SegmentInfo& info) {
  DATELINE_ASSIGN(SegmentFiles files, SegmentFiles::open(generation.segment(info.name)));
  DATELINE_ASSIGN(const std::string bytes, store.dead_documents(info.name));
  DATELINE_ASSIGN(Roaring dead, parse_dead(bytes, info.name));
  OpenSegment segment{info, std::move(files), std::move(dead)};
  if (info.has_columns) {
    DATELINE_ASSIGN(segment.columns, SegmentColumns::open(generation.segment(info.name),
                                                          segment.files.document_count()));
  }
  return segment;
}

}  // namespace dateline
