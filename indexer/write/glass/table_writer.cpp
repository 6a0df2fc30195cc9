#include "indexer/write/glass/table_writer.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dateline::glass {
namespace {

constexpr std::uint32_t revision = 1;

/// A tag is cut so that its beginning fills a block only where that beginning is so much longer
/// than its key. Shorter ones cost more than they fill. Source: GlassTable::add of Xapian.
constexpr std::size_t least_beginning = 34;

/// The bytes of a leaf's item beside its piece of a tag.
std::size_t head_bytes(std::string_view key, bool is_first) noexcept {
  return item_size_bytes + key_length_bytes + key.size() + (is_first ? 0 : component_bytes);
}

/// As much of `key` as tells it from the key before it.
std::string_view shortest_after(std::string_view before, std::string_view key) noexcept {
  const auto [a, b] = std::mismatch(before.begin(), before.end(), key.begin(), key.end());
  const auto equal = static_cast<std::size_t>(b - key.begin());
  return key.substr(0, std::min(equal + 1, key.size()));
}

}  // namespace

void BlockBuilder::clear() noexcept {
  bytes_.fill(0);
  directory_end_ = directory_begin;
  items_begin_ = block_bytes;
}

std::size_t BlockBuilder::room() const noexcept {
  const std::size_t free = items_begin_ - directory_end_;
  return free < directory_entry_bytes ? 0 : free - directory_entry_bytes;
}

std::uint8_t* BlockBuilder::add(std::size_t bytes) noexcept {
  items_begin_ -= bytes;
  write2(bytes_.data() + directory_end_, items_begin_);
  directory_end_ += directory_entry_bytes;
  return bytes_.data() + items_begin_;
}

std::string_view BlockBuilder::finish(std::uint32_t block_revision) noexcept {
  const std::size_t free = items_begin_ - directory_end_;
  write4(bytes_.data(), block_revision);
  bytes_[level_at] = static_cast<std::uint8_t>(level_);
  write2(bytes_.data() + contiguous_free_at, free);
  write2(bytes_.data() + total_free_at, free);
  write2(bytes_.data() + directory_end_at, directory_end_);
  return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
}

Result<TableWriter> TableWriter::create(const std::filesystem::path& path) {
  DATELINE_ASSIGN(auto file, FlatFileWriter::create(path));
  return TableWriter(std::move(file));
}

TableWriter::TableWriter(FlatFileWriter file)
    : file_(std::move(file)), leaf_(std::make_unique<BlockBuilder>(0)) {}

Status TableWriter::add(std::string_view key, std::string_view tag) {
  if (key.empty() || key.size() > most_key_bytes)
    return failure(ErrorCode::internal, "a term is too long for Xapian's tables");
  if (entries_ == 0) put({});  // the first item of a table is not an entry
  if (key <= last_key_)
    return failure(ErrorCode::corrupt, "the keys of a table do not ascend",
                   "dateline-index check --full lists all damage; repair recovers the index");
  ++entries_;
  for (std::uint32_t component = 1;; ++component) {
    const std::size_t bytes = piece_bytes(key, tag.size(), component == 1);
    const bool is_last = bytes == tag.size();
    DATELINE_TRY(add_piece({key, tag.substr(0, bytes), component, is_last}));
    if (is_last) break;
    tag.remove_prefix(bytes);
  }
  last_key_ = key;
  return {};
}

/// How much of the rest of a tag becomes the next item: all of it, what the block has room for, or
/// what an item may have.
std::size_t TableWriter::piece_bytes(std::string_view key, std::size_t rest,
                                     bool is_first) const noexcept {
  const std::size_t head = head_bytes(key, is_first);
  const std::size_t most = std::min(rest, most_item_bytes - head);
  if (leaf_->room() >= head + most) return most;
  const std::size_t fitting = leaf_->room() < head ? 0 : leaf_->room() - head;
  return fitting >= key.size() + least_beginning ? fitting : most;
}

Status TableWriter::add_piece(const Piece& piece) {
  const std::size_t bytes = head_bytes(piece.key, piece.component == 1) + piece.bytes.size();
  if (leaf_->room() < bytes) {
    DATELINE_TRY(finish_leaf());
    // Where a tag goes on in the next block, both keys are the same.
    leaf_separator_ = {
        std::string(piece.component == 1 ? shortest_after(last_key_, piece.key) : piece.key),
        piece.component};
  }
  put(piece);
  return {};
}

void TableWriter::put(const Piece& piece) {
  const bool is_first = piece.component == 1;
  const std::size_t head = head_bytes(piece.key, is_first);
  const std::size_t size = head + piece.bytes.size();
  std::uint8_t* item = leaf_->add(size);
  const std::size_t flags =
      (is_first ? first_component_flag : 0) | (piece.is_last ? last_component_flag : 0);
  write2(item, (size - item_size_bytes - key_length_bytes) | flags);
  item[item_size_bytes] = static_cast<std::uint8_t>(piece.key.size());
  std::copy(piece.key.begin(), piece.key.end(), item + item_size_bytes + key_length_bytes);
  if (!is_first) write2(item + head - component_bytes, piece.component);
  std::copy(piece.bytes.begin(), piece.bytes.end(), item + head);
}

Result<std::uint32_t> TableWriter::write(BlockBuilder& block) {
  DATELINE_TRY(file_.append(block.finish(revision)));
  block.clear();
  return blocks_++;
}

Status TableWriter::finish_leaf() {
  DATELINE_ASSIGN(const std::uint32_t number, write(*leaf_));
  return add_child(0, number, leaf_separator_);
}

/// Adds a block to the branches above it.
Status TableWriter::add_child(std::size_t branch, std::uint32_t child, const Separator& separator) {
  if (branch == branches_.size())
    branches_.push_back({std::make_unique<BlockBuilder>(static_cast<unsigned>(branch) + 1), {}});
  const auto item_bytes = [](std::size_t key) {
    return child_bytes + key_length_bytes + key + component_bytes;
  };
  if (branches_[branch].block->room() < item_bytes(separator.key.size())) {
    DATELINE_ASSIGN(const std::uint32_t number, write(*branches_[branch].block));
    const Separator above = std::exchange(branches_[branch].separator, separator);
    DATELINE_TRY(add_child(branch + 1, number, above));
  }
  BlockBuilder& block = *branches_[branch].block;
  // The first key of a branch is in the branch above, if anywhere.
  const Separator& written = block.empty() ? Separator{} : separator;
  std::uint8_t* item = block.add(item_bytes(written.key.size()));
  write4(item, child);
  item[child_bytes] = static_cast<std::uint8_t>(written.key.size());
  item = std::copy(written.key.begin(), written.key.end(), item + child_bytes + key_length_bytes);
  write2(item, written.component);
  return {};
}

Result<TableRoot> TableWriter::finish() {
  TableRoot root;
  root.entries = entries_;
  if (entries_ > 0) {
    DATELINE_ASSIGN(root.root, write(*leaf_));
    if (!branches_.empty()) DATELINE_TRY(add_child(0, root.root, leaf_separator_));
    for (std::size_t branch = 0; branch < branches_.size(); ++branch) {
      const Separator separator = branches_[branch].separator;
      DATELINE_ASSIGN(root.root, write(*branches_[branch].block));
      root.level = static_cast<unsigned>(branch) + 1;
      if (branch + 1 < branches_.size()) DATELINE_TRY(add_child(branch + 1, root.root, separator));
    }
  }
  root.blocks = blocks_;
  DATELINE_TRY(file_.close());
  return root;
}

}  // namespace dateline::glass
