// The generations that an index still has: listing them, and going back to an earlier one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "dateline/error.hpp"
#include "dateline/indexer.hpp"

namespace dateline {

/// A process that holds a generation open.
struct LeaseHolder {
  std::int64_t pid = 0;
  std::string program;  ///< process name (truncated by the kernel); empty if unknown
};

struct GenerationInfo {
  std::uint64_t number = 0;
  bool live = false;
  std::string created;  ///< ISO 8601, UTC; empty if its manifest cannot be read
  std::string fault;    ///< why not
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;  ///< of all its files
  std::uint64_t own_bytes =
      0;  ///< of files that no other generation shares: what removing it frees
  std::vector<LeaseHolder> leases;  ///< as far as /proc/locks shows them to this process
};

/// In ascending order. Generations that are removed during the call are left out. Errors:
/// not_found, io.
Result<std::vector<GenerationInfo>> list_generations(const std::filesystem::path& index);

/// Makes an earlier generation the live one; nothing is removed, and the number of the one that was
/// live is never reused. Without `to`: the one that the live one was made from, or else the newest
/// before it. Takes the index's lock (`options.wait`). Returns the live generation's number.
/// Errors: locked; not_found; corrupt if the generation is incomplete.
Result<std::uint64_t> roll_back(const IndexerOptions& options, std::optional<std::uint64_t> to);

}  // namespace dateline
