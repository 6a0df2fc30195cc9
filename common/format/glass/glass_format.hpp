// The parts of Xapian's glass format that a segment's postings use: B-trees of blocks, keys and
// posting lists. Source: xapian-core 1.4.22, backends/glass (glass_table.h, glass_postlist.cc,
// glass_version.cc) and common/pack.h. The format is fixed for Xapian 1.4.
//
// A table is a file of blocks. A block begins with its revision, level (0: leaves) and free bytes;
// then comes a directory of offsets, one for each item in the order of keys, and at the end of the
// block the items. Numbers in blocks are big-endian.
//
//   leaf item:   size - 3 and three flags (2) | key length (1) | key | [component (2)] | tag
//   branch item: child block (4) | key length (1) | key | component (2)
//
// A long tag is cut into items of the same key whose components count from 1; the first one has no
// room for its number. The first item of the table has an empty key and no tag; the first item of
// each branch block has an empty key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::glass {

inline constexpr std::size_t block_bytes = 8192;
inline constexpr unsigned most_levels = 10;

/// Of a block.
inline constexpr std::size_t directory_begin = 11;
inline constexpr std::size_t directory_entry_bytes = 2;
inline constexpr std::size_t level_at = 4;
inline constexpr std::size_t contiguous_free_at = 5;
inline constexpr std::size_t total_free_at = 7;
inline constexpr std::size_t directory_end_at = 9;

/// Of an item.
inline constexpr std::size_t item_size_bytes = 2;
inline constexpr std::size_t key_length_bytes = 1;
inline constexpr std::size_t component_bytes = 2;
inline constexpr std::size_t child_bytes = 4;
inline constexpr std::size_t most_key_bytes = 255;
/// Four of the longest items fit into a block, which is what splitting blocks relies on.
inline constexpr std::size_t most_item_bytes =
    (block_bytes - directory_begin - 4 * directory_entry_bytes) / 4;
inline constexpr unsigned compressed_flag = 0x8000;
inline constexpr unsigned last_component_flag = 0x4000;
inline constexpr unsigned first_component_flag = 0x2000;
inline constexpr unsigned item_size_mask = 0x1fff;

/// Payload of a posting list's chunk from which on the next posting begins another one.
inline constexpr std::size_t chunk_bytes = 2000;

inline std::uint32_t read2(const std::uint8_t* bytes) noexcept {
  return std::uint32_t{bytes[0]} << 8 | bytes[1];
}
inline std::uint32_t read4(const std::uint8_t* bytes) noexcept {
  return read2(bytes) << 16 | read2(bytes + 2);
}
inline void write2(std::uint8_t* bytes, std::size_t value) noexcept {
  bytes[0] = static_cast<std::uint8_t>(value >> 8);
  bytes[1] = static_cast<std::uint8_t>(value);
}
inline void write4(std::uint8_t* bytes, std::uint32_t value) noexcept {
  write2(bytes, value >> 16);
  write2(bytes + 2, value & 0xffff);
}

/// Appends a number of at least two bytes; numbers sort as their bytes do.
void append_sortable(std::string& out, std::uint32_t value);
/// Reads such a number from the front of `bytes`, which lose it; false where it is none.
[[nodiscard]] bool read_sortable(std::string_view& bytes, std::uint32_t& value) noexcept;

/// The key of a posting list's first chunk; that of the document lengths where the term is empty.
[[nodiscard]] std::string posting_key(std::string_view term);
/// What the keys of the other chunks begin with; the chunk's first docid follows (append_sortable).
[[nodiscard]] std::string later_chunk_prefix(std::string_view term);
/// The key of a document's data.
[[nodiscard]] std::string document_key(std::uint32_t docid);

}  // namespace dateline::glass
