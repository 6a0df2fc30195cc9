// A new generation from what a damaged one still holds.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"
#include "dateline/indexer.hpp"

namespace dateline {

/// A document that can no longer be read.
struct LostDocument {
  std::uint32_t number = 0;
  std::string key;  ///< empty if it is no longer known
};

/// What a repair did.
struct RepairReport {
  std::uint64_t damaged_generation = 0;
  std::uint64_t generation = 0;  ///< the new, live one
  std::uint64_t documents = 0;   ///< in it
  std::vector<LostDocument> lost;
  /// Further lost documents, of which not even the number is known.
  std::uint64_t lost_unknown = 0;
  /// Parts of the store that cannot be read, as sentences.
  std::vector<std::string> damage;
  /// True if removed documents may have reappeared, because the record of their removal was lost.
  bool removed_may_be_back = false;
};

/// Reads every document of the live generation that can be read, rebuilds all segments from them,
/// and publishes that as a new generation. The damaged one is only read, and stays as an earlier
/// one. If its manifest cannot be read, language and weights are those of another generation, or of
/// `options`; if CURRENT cannot, the newest generation is repaired. The next update reads the input
/// files of lost documents again. Errors: those of Indexer::open; corrupt if not one document can
/// be read.
Result<RepairReport> repair_index(const IndexerOptions& options,
                                  const std::function<void(std::string_view)>& on_step = {});

}  // namespace dateline
