// Documents -> one segment: its postings (postings_writer.hpp) with the flat files beside.
#pragma once

#include <filesystem>
#include <vector>

#include "dateline/document.hpp"
#include "dateline/error.hpp"
#include "indexer/write/segment/document_analyzer.hpp"
#include "indexer/write/segment/postings_writer.hpp"
#include "indexer/write/store/store_writer.hpp"

namespace dateline {

/// A document on its way into a segment.
struct NumberedDocument {
  DocumentNumber number = 0;
  DocumentNames names;
  Document document;
};

/// Builds the segment in `directory`, which it creates. Documents are in ascending order of number.
/// The result's name is empty. Errors: io, internal. Leaves rubbish on disk where it fails.
Result<SegmentInfo> build_segment(const std::vector<NumberedDocument>& documents,
                                  const std::filesystem::path& directory,
                                  DocumentAnalyzer& analyzer);

/// Joins segments, in ascending order of their documents' numbers, into a new one in `directory`.
Result<SegmentInfo> merge_segments(const std::vector<SegmentPlace>& segments,
                                   const std::filesystem::path& directory);

}  // namespace dateline
