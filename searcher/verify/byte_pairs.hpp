// Finds two bytes next to each other, each out of a set: the inner loop of scanning token streams.
//
// Where two words meet, the last byte of one code stands before the first byte of the other; both
// are known for any number of words, so a phrase is looked for in one pass whatever the size of its
// words' families. 64 places are tested at a time with AVX2 where the processor has it (it is asked
// at run time), one at a time elsewhere.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace dateline {

/// A set of byte values.
class ByteSet {
 public:
  void add(unsigned char byte) noexcept;
  /// The bytes 0x80 to 0xff.
  void add_all_marked() noexcept;
  [[nodiscard]] bool contains(unsigned char byte) const noexcept {
    return (rows_[byte & 0x0fu][byte >> 7] >> (byte >> 4 & 7u) & 1u) != 0;
  }

  /// For a byte's lower four bits: which upper four bits go with them, as a bit each; 0 to 7 and 8
  /// to 15 apart. This is what a vector of 16 table look-ups needs.
  using Row = std::array<std::uint8_t, 16>;
  [[nodiscard]] Row row(std::size_t half) const noexcept;

 private:
  std::array<std::array<std::uint8_t, 2>, 16> rows_{};
};

/// Two sets for two neighbouring bytes. Immutable; any thread.
class BytePairs {
 public:
  /// How many places are tested at a time, and how many bytes that takes.
  static constexpr std::ptrdiff_t block_places = 64;
  static constexpr std::ptrdiff_t block_bytes = block_places + 1;

  BytePairs() = default;
  BytePairs(const ByteSet& first, const ByteSet& second);

  [[nodiscard]] bool match(const unsigned char* place) const noexcept {
    return first_.contains(place[0]) && second_.contains(place[1]);
  }
  /// A bit for each of 64 places from `place` on where the two bytes match.
  [[nodiscard]] std::uint64_t matches(const unsigned char* place) const noexcept;
  /// As matches(), without special instructions: the reference for tests.
  [[nodiscard]] std::uint64_t matches_portably(const unsigned char* place) const noexcept;

  /// The nibble tables of both sets, lower half first.
  struct Tables {
    alignas(16) std::array<ByteSet::Row, 4> rows;
  };
  [[nodiscard]] const Tables& tables() const noexcept { return tables_; }

 private:
  ByteSet first_;
  ByteSet second_;
  Tables tables_{};
};

/// Calls `visit(place)` for each place in [begin, end) where `place[0]` and `place[1]` match, in
/// ascending order, until it returns true; whether it did.
template <typename Visit>
bool any_pair(const unsigned char* begin, const unsigned char* end, const BytePairs& pairs,
              Visit&& visit) {
  const auto any_of = [&](const unsigned char* block, std::uint64_t found) {
    for (; found != 0; found &= found - 1) {
      if (visit(block + std::countr_zero(found))) return true;
    }
    return false;
  };
  const unsigned char* place = begin;
  for (; end - place >= BytePairs::block_bytes; place += BytePairs::block_places) {
    if (any_of(place, pairs.matches(place))) return true;
  }
  if (end - begin >=
      BytePairs::block_bytes) {  // the last block reaches back over places that are done
    const unsigned char* block = end - BytePairs::block_bytes;
    const std::ptrdiff_t done = place - block;
    if (done >= BytePairs::block_places) return false;
    return any_of(block, pairs.matches(block) >> done << done);
  }
  for (; end - place >= 2; ++place) {
    if (pairs.match(place) && visit(place)) return true;
  }
  return false;
}

}  // namespace dateline
