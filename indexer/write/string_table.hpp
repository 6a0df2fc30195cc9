// An interning hash table for short strings: string -> index 0, 1, 2, ... in the order of
// insertion.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// 64 bits of XXH3; the tables of one program run only, never stored.
[[nodiscard]] std::uint64_t hash_bytes(std::string_view bytes) noexcept;

/// Open addressing with linear probing over an arena of bytes. About 20 bytes an entry beside its
/// string. Not thread-safe.
class StringTable {
 public:
  StringTable();

  /// The index of `text`, and whether it is new. `hash` is hash_bytes(text).
  std::pair<std::uint32_t, bool> insert(std::string_view text, std::uint64_t hash);
  [[nodiscard]] std::string_view at(std::uint32_t index) const noexcept {
    const std::uint64_t begin = ends_[index];
    return {arena_.data() + begin, static_cast<std::size_t>(ends_[index + 1] - begin)};
  }
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size() - 1; }
  [[nodiscard]] std::size_t bytes() const noexcept {
    return arena_.capacity() + ends_.capacity() * sizeof(ends_[0]) + slots_.size() * sizeof(Slot);
  }
  void clear();

 private:
  struct Slot {
    std::uint32_t index_plus_one;  ///< 0: free
    std::uint32_t hash;            ///< upper half, so that most unequal strings are never compared
  };
  void grow();

  std::string arena_;
  std::vector<std::uint64_t> ends_;  ///< entry i lies between ends_[i] and ends_[i + 1]
  std::vector<Slot> slots_;
};

}  // namespace dateline
