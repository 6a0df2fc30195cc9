// The layout of an index on disk, and how readers get hold of a generation that nobody removes
// under them.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/format/generation/manifest.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Paths inside an index. See DESIGN (docs/format.md) for the layout.
struct IndexLayout {
  std::filesystem::path root;
  [[nodiscard]] std::filesystem::path lock() const { return root / "LOCK"; }
  [[nodiscard]] std::filesystem::path current() const { return root / "CURRENT"; }
  [[nodiscard]] std::filesystem::path generations() const { return root / "generations"; }
  [[nodiscard]] std::filesystem::path generation(const std::string& name) const {
    return generations() / name;
  }
  [[nodiscard]] std::filesystem::path work() const { return root / "work"; }
};

/// `000042` for 42.
[[nodiscard]] std::string generation_name(std::uint64_t generation);

/// The name in CURRENT; Error not_found where there is no index.
Result<std::string> current_generation_name(const IndexLayout& layout);

/// A generation held open by a shared lease: while this object lives, its files are not removed.
/// Movable; immutable.
class Generation {
 public:
  /// Opens what CURRENT names. Errors: not_found, format_mismatch, corrupt, io.
  static Result<Generation> open_current(const std::filesystem::path& index,
                                         AnalysisVersion accepted = AnalysisVersion::ours);
  /// Opens a generation by name (pinned).
  static Result<Generation> open(const std::filesystem::path& index, const std::string& name,
                                 AnalysisVersion accepted = AnalysisVersion::ours);
  Generation(Generation&&) noexcept;
  Generation& operator=(Generation&&) noexcept;
  ~Generation();

  [[nodiscard]] const Manifest& manifest() const noexcept { return manifest_; }
  [[nodiscard]] const std::filesystem::path& directory() const noexcept { return directory_; }
  [[nodiscard]] std::filesystem::path store() const { return directory_ / "store"; }
  [[nodiscard]] std::filesystem::path segment(const std::string& name) const {
    return directory_ / "segments" / name;
  }

 private:
  Generation(std::filesystem::path directory, Manifest manifest, int lease_fd);
  std::filesystem::path directory_;
  Manifest manifest_;
  int lease_fd_ = -1;
};

}  // namespace dateline
