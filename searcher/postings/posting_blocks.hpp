// The postings of a frequent stem in one segment, unpacked, so that a search looks a document up
// at once instead of reading its way there, and sees where no document can score enough.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "searcher/postings/posting_source.hpp"

namespace dateline {

/// Posting lists are compared with each other, and with what can still enter the page, in blocks of
/// so many docids: a block's documents are the bits of a word.
inline constexpr Docid block_documents = 64;

[[nodiscard]] constexpr Docid block_of(Docid docid) noexcept {
  return docid / block_documents;
}
[[nodiscard]] constexpr Docid first_of_block(Docid block) noexcept {
  return block * block_documents;
}
[[nodiscard]] constexpr std::uint64_t bit_of(Docid docid) noexcept {
  return std::uint64_t{1} << docid % block_documents;
}
/// The document of the lowest bit, which must be there.
[[nodiscard]] inline Docid first_of_bits(Docid block, std::uint64_t bits) noexcept {
  return first_of_block(block) + static_cast<Docid>(std::countr_zero(bits));
}

/// The document of the highest bit, which must be there.
[[nodiscard]] inline Docid last_of_bits(Docid block, std::uint64_t bits) noexcept {
  return first_of_block(block) + 63u - static_cast<Docid>(std::countl_zero(bits));
}

/// Immutable: any thread may read. Takes 2 bytes for each posting and a quarter for each document
/// of the segment.
class PostingBlocks {
 public:
  /// Reads a whole posting list, 15 ns for each posting; nothing where a wdf takes more than
  /// 16 bits. Throws what the source does, and DamagedData where postings name documents that are
  /// not there.
  static std::optional<PostingBlocks> read(const PostingSource& source, const std::string& stem);

  /// The documents of a block that hold the stem. `block` is at most that of the segment's last
  /// document.
  [[nodiscard]] std::uint64_t held(Docid block) const noexcept { return blocks_[block].held; }
  /// The highest wdf in a block, and in all; 0 where there is none.
  [[nodiscard]] std::uint32_t most(Docid block) const noexcept { return blocks_[block].most; }
  [[nodiscard]] std::uint32_t most() const noexcept { return most_; }
  /// 0 where the document does not hold the stem.
  [[nodiscard]] std::uint32_t wdf(Docid docid) const noexcept {
    const Block& block = blocks_[block_of(docid)];
    const std::uint64_t bit = bit_of(docid);
    if ((block.held & bit) == 0) return 0;
    return wdfs_[block.first + static_cast<unsigned>(std::popcount(block.held & (bit - 1)))];
  }
  /// The first document that holds the stem and is not before `docid`.
  [[nodiscard]] std::optional<Docid> at_or_behind(Docid docid) const noexcept;
  [[nodiscard]] std::size_t bytes() const noexcept {
    return blocks_.capacity() * sizeof(Block) + wdfs_.capacity() * sizeof(std::uint16_t);
  }

 private:
  struct Block {
    std::uint64_t held = 0;
    std::uint32_t first = 0;  // of the block's wdfs in wdfs_
    std::uint16_t most = 0;
  };

  explicit PostingBlocks(Docid last) : blocks_(block_of(last) + 1) {}
  void add(Docid docid, std::uint16_t wdf);

  std::vector<Block> blocks_;
  std::vector<std::uint16_t> wdfs_;
  std::uint16_t most_ = 0;
};

}  // namespace dateline
