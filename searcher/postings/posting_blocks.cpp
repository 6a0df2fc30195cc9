#include "searcher/postings/posting_blocks.hpp"

#include <algorithm>
#include <limits>

namespace dateline {

std::optional<PostingBlocks> PostingBlocks::read(const Xapian::Database& shard,
                                                 const std::string& stem) {
  const Xapian::docid last = shard.get_lastdocid();
  PostingBlocks blocks(last);
  blocks.wdfs_.reserve(std::min(shard.get_termfreq(stem), last));  // damaged, it may be any number
  Xapian::docid before = 0;
  for (auto posting = shard.postlist_begin(stem); posting != shard.postlist_end(stem); ++posting) {
    if (*posting <= before || *posting > last)
      throw Xapian::DatabaseCorruptError("postings do not ascend, or name no document");
    before = *posting;
    const Xapian::termcount wdf = posting.get_wdf();
    if (wdf > std::numeric_limits<std::uint16_t>::max()) return std::nullopt;
    blocks.add(before, static_cast<std::uint16_t>(wdf));
  }
  return blocks;
}

void PostingBlocks::add(Xapian::docid docid, std::uint16_t wdf) {
  Block& block = blocks_[block_of(docid)];
  if (block.held == 0) block.first = static_cast<std::uint32_t>(wdfs_.size());
  block.held |= bit_of(docid);
  block.most = std::max(block.most, wdf);
  most_ = std::max(most_, wdf);
  wdfs_.push_back(wdf);
}

std::optional<Xapian::docid> PostingBlocks::at_or_behind(Xapian::docid docid) const noexcept {
  Xapian::docid block = block_of(docid);
  if (block >= blocks_.size()) return std::nullopt;
  std::uint64_t bits = blocks_[block].held & ~(bit_of(docid) - 1);
  while (bits == 0 && ++block < blocks_.size()) bits = blocks_[block].held;
  if (bits == 0) return std::nullopt;
  return first_of_bits(block, bits);
}

}  // namespace dateline
