// What a worker remembers of short chunks, which nearly all of a text consists of.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "indexer/write/segment/chunk_cutter.hpp"

namespace dateline {

/// The words of a chunk. One: `first` is the word itself; else they are `count` of a list from
/// `first` on.
struct ChunkWords {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// Chunk -> its words, by open addressing. A chunk lies in its slot, so that finding a usual one
/// costs one cache miss and no call. Not thread-safe.
class ShortChunkTable {
 public:
  ShortChunkTable() {
    std::random_device random;
    const auto odd = [&] { return std::uint64_t{random()} << 32 | random() | 1; };
    head_factor_ = odd();
    tail_factor_ = odd();
    clear();
  }

  /// Asks for the slot at which find() will begin, while others are looked up.
  void prefetch(const ShortChunk& chunk) const noexcept {
    __builtin_prefetch(&slots_[first_slot(chunk)]);
  }
  /// Null where the chunk is not known, and for an empty one; valid until the next add().
  [[nodiscard]] const ChunkWords* find(const ShortChunk& chunk) const noexcept {
    for (std::size_t i = first_slot(chunk);; i = (i + 1) & mask_) {
      if (slots_[i].chunk.empty()) return nullptr;
      if (slots_[i].chunk == chunk) return &slots_[i].words;
    }
  }
  /// `chunk` is not empty, and not known yet.
  void add(const ShortChunk& chunk, ChunkWords words) {
    if (++size_ * 4 > slots_.size() * 3) grow();
    put({chunk, words});
  }
  void clear() {
    slots_.clear();
    slots_.shrink_to_fit();
    size_ = 0;
    resize(first_bits);
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t bytes() const noexcept { return slots_.size() * sizeof(Slot); }

 private:
  static constexpr int first_bits = 10;
  struct Slot {
    ShortChunk chunk;
    ChunkWords words;
  };
  [[nodiscard]] std::size_t first_slot(const ShortChunk& chunk) const noexcept {
    return (chunk.head * head_factor_ + chunk.tail * tail_factor_) >> shift_;
  }
  void put(const Slot& slot) noexcept {
    std::size_t i = first_slot(slot.chunk);
    while (!slots_[i].chunk.empty()) i = (i + 1) & mask_;
    slots_[i] = slot;
  }
  void resize(int bits) {
    slots_.assign(std::size_t{1} << bits, Slot{});
    mask_ = slots_.size() - 1;
    shift_ = 64 - bits;
  }
  void grow() {
    const std::vector<Slot> old = std::move(slots_);
    resize(65 - shift_);
    for (const Slot& slot : old)
      if (!slot.chunk.empty()) put(slot);
  }

  // Hashing by multiplication with numbers that no author of a text can know, so that nobody can
  // choose chunks that all begin at one slot.
  std::uint64_t head_factor_ = 1;
  std::uint64_t tail_factor_ = 1;
  std::vector<Slot> slots_;
  std::size_t size_ = 0;
  std::size_t mask_ = 0;
  int shift_ = 0;
};

}  // namespace dateline
