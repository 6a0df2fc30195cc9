// Which documents a ranking met, and of which of them it knows whether they are hits: what is left
// is what an estimate of the number of hits looks into.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "searcher/index/segments.hpp"
#include "searcher/postings/posting_blocks.hpp"

namespace dateline {

/// Three bits for each document of the segments that were begun. One thread at a time.
class SeenDocuments {
 public:
  explicit SeenDocuments(std::size_t segments) : segments_(segments) {}

  /// Before any document of the segment, whose last one is `documents`.
  void begin(std::size_t segment, std::uint32_t documents) {
    segments_[segment].assign(block_of(documents) + 1, Block{});
  }
  /// Documents of a block that may be hits. All of them must be proposed at some time. `certain`:
  /// they are candidates, of which only the condition is left to verify.
  void propose(std::size_t segment, Docid block, std::uint64_t documents, bool certain) {
    segments_[segment][block].proposed |= documents;
    if (certain) segments_[segment][block].certain |= documents;
  }
  void propose(const DocAddress& document) {
    propose(document.segment, block_of(document.docid), bit_of(document.docid), true);
  }
  /// It is known whether the document is a hit.
  void decide(const DocAddress& document) {
    segments_[document.segment][block_of(document.docid)].decided |= bit_of(document.docid);
  }

  [[nodiscard]] bool is_certain(const DocAddress& document) const noexcept {
    const Block& block = segments_[document.segment][block_of(document.docid)];
    return (block.certain & bit_of(document.docid)) != 0;
  }

  /// Those that were proposed and not decided.
  [[nodiscard]] std::uint64_t undecided() const noexcept;
  /// `count` of them (at most as many as there are), evenly spread in their order.
  [[nodiscard]] std::vector<DocAddress> spread(std::uint64_t count) const;

 private:
  struct Block {
    std::uint64_t proposed = 0;
    std::uint64_t decided = 0;
    std::uint64_t certain = 0;
    [[nodiscard]] std::uint64_t undecided() const noexcept { return proposed & ~decided; }
  };
  std::vector<std::vector<Block>> segments_;
};

}  // namespace dateline
