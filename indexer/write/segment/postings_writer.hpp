// Writes the postings of a segment: which documents hold a term, and with which wdf. Both
// implementations write a glass database of Xapian 1.4, which every
// program of Xapian reads; searcher/postings/posting_source.hpp is the reading side, and
// tests/integration/postings_test.cpp holds them together.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "common/format/generation/manifest.hpp"
#include "dateline/error.hpp"
#include "indexer/write/weighted_term.hpp"

namespace dateline {

/// One thread at a time. After a failed call nothing but destruction is allowed; what was written
/// so far is left on disk. Errors: io, internal.
class PostingsWriter {
 public:
  virtual ~PostingsWriter() = default;

  /// The segment's next document: docids count from 1 in the order of calls. Numbers ascend; terms
  /// are unique, at most 245 bytes long and in any order. `text_bytes` is the length of the text
  /// that they come from, by which the writer bounds its memory.
  virtual Status add(DocumentNumber number, std::span<const WeightedTerm> terms,
                     std::size_t text_bytes) = 0;
  /// Completes the segment's postings, and looks whether they can be read. The last call.
  virtual Status finish() = 0;
};

/// Whose code writes postings. What is read from them is the same.
enum class PostingsBy {
  bulk,    ///< ours: documents are inverted at once, and each block is written once
  xapian,  ///< Xapian's, with which ours is compared
};

/// Writes to `segment`, which finish() creates; `scratch` is an existing folder for what is needed
/// until then, which the caller removes. The two must be on one file system. PostingsBy::bulk keeps
/// about 16 bytes for each posting in memory until finish().
std::unique_ptr<PostingsWriter> make_postings_writer(const std::filesystem::path& segment,
                                                     const std::filesystem::path& scratch,
                                                     PostingsBy writer = PostingsBy::bulk);

/// A segment and where it is.
struct SegmentPlace {
  std::filesystem::path directory;
  SegmentInfo info;
};

/// Joins the postings of segments, in ascending order of their documents' numbers, into `segment`,
/// which it creates. Docids go on counting from one source to the next. Errors: io, internal,
/// corrupt.
Status merge_postings(const std::vector<SegmentPlace>& sources,
                      const std::filesystem::path& segment, PostingsBy writer = PostingsBy::bulk);

}  // namespace dateline
