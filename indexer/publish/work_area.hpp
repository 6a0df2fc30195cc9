// INDEX/work: where a run builds the next generation out of links to the live one, and how that
// becomes the live one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/format/generation/generation.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// What a commit did: from its rename on the new generation is live, whatever comes after.
struct Commit {
  std::optional<Error> unsynced;  ///< why a power loss may yet bring the last generation back
};

/// The folder of a run. The caller holds the index's lock.
class WorkArea {
 public:
  /// Removes what a run that died left, and clones the store of `live` (tables by hard links, small
  /// files by copies).
  static Result<WorkArea> create(const IndexLayout& layout, const std::optional<Generation>& live);
  /// For a dry run, which needs no lock: a folder for temporary files, in which tables are symbolic
  /// links. Nothing is written below the index. Cannot be published.
  static Result<WorkArea> create_apart(const std::optional<Generation>& live);

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
  /// rename of CURRENT is the only commit: an Error says that there was none.
  Result<Commit> publish(const IndexLayout& layout, const std::optional<Generation>& live,
                         Manifest& manifest);

  /// Removes the folder.
  Status discard();

 private:
  explicit WorkArea(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;
};

/// Makes an empty folder that is known as ours from its first moment, for what becomes a
/// generation.
Status make_work_folder(const std::filesystem::path& folder);
/// Removes such a folder, where there is one. What is left of it when that ends early is known as
/// ours as well.
Status remove_work_folder(const std::filesystem::path& folder);

/// Makes a whole and synced folder in the index's root the live generation of that name: renames it
/// to its place, then CURRENT to it. An Error says that there was no commit.
Result<Commit> publish_folder(const IndexLayout& layout, const std::filesystem::path& folder,
                              const std::string& name);

/// A number above all that are there: a run that died between its two renames leaves one that
/// CURRENT never named, and a rollback leaves newer ones than CURRENT.
Result<std::uint64_t> next_generation(const IndexLayout& layout);

/// Makes CURRENT name the generation, by a rename: the only commit. An Error says that there was
/// none.
Result<Commit> make_current(const IndexLayout& layout, const std::string& name);

/// What is done after a commit: removes generations of ours that are neither among the first `keep`
/// (at least the live one) of the live one's lineage, nor leased by a reader. Nothing of it makes
/// the commit undone, so what fails is a warning, and is tried again after the next commit. The
/// caller holds the index's lock.
std::vector<std::string> tidy_up(const IndexLayout& layout, const Commit& commit, std::size_t keep);

}  // namespace dateline
