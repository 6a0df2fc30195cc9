#include "common/format/glass/glass_table.hpp"

#include <algorithm>
#include <cstring>

#include "common/format/damaged_data.hpp"

namespace dateline::glass {
namespace {

/// No tag of a segment is nearly as long; a damaged one must not fill the memory.
constexpr std::size_t most_tag_bytes = 1u << 20;

[[noreturn]] void damaged(const char* what) {
  throw DamagedData(what);
}

std::string_view view(const std::uint8_t* bytes, std::size_t length) noexcept {
  return {reinterpret_cast<const char*>(bytes), length};
}

}  // namespace

const std::uint8_t* MappedBlocks::read(std::uint32_t block, unsigned) {
  const std::uint64_t begin = std::uint64_t{block} * block_bytes;
  if (begin + block_bytes > file_.size()) damaged("a table names a block after its end");
  return reinterpret_cast<const std::uint8_t*>(file_.data() + begin);
}

void TableCursor::load(unsigned level, std::uint32_t block) {
  if (block >= table_.blocks) damaged("a table names a block after its end");
  const std::uint8_t* bytes = blocks_->read(block, level);
  const std::uint32_t end = read2(bytes + directory_end_at);
  if (bytes[level_at] != level) damaged("a block of a table is of another level");
  if (end <= directory_begin || end > block_bytes || end % 2 == 0)
    damaged("a block of a table has a directory that cannot be");
  levels_[level] = {bytes, 0,
                    static_cast<std::uint32_t>((end - directory_begin) / directory_entry_bytes)};
}

void TableCursor::descend_to_first(unsigned level) {
  for (; level > 0; --level) load(level - 1, child(levels_[level]));
}

bool TableCursor::to_first() {
  if (table_.blocks == 0) return false;
  load(table_.level, table_.root);
  descend_to_first(table_.level);
  // The first item of the table is not an entry.
  return next_item() && take_entry();
}

bool TableCursor::next() {
  return next_item() && take_entry();
}

/// To the next item of the leaves; false where there is none.
bool TableCursor::next_item() {
  for (unsigned level = 0; level <= table_.level; ++level) {
    if (++levels_[level].index == levels_[level].count) continue;
    descend_to_first(level);
    return true;
  }
  return false;
}

/// The bytes of an item, of which there are at least so many.
const std::uint8_t* TableCursor::item(const Level& level, std::uint32_t index,
                                      std::size_t least_bytes) const {
  const std::size_t offset = read2(level.block + directory_begin + index * directory_entry_bytes);
  if (offset < directory_begin || offset + least_bytes > block_bytes)
    damaged("an item of a table is outside its block");
  return level.block + offset;
}

TableCursor::LeafItem TableCursor::leaf_item(std::uint32_t index) const {
  const std::uint8_t* bytes = item(levels_[0], index, item_size_bytes + key_length_bytes);
  const std::uint32_t head = read2(bytes);
  const std::size_t size = (head & item_size_mask) + item_size_bytes + key_length_bytes;
  const bool is_first = (head & first_component_flag) != 0;
  const std::size_t key_bytes = bytes[item_size_bytes];
  const std::size_t before =
      item_size_bytes + key_length_bytes + key_bytes + (is_first ? 0 : component_bytes);
  if (bytes + size > levels_[0].block + block_bytes || before > size)
    damaged("an item of a table is longer than its block has room");
  if ((head & compressed_flag) != 0) damaged("a tag of a table is compressed");
  LeafItem found;
  found.key = view(bytes + item_size_bytes + key_length_bytes, key_bytes);
  found.piece = view(bytes + before, size - before);
  if (!is_first) found.component = read2(bytes + before - component_bytes);
  found.is_last = (head & last_component_flag) != 0;
  return found;
}

std::uint32_t TableCursor::child(const Level& level) const {
  return read4(item(level, level.index, child_bytes));
}

/// Whether the item is after the first component of `key`.
bool TableCursor::is_after(unsigned level, std::uint32_t index, std::string_view key) const {
  if (level == 0) {
    const LeafItem found = leaf_item(index);
    const int order = found.key.compare(key);
    return order > 0 || (order == 0 && found.component > 1);
  }
  const std::size_t before = child_bytes + key_length_bytes;
  const std::uint8_t* bytes = item(levels_[level], index, before + component_bytes);
  const std::size_t key_bytes = bytes[child_bytes];
  bytes = item(levels_[level], index, before + key_bytes + component_bytes);
  const int order = view(bytes + before, key_bytes).compare(key);
  return order > 0 || (order == 0 && read2(bytes + before + key_bytes) > 1);
}

/// The index of a level's last item that is not after the key; 0 where all are.
std::uint32_t TableCursor::last_not_after(unsigned level, std::string_view key) const {
  std::uint32_t begin = 0, end = levels_[level].count;
  while (end - begin > 1) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    (is_after(level, middle, key) ? end : begin) = middle;
  }
  return begin;
}

/// To the last item that is not after the first one of the key; false where there is no entry.
bool TableCursor::descend(std::string_view key) {
  if (table_.blocks == 0) return false;
  load(table_.level, table_.root);
  for (unsigned level = table_.level;; --level) {
    levels_[level].index = last_not_after(level, key);
    if (level == 0) break;
    load(level - 1, child(levels_[level]));
  }
  // What separates a leaf from the one before may be less than the leaf's first key.
  if (is_after(0, levels_[0].index, key) && !to_leaf_before()) return false;
  return !leaf_item(levels_[0].index).key.empty();
}

/// To the last item of the leaf before; false where there is none.
bool TableCursor::to_leaf_before() {
  unsigned level = 1;
  while (level <= table_.level && levels_[level].index == 0) ++level;
  if (level > table_.level) return false;
  --levels_[level].index;
  for (; level > 0; --level) {
    load(level - 1, child(levels_[level]));
    levels_[level - 1].index = levels_[level - 1].count - 1;
  }
  return true;
}

bool TableCursor::to_last_not_after(std::string_view key) {
  if (!descend(key)) return false;
  // The item may be a later one of its tag, whose first is perhaps in a block before.
  if (const LeafItem found = leaf_item(levels_[0].index); found.component != 1)
    if (!descend(std::string(found.key))) damaged("a tag of a table has no beginning");
  return take_entry();
}

bool TableCursor::find(std::string_view key) {
  return descend(key) && leaf_item(levels_[0].index).key == key && take_entry();
}

/// Reads the entry of the item that the cursor stands on, and moves on to its last item.
bool TableCursor::take_entry() {
  const LeafItem found = leaf_item(levels_[0].index);
  if (found.component != 1) damaged("a tag of a table has no beginning");
  key_ = found.key;
  tag_ = found.piece;
  if (!found.is_last) gather(found);
  return true;
}

void TableCursor::gather(LeafItem found) {
  gathered_key_ = found.key;
  gathered_ = found.piece;
  for (std::uint32_t component = 2; !found.is_last; ++component) {
    if (!next_item()) damaged("a tag of a table has no end");
    found = leaf_item(levels_[0].index);
    if (found.key != gathered_key_ || found.component != component)
      damaged("a tag of a table has no end");
    gathered_ += found.piece;
    if (gathered_.size() > most_tag_bytes) damaged("a tag of a table is too long");
  }
  key_ = gathered_key_;
  tag_ = gathered_;
}

}  // namespace dateline::glass
