#include "searcher/postings/posting_blocks.hpp"

#include <algorithm>
#include <limits>

#include "common/format/damaged_data.hpp"
#include "searcher/postings/posting_cursor.hpp"

namespace dateline {

std::optional<PostingBlocks> PostingBlocks::read(const PostingSource& source,
                                                 const std::string& stem) {
  const Docid last = source.last_document();
  PostingBlocks blocks(last);
  // Damaged, a frequency may be any number.
  blocks.wdfs_.reserve(std::min(source.document_frequency(stem), last));
  PostingCursor cursor(source, stem, PostingDetail::wdfs);
  for (; cursor.docid() != behind_all; cursor.next(behind_all)) {
    if (cursor.docid() > last)
      throw DamagedData("a posting list names a document that is not there");
    if (cursor.wdf() > std::numeric_limits<std::uint16_t>::max()) return std::nullopt;
    blocks.add(cursor.docid(), static_cast<std::uint16_t>(cursor.wdf()));
  }
  return blocks;
}

void PostingBlocks::add(Docid docid, std::uint16_t wdf) {
  Block& block = blocks_[block_of(docid)];
  if (block.held == 0) block.first = static_cast<std::uint32_t>(wdfs_.size());
  block.held |= bit_of(docid);
  block.most = std::max(block.most, wdf);
  most_ = std::max(most_, wdf);
  wdfs_.push_back(wdf);
}

std::optional<Docid> PostingBlocks::at_or_behind(Docid docid) const noexcept {
  Docid block = block_of(docid);
  if (block >= blocks_.size()) return std::nullopt;
  std::uint64_t bits = blocks_[block].held & ~(bit_of(docid) - 1);
  while (bits == 0 && ++block < blocks_.size()) bits = blocks_[block].held;
  if (bits == 0) return std::nullopt;
  return first_of_bits(block, bits);
}

}  // namespace dateline
