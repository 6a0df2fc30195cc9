// Which files a walk met, and what that says of those that it did not meet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Whether the name is the path itself or below it.
[[nodiscard]] bool is_below(std::string_view name, std::string_view path) noexcept;

/// Names are absolute (absolute_name). Eight bytes per file found. Not thread-safe.
class WalkedFiles {
 public:
  /// `paths`: as given to the update; "-" stands for no file.
  explicit WalkedFiles(const std::vector<std::string>& paths);

  void met(std::string_view name);
  /// A file, or a folder with all below it, could not be looked at.
  void unreadable(std::string name) { unreadable_.push_back(std::move(name)); }
  /// The walk is over; to be called before fate_of().
  void finish();

  enum class Fate {
    elsewhere,  ///< below none of the paths
    there,
    unknown,  ///< where nothing could be looked at
    vanished,
  };
  [[nodiscard]] Fate fate_of(std::string_view name) const;
  /// Those of the paths that are folders.
  [[nodiscard]] const std::vector<std::string>& folders() const noexcept { return folders_; }

 private:
  std::vector<std::string> roots_;
  std::vector<std::string> folders_;
  std::vector<std::string> unreadable_;
  std::vector<std::uint64_t> met_;  ///< hashes of names
};

}  // namespace dateline
