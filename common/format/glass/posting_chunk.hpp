// A chunk of a posting list, as a tag of the table `postlist` holds it.
//
//   first chunk: documents | sum of wdfs | first docid - 1 |, then as a later one:
//   later chunk: '1' where it is the last one, else '0' | last docid - first docid | payload
//   payload:     wdf of the first posting, then for each other one docid - docid before - 1 | wdf
//
// Numbers are varints. The first docid of a later chunk is in its key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::glass {

struct PostingChunk {
  std::uint32_t first = 0;  ///< docid
  std::uint32_t last = 0;   ///< docid
  bool is_last_chunk = false;
  std::string_view payload;
};

/// Of a posting list.
struct Frequencies {
  std::uint32_t documents = 0;
  std::uint32_t wdfs = 0;  ///< sum
};

/// Reads a varint from the front of `bytes`, which lose it. Throws DamagedData where there is none
/// of at most 32 bits.
[[nodiscard]] std::uint32_t read_number(std::string_view& bytes);

/// Both throw DamagedData where the tag is not that of such a chunk.
[[nodiscard]] PostingChunk read_first_chunk(std::string_view tag, Frequencies& frequencies);
[[nodiscard]] PostingChunk read_later_chunk(std::string_view tag, std::uint32_t first);

void append_first_header(std::string& tag, const Frequencies& frequencies, std::uint32_t first);
void append_header(std::string& tag, const PostingChunk& chunk);

}  // namespace dateline::glass
