// Cuts a text into chunks as Analyzer::next_chunk does, eight bytes at a time, and gives short
// chunks a form that is compared and hashed without a loop.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "common/analysis/analyzer.hpp"

namespace dateline {

/// A chunk of 1 to 15 bytes: the bytes, zeros, and the length in the last byte. All zeros: no
/// chunk.
struct ShortChunk {
  static constexpr std::size_t longest = 15;
  std::uint64_t head = 0;
  std::uint64_t tail = 0;

  [[nodiscard]] bool empty() const noexcept { return tail == 0; }
  /// For tables: the upper bits depend on every byte.
  [[nodiscard]] std::uint64_t hash() const noexcept {
    return (head ^ (tail * 0x9e3779b97f4a7c15u)) * 0xd6e8feb86659fd93u;
  }
  friend bool operator==(const ShortChunk&, const ShortChunk&) = default;
};

/// A chunk in its text; `key` is empty where it is too long for one.
struct CutChunk {
  std::string_view bytes;
  ShortChunk key;
};

namespace chunk_cutter_detail {

static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");

/// The upper bit of each byte that is ASCII white space: a blank or 9 to 13.
constexpr std::uint64_t blank_bytes(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101u;
  const std::uint64_t low = bytes & (0x7f * ones);  // so that no sum below leaves its byte
  const std::uint64_t no_space = (low ^ (0x20 * ones)) + 0x7f * ones;
  const std::uint64_t from_tab = low + (0x80 - 9) * ones;
  const std::uint64_t behind_return = low + (0x80 - 14) * ones;
  return (~no_space | (from_tab & ~behind_return)) & ~bytes & (0x80 * ones);
}

/// Keeps the first `i` of 8 bytes; from the 9th on, all.
constexpr std::array<std::uint64_t, 16> make_head_masks() noexcept {
  std::array<std::uint64_t, 16> masks{};
  for (std::size_t i = 0; i < masks.size(); ++i)
    masks[i] = i < 8 ? (std::uint64_t{1} << (8 * i)) - 1 : ~std::uint64_t{0};
  return masks;
}
inline constexpr std::array<std::uint64_t, 16> head_masks = make_head_masks();

/// The first `length` bytes of 16, of which the last has room for the length.
inline ShortChunk short_chunk(std::uint64_t head, std::uint64_t tail, std::size_t length) noexcept {
  const std::uint64_t tail_mask = length < 8 ? 0 : head_masks[length - 8];
  return {head & head_masks[length], (tail & tail_mask) | std::uint64_t{length} << 56};
}

}  // namespace chunk_cutter_detail

class ChunkCutter {
 public:
  explicit ChunkCutter(std::string_view text) noexcept : text_(text) {}

  /// Fills `chunks` from the front; returns how many there are, 0 at the end of the text.
  template <std::size_t N>
  std::size_t cut(std::array<CutChunk, N>& chunks) noexcept {
    std::size_t count = 0;
    while (count < N && position_ < text_.size()) {
      cut_one(chunks[count]);
      count += !chunks[count].bytes.empty();
    }
    return count;
  }

 private:
  /// One chunk, and the blank behind it; or a blank alone, which leaves `chunk` empty.
  void cut_one(CutChunk& chunk) noexcept {
    using namespace chunk_cutter_detail;
    std::array<std::uint64_t, 2> window;
    load(window);
    const std::uint64_t head_blanks = blank_bytes(window[0]);
    const std::uint64_t tail_blanks = blank_bytes(window[1]);
    const int in_head = std::countr_zero(head_blanks) / 8;
    const int in_tail = 8 + std::countr_zero(tail_blanks) / 8;
    const auto length = static_cast<std::size_t>(head_blanks != 0 ? in_head : in_tail);
    if (length > ShortChunk::longest) return cut_long(chunk);
    chunk = {text_.substr(position_, length), short_chunk(window[0], window[1], length)};
    position_ += length + 1;
  }

  void cut_long(CutChunk& chunk) noexcept {
    const auto range = Analyzer::next_chunk(text_, position_);
    chunk = {text_.substr(range.begin, range.end - range.begin), {}};
    position_ = range.end;
  }

  /// 16 bytes from the position on, with blanks behind the end of the text.
  void load(std::array<std::uint64_t, 2>& window) const noexcept {
    const std::size_t rest = text_.size() - position_;
    if (rest >= sizeof window) {
      std::memcpy(window.data(), text_.data() + position_, sizeof window);
    } else {
      window.fill(0x2020202020202020u);
      std::memcpy(window.data(), text_.data() + position_, rest);
    }
  }

  std::string_view text_;
  std::size_t position_ = 0;
};

}  // namespace dateline
