// The parts of a check. Each adds what it finds and goes on as far as it can.
#pragma once

#include <vector>

#include "common/format/generation/generation.hpp"
#include "common/format/store/store.hpp"
#include "indexer/maintain/findings.hpp"
#include "indexer/maintain/open_segment.hpp"

namespace dateline {

/// Files against the manifest: there, with their sizes; `full`: with their checksums. Others are
/// warnings, unless they would be taken for ours.
void check_files(const Generation& generation, bool full, CheckReport& report, Findings& findings);

/// Segments against the manifest and the store: counts, ranges of numbers, days, token streams'
/// bounds; `full`: every posting, and every document's number. Returns the segments that can be
/// read.
std::vector<OpenSegment> check_segments(const Generation& generation, const Store& store, bool full,
                                        Findings& findings);

/// The vocabulary: numbers are unique, and each word is in the family of its stem.
void check_words(const Generation& generation, const Store& store, Findings& findings);

/// Every stored document against keys, segments and its token stream, and sample queries against
/// all of them. Returns how many there are.
std::uint64_t check_documents(const Generation& generation, const Store& store,
                              const std::vector<OpenSegment>& segments, Findings& findings);

}  // namespace dateline
