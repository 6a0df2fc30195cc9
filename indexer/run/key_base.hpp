// What the keys of a file's documents are made from, where the documents have no ids.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The path below the folder that was given; where another file of the same run has a key like
/// that, as much more of the path as tells the two apart. Not thread-safe.
class KeyBase {
 public:
  KeyBase() = default;
  /// `base` as the readers got it, `path` absolute; both as they appear in keys.
  KeyBase(std::string prefix, std::string base, std::string path);

  /// Goes on with the longer base that was found in an earlier run, if it is one of this path.
  void adopt(std::string_view longer);
  /// Whether a reader made the key from the base, or it is one that this object made longer.
  [[nodiscard]] bool has_made(std::string_view key) const noexcept;
  /// The key with the present base, if it was made from the first.
  void apply(std::string& key) const;
  /// Makes the base longer by a folder, and the key, which has_made(), as well. False where nothing
  /// is left of the path; the last base is the absolute path, which no other file has.
  bool lengthen(std::string& key);
  /// Without the prefix; empty while it is the first.
  [[nodiscard]] const std::string& longer() const noexcept { return longer_; }

 private:
  [[nodiscard]] const std::string& present() const noexcept {
    return longer_.empty() ? base_ : longer_;
  }
  [[nodiscard]] bool begins_with(std::string_view key, std::string_view base) const noexcept;

  std::string prefix_;
  std::string base_;
  std::string path_;
  std::string longer_;
};

}  // namespace dateline
