// Reads a table of a glass database: a B-tree from keys to tags. Blocks may be damaged: every
// offset is checked.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/format/glass/glass_format.hpp"
#include "common/format/glass/glass_version.hpp"

namespace dateline::glass {

/// Where blocks come from.
class BlockSource {
 public:
  virtual ~BlockSource() = default;
  /// The `block_bytes` bytes of a block, valid until the next call for the same level. Throws
  /// DamagedData where the file ends before, and what the implementation throws.
  virtual const std::uint8_t* read(std::uint32_t block, unsigned level) = 0;
};

/// Blocks of a file that is mapped. Immutable: any thread may read.
class MappedBlocks final : public BlockSource {
 public:
  /// The bytes must live longer.
  explicit MappedBlocks(std::string_view file) : file_(file) {}
  const std::uint8_t* read(std::uint32_t block, unsigned level) override;

 private:
  std::string_view file_;
};

/// A place in a table. All functions throw DamagedData where the table cannot be as it is, and what
/// the source throws. One thread at a time; the source must live longer.
class TableCursor {
 public:
  TableCursor(BlockSource& blocks, const TableRoot& table) : blocks_(&blocks), table_(table) {}

  /// To the first entry; false where there is none.
  bool to_first();
  /// To the next entry; false, and no longer on an entry, where there is none. The cursor must
  /// stand on an entry.
  bool next();
  /// To the last entry whose key is not greater; false where there is none.
  bool to_last_not_after(std::string_view key);
  /// To the entry with the key; false where there is none.
  bool find(std::string_view key);

  /// Of the entry that it stands on; valid until it moves.
  [[nodiscard]] std::string_view key() const noexcept { return key_; }
  [[nodiscard]] std::string_view tag() const noexcept { return tag_; }

 private:
  struct Level {
    const std::uint8_t* block = nullptr;
    std::uint32_t index = 0;  ///< of the item in the directory
    std::uint32_t count = 0;
  };
  struct LeafItem {
    std::string_view key;
    std::string_view piece;
    std::uint32_t component = 1;
    bool is_last = true;
  };

  void load(unsigned level, std::uint32_t block);
  void descend_to_first(unsigned level);
  [[nodiscard]] bool descend(std::string_view key);
  [[nodiscard]] bool to_leaf_before();
  [[nodiscard]] bool next_item();
  [[nodiscard]] const std::uint8_t* item(const Level& level, std::uint32_t index,
                                         std::size_t least_bytes) const;
  [[nodiscard]] LeafItem leaf_item(std::uint32_t index) const;
  [[nodiscard]] bool is_after(unsigned level, std::uint32_t index, std::string_view key) const;
  [[nodiscard]] std::uint32_t last_not_after(unsigned level, std::string_view key) const;
  [[nodiscard]] std::uint32_t child(const Level& level) const;
  bool take_entry();
  void gather(LeafItem item);

  BlockSource* blocks_;
  TableRoot table_;
  std::array<Level, most_levels> levels_{};
  std::string_view key_;
  std::string_view tag_;
  std::string gathered_key_;
  std::string gathered_;  ///< a tag of several items
};

}  // namespace dateline::glass
