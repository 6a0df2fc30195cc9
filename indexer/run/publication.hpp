// The end of a run: what was built becomes the live generation, then old ones are tidied away.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/generation/generation.hpp"
#include "indexer/publish/work_area.hpp"

namespace dateline {

/// Completes a manifest for these segments: counts, features and the time, not generation or files.
void describe_segments(Manifest& manifest, std::vector<SegmentInfo> segments);

/// Publishes work areas of one index. One thread; the caller holds the index's lock.
class Publication {
 public:
  using OnWarning = std::function<void(std::string_view)>;
  /// `keep`: see IndexerOptions. `on_warning` may be empty.
  Publication(IndexLayout layout, std::size_t keep, OnWarning on_warning);

  /// Makes the work area the live generation after `live`, and gives `manifest` its number and
  /// files. An Error says that there was no commit.
  Result<Commit> commit(WorkArea& area, const std::optional<Generation>& live, Manifest& manifest);
  /// After a commit, and with no lease of our own on the generation before: what fails now is a
  /// warning.
  void tidy(const Commit& commit);

  /// What failed after commits, without harm to what was published; each once.
  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept { return warnings_; }

 private:
  IndexLayout layout_;
  std::size_t keep_;
  OnWarning on_warning_;
  std::vector<std::string> warnings_;
};

}  // namespace dateline
