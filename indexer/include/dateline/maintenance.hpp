// Maintenance of an index: statistics, checks, export, merging and rebuilding.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/date.hpp"
#include "dateline/error.hpp"
#include "dateline/indexer.hpp"

namespace dateline {

/// A source and how many live documents have it.
struct SourceCount {
  std::string name;
  std::uint64_t documents = 0;
};

/// How one field counts for the score (common/format/scoring.hpp).
struct FieldStats {
  std::string_view field;  ///< title, lead, body
  double weight = 0;
  double length_normalisation = 0;  ///< BM25F's b
  double average_words = 0;
};

/// What the live generation holds. Bytes are sizes of files.
struct IndexStats {
  std::uint64_t generation = 0;
  std::string created;          ///< ISO 8601, UTC
  std::uint64_t documents = 0;  ///< live
  std::uint64_t dead = 0;       ///< deleted: replaced or removed, and still in segments
  std::uint64_t undated = 0;    ///< live ones without a publication date
  std::uint64_t segments = 0;
  std::optional<DayRange> dates;     ///< of live documents; nothing if none has a date
  std::uint64_t text_bytes = 0;      ///< of title and text, including deleted documents
  std::uint64_t postings_bytes = 0;  ///< Xapian's part of the segments
  std::uint64_t tokens_bytes = 0;    ///< token streams
  std::uint64_t records_bytes = 0;   ///< tables of documents in the segments
  std::uint64_t store_bytes = 0;
  std::vector<SourceCount> sources;  ///< most documents first, ties by name; as many as requested
  std::uint64_t source_count = 0;    ///< number of all sources
  std::uint64_t without_source = 0;  ///< live documents that have none
  int format = 0;
  std::vector<std::string> features;
  int analysis = 0;
  std::string language;  ///< stemmer
  double k1 = 0;
  std::array<FieldStats, 3> fields;
};

/// Reads the tables of the live generation, never its texts. `top_sources`: how many sources are
/// listed at most. Errors: those of opening an index (not_found, format_mismatch, corrupt, io).
Result<IndexStats> index_stats(const std::filesystem::path& index, std::size_t top_sources = 20);

/// A fault that a check found.
struct Finding {
  std::string place;  ///< file of the generation, or document
  std::string fault;
};

struct CheckOptions {
  bool full = false;  ///< also every byte and every document; reads the whole index and analyses
                      ///< all texts again
  std::function<void(std::string_view)> on_step;  ///< progress messages for display; may be empty
};

struct CheckReport {
  std::uint64_t generation = 0;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t documents = 0;    ///< compared one by one; full checks only
  std::vector<Finding> findings;  ///< the first max_findings
  std::uint64_t finding_count = 0;
  /// Files that no manifest names and that the index never reads, the first max_findings: other
  /// programs left them, and they do no harm.
  std::vector<Finding> warnings;
  std::uint64_t warning_count = 0;
};
inline constexpr std::size_t max_findings = 1000;

/// Compares the live generation with its manifest and its parts with each other; continues after a
/// finding. Errors: those of opening an index, if nothing can be compared: not_found,
/// format_mismatch, corrupt (the manifest), io.
Result<CheckReport> check_index(const std::filesystem::path& index, const CheckOptions& options);

/// Calls `write` with each live document as one line of JSON (newline included), in order of
/// document number. update() reads such lines back into equal documents. An error of `write` ends
/// the export and is returned. The index may have been made with another analysis. Returns the
/// number of documents.
Result<std::uint64_t> export_documents(const std::filesystem::path& index,
                                       const std::function<Status(std::string_view)>& write);

/// Merges all segments into one without deleted documents and publishes; the generation's number.
/// Error not_found if there is no index.
Result<std::uint64_t> compact_index(const IndexerOptions& options);
/// Rebuilds all segments from the stored documents, with the present analysis, and publishes. The
/// index may have been made with another one; if `options` name a language, it is changed to that.
/// Errors as above.
Result<std::uint64_t> rebuild_index(const IndexerOptions& options);

}  // namespace dateline
