// INDEX/work: where a run builds the next generation out of links to the live one, and how that
// becomes the live one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/generation/generation.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// The folder of a run. The caller holds the index's lock.
class WorkArea {
 public:
  /// Removes what a dead run left, and clones the store of `live` (tables by hard links, small
  /// files by copies).
  static Result<WorkArea> create(const IndexLayout& layout, const std::optional<Generation>& live);

  [[nodiscard]] std::filesystem::path store() const { return root_ / "store"; }
  [[nodiscard]] std::filesystem::path segment(const std::string& name) const {
    return root_ / "segments" / name;
  }
  /// For files that are not part of the generation; on the same file system.
  [[nodiscard]] std::filesystem::path scratch() const { return root_ / "scratch"; }

  /// Hard-links a segment of the live generation.
  Status keep_segment(const Generation& live, const std::string& name);

  /// Fills manifest.files (checksums of files that are linked from `live` are taken over), writes
  /// MANIFEST.json, syncs everything, renames the folder to its generation and CURRENT to it. The
  /// rename of CURRENT is the only commit.
  Status publish(const IndexLayout& layout, const std::optional<Generation>& live,
                 Manifest manifest);

  /// Removes the folder.
  Status discard();

 private:
  explicit WorkArea(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;
};

/// Makes a whole and synced folder in the index's root the live generation of that name: renames it
/// to its place, then CURRENT to it.
Status publish_folder(const IndexLayout& layout, const std::filesystem::path& folder,
                      const std::string& name);

/// A number above all that are there: a run that died between its two renames leaves one that
/// CURRENT never named, and a rollback leaves newer ones than CURRENT.
Result<std::uint64_t> next_generation(const IndexLayout& layout);

/// Makes CURRENT name the generation, by a rename: the only commit.
Status make_current(const IndexLayout& layout, const std::string& name);

/// Removes generations that are neither among the first `keep` (at least the live one) of the live
/// one's lineage, nor leased by a reader. The caller holds the index's lock.
Status collect_garbage(const IndexLayout& layout, std::size_t keep);

}  // namespace dateline
