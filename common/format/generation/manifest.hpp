// MANIFEST.json: what a generation consists of, how it was analysed and scored, and the checksum of
// every file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "common/format/scoring.hpp"
#include "common/format/segment/segment_files.hpp"
#include "dateline/date.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// One segment. Segments are in ascending order of document numbers, and their ranges do not
/// overlap.
struct SegmentInfo {
  std::string name;             ///< folder below segments/, six or more digits
  std::uint32_t documents = 0;  ///< deleted ones included
  std::uint32_t dead = 0;
  DocumentNumber first_number = 0;
  DocumentNumber last_number = 0;
  Day first_day = unknown_day;  ///< earliest and latest known publication day; unknown_day where no
                                ///< document has one
  Day last_day = unknown_day;
  bool has_undated = false;
  std::uint64_t text_bytes = 0;  ///< bytes of title and text of its documents
  bool has_times = false;    ///< of a document, a time of day other than midnight (UTC) is known
  bool has_columns = false;  ///< there is a file `columns` (segment_columns.hpp)
};

/// A file of the generation, path relative to it.
struct FileInfo {
  std::string path;
  std::uint64_t bytes = 0;
  std::string xxh3;  ///< 128 bits, hex
};

/// DocumentRecords have times of day: what they say of `tokens` must be read without these.
inline constexpr std::string_view times_feature = "times";
/// Segments have a file `columns`, which merges carry on.
inline constexpr std::string_view columns_feature = "columns";

struct Manifest {
  int format = 0;
  std::vector<std::string> features;  ///< software that does not know one of them refuses the index
  int analysis = 0;
  std::string language;  ///< stemmer
  Scoring scoring{};
  std::uint64_t generation = 0;
  std::uint64_t base = 0;        ///< the generation that it was made from; 0: none
  std::string created;           ///< ISO 8601, UTC
  std::uint64_t documents = 0;   ///< live
  std::uint64_t text_bytes = 0;  ///< of live and deleted documents
  std::vector<SegmentInfo> segments;
  std::vector<FileInfo> files;
};

/// The features that an index of these segments uses.
[[nodiscard]] std::vector<std::string> features_of(const std::vector<SegmentInfo>& segments);

/// No manifest is longer.
inline constexpr std::size_t longest_manifest_bytes = 64u << 20;

/// Which analysis an index may have been made with. Only its segments depend on that: documents can
/// be read, copied and analysed again whatever it was.
enum class AnalysisVersion { ours, any };

/// Error format_mismatch with a hint where format, features or analysis are not what can be read;
/// corrupt if it is not a manifest, or not the one that was written (checksum).
Result<Manifest> parse_manifest(std::string_view json, const std::string& path,
                                AnalysisVersion accepted = AnalysisVersion::ours);
/// JSON whose last line holds a checksum of all before it.
std::string serialize_manifest(const Manifest& manifest);
/// Whether the text ends with that line: of a manifest that was parsed, whether damage of it would
/// have been noticed.
[[nodiscard]] bool has_checksum(std::string_view manifest_json);

}  // namespace dateline
