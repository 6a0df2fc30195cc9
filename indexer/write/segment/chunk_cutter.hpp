// Cuts a text into chunks as Analyzer::next_chunk does, 64 bytes at a time, and gives short chunks
// a form that is compared and hashed without a loop.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "common/analysis/analyzer.hpp"
#include "common/analysis/number_spaces.hpp"

namespace dateline {

/// A chunk of 1 to 15 bytes: the bytes, zeros, and the length in the last byte. All zeros: no
/// chunk.
struct ShortChunk {
  static constexpr std::size_t longest = 15;
  std::uint64_t head = 0;
  std::uint64_t tail = 0;

  [[nodiscard]] bool empty() const noexcept { return tail == 0; }
  friend bool operator==(const ShortChunk&, const ShortChunk&) = default;
};

/// A chunk in its text; `key` is empty where it is too long for one.
struct CutChunk {
  std::string_view bytes;
  ShortChunk key;
};

namespace chunk_cutter_detail {

static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");

/// The upper bit of each of 8 bytes that is ASCII white space: a blank or 9 to 13.
constexpr std::uint64_t blank_bytes(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101u;
  const std::uint64_t low = bytes & (0x7f * ones);  // so that no sum below leaves its byte
  const std::uint64_t no_space = (low ^ (0x20 * ones)) + 0x7f * ones;
  const std::uint64_t from_tab = low + (0x80 - 9) * ones;
  const std::uint64_t behind_return = low + (0x80 - 14) * ones;
  return (~no_space | (from_tab & ~behind_return)) & ~bytes & (0x80 * ones);
}

/// A bit for each of 64 bytes that is white space.
inline std::uint64_t blank_bits(const char* bytes) noexcept {
  std::uint64_t bits = 0;
  for (int i = 0; i < 8; ++i) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + 8 * i, sizeof eight);
    // The multiplication gathers one bit of each byte in the uppermost.
    bits |= ((blank_bytes(eight) >> 7) * 0x0102040810204080u >> 56) << 8 * i;
  }
  return bits;
}

/// The upper bit of each of 8 bytes that is an ASCII digit.
constexpr std::uint64_t digit_bytes(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101u;
  const std::uint64_t low = bytes & (0x7f * ones);
  const std::uint64_t from_0 = low + (0x80 - '0') * ones;
  const std::uint64_t behind_9 = low + (0x80 - '9' - 1) * ones;
  return from_0 & ~behind_9 & ~bytes & (0x80 * ones);
}

/// A bit for each of 64 bytes that is a digit.
inline std::uint64_t digit_bits(const char* bytes) noexcept {
  std::uint64_t bits = 0;
  for (int i = 0; i < 8; ++i) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + 8 * i, sizeof eight);
    bits |= ((digit_bytes(eight) >> 7) * 0x0102040810204080u >> 56) << 8 * i;
  }
  return bits;
}

/// For each length of a short chunk, what of 8 bytes belongs to it that `before` others precede.
constexpr std::array<std::uint64_t, 16> make_masks(std::size_t before) noexcept {
  std::array<std::uint64_t, 16> masks{};
  for (std::size_t length = before + 1; length < masks.size(); ++length)
    masks[length] =
        length - before < 8 ? (std::uint64_t{1} << 8 * (length - before)) - 1 : ~std::uint64_t{0};
  return masks;
}
inline constexpr std::array<std::uint64_t, 16> head_masks = make_masks(0);
inline constexpr std::array<std::uint64_t, 16> tail_masks = make_masks(8);

/// The chunk of `length` bytes at the beginning of 16.
inline ShortChunk short_chunk(const char* bytes, std::size_t length) noexcept {
  std::uint64_t head, tail;
  std::memcpy(&head, bytes, sizeof head);
  std::memcpy(&tail, bytes + sizeof head, sizeof tail);
  return {head & head_masks[length], (tail & tail_masks[length]) | std::uint64_t{length} << 56};
}

}  // namespace chunk_cutter_detail

class ChunkCutter {
 public:
  /// What next() returns at most: so many that whoever looks them all up waits for memory once.
  static constexpr std::size_t most_chunks = 96;

  explicit ChunkCutter(std::string_view text) noexcept : text_(text) {}

  /// The next chunks; none at the end of the text. Valid until the next call.
  std::span<const CutChunk> next() noexcept {
    while (edge_count_ < 2 * wanted && position_ <= text_.size()) find_edges();
    const std::size_t count = edge_count_ / 2;
    for (std::size_t i = 0; i < count; ++i) chunks_[i] = chunk(edges_[2 * i], edges_[2 * i + 1]);
    if (edge_count_ % 2 != 0) edges_[0] = edges_[edge_count_ - 1];
    edge_count_ %= 2;
    return {chunks_.data(), count};
  }

 private:
  static constexpr std::size_t block = 64;
  static constexpr std::size_t wanted = most_chunks - block / 2;  ///< blocks are cut whole

  /// Appends where chunks begin and end in the next block, of which the last is after the text.
  void find_edges() noexcept {
    const std::uint64_t blanks = borders_of_block();
    for (std::uint64_t edges = blanks ^ (blanks << 1 | was_blank_); edges != 0; edges &= edges - 1)
      edges_[edge_count_++] = position_ + static_cast<std::size_t>(std::countr_zero(edges));
    was_blank_ = blanks >> 63;
    position_ += block;
  }

  /// What follows the end of the text counts as white space.
  [[nodiscard]] std::uint64_t borders_of_block() const noexcept {
    const std::size_t rest = text_.size() - position_;
    if (rest >= block) return borders_of(text_.data() + position_);
    std::array<char, block> padded;
    padded.fill(' ');
    std::memcpy(padded.data(), text_.data() + position_, rest);
    return borders_of(padded.data());
  }

  /// The white space of a block, but for spaces inside numbers.
  [[nodiscard]] std::uint64_t borders_of(const char* bytes) const noexcept {
    using namespace chunk_cutter_detail;
    std::uint64_t blanks = blank_bits(bytes);
    const std::uint64_t digits = digit_bits(bytes);
    // Of the first and the last byte the neighbours are elsewhere; is_number_space looks.
    constexpr std::uint64_t first = 1, last = std::uint64_t{1} << 63;
    std::uint64_t between = blanks & (digits << 1 | first) & (digits >> 1 | last);
    for (; between != 0; between &= between - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(between));
      if (is_number_space(text_, position_ + bit)) blanks &= ~(std::uint64_t{1} << bit);
    }
    return blanks;
  }

  [[nodiscard]] CutChunk chunk(std::size_t begin, std::size_t end) const noexcept {
    const std::string_view bytes(text_.data() + begin, end - begin);
    if (bytes.size() > ShortChunk::longest) return {bytes, {}};
    const std::size_t rest = text_.size() - begin;
    if (rest >= 16) return {bytes, chunk_cutter_detail::short_chunk(bytes.data(), bytes.size())};
    std::array<char, 16> padded{};
    std::memcpy(padded.data(), bytes.data(), rest);
    return {bytes, chunk_cutter_detail::short_chunk(padded.data(), bytes.size())};
  }

  std::string_view text_;
  std::size_t position_ = 0;     ///< of the next block
  std::uint64_t was_blank_ = 1;  ///< whether the byte before it is white space
  std::size_t edge_count_ = 0;
  std::array<std::size_t, 2 * most_chunks> edges_;  ///< by turns where a chunk begins and ends
  std::array<CutChunk, most_chunks> chunks_;
};

}  // namespace dateline
