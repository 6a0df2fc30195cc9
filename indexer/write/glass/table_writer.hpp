// Writes a table of a glass database, from its first key to its last.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/glass/glass_format.hpp"
#include "common/format/glass/glass_version.hpp"
#include "dateline/error.hpp"
#include "indexer/write/flat_file_writer.hpp"

namespace dateline::glass {

/// A block that is filled item by item, in the order of keys.
class BlockBuilder {
 public:
  explicit BlockBuilder(unsigned level) : level_(level) { clear(); }

  void clear() noexcept;
  [[nodiscard]] bool empty() const noexcept { return directory_end_ == directory_begin; }
  /// Bytes that an item can have.
  [[nodiscard]] std::size_t room() const noexcept;
  /// Makes room for an item of so many bytes, of which there must be room.
  std::uint8_t* add(std::size_t bytes) noexcept;
  /// The finished block.
  [[nodiscard]] std::string_view finish(std::uint32_t revision) noexcept;

 private:
  std::array<std::uint8_t, block_bytes> bytes_;
  std::size_t directory_end_ = 0;
  std::size_t items_begin_ = 0;
  unsigned level_;
};

/// Every block is filled once and written once. One thread.
class TableWriter {
 public:
  static Result<TableWriter> create(const std::filesystem::path& path);

  /// Keys ascend, and have 1 to most_key_bytes. Errors: io; corrupt where keys do not ascend, which
  /// only damaged sources can lead to; internal for a key that is too long.
  Status add(std::string_view key, std::string_view tag);
  /// The last call.
  Result<TableRoot> finish();

 private:
  /// What separates a block from the one before it: a key that is greater than all of the one
  /// before, and not greater than its own.
  struct Separator {
    std::string key;
    std::uint32_t component = 0;
  };
  struct Branch {
    std::unique_ptr<BlockBuilder> block;
    Separator separator;
  };
  /// Of a leaf.
  struct Piece {
    std::string_view key;
    std::string_view bytes;
    std::uint32_t component = 1;
    bool is_last = true;
  };

  explicit TableWriter(FlatFileWriter file);
  [[nodiscard]] std::size_t piece_bytes(std::string_view key, std::size_t rest,
                                        bool is_first) const noexcept;
  Status add_piece(const Piece& piece);
  void put(const Piece& piece);
  Status finish_leaf();
  Status add_child(std::size_t branch, std::uint32_t child, const Separator& separator);
  Result<std::uint32_t> write(BlockBuilder& block);

  FlatFileWriter file_;
  std::unique_ptr<BlockBuilder> leaf_;
  Separator leaf_separator_;
  std::vector<Branch> branches_;  ///< of level 1, 2, ...
  std::string last_key_;
  std::uint64_t entries_ = 0;
  std::uint32_t blocks_ = 0;
};

}  // namespace dateline::glass
