#include "common/format/glass/posting_chunk.hpp"

#include "common/base/bytes.hpp"
#include "common/format/damaged_data.hpp"

namespace dateline::glass {

std::uint32_t read_number(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    if (bytes.empty()) break;
    const auto byte = static_cast<std::uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte >= 0x80) continue;
    if (value > 0xffffffffu) break;
    return static_cast<std::uint32_t>(value);
  }
  throw DamagedData("a posting list has a number that cannot be");
}

PostingChunk read_later_chunk(std::string_view tag, std::uint32_t first) {
  PostingChunk chunk;
  if (tag.empty() || (tag[0] != '0' && tag[0] != '1'))
    throw DamagedData("a posting list has a chunk that cannot be");
  chunk.is_last_chunk = tag[0] == '1';
  tag.remove_prefix(1);
  const std::uint64_t last = std::uint64_t{first} + read_number(tag);
  if (first == 0 || last >= 0xffffffffu)
    throw DamagedData("a posting list names a document that is not there");
  chunk.first = first;
  chunk.last = static_cast<std::uint32_t>(last);
  chunk.payload = tag;
  return chunk;
}

PostingChunk read_first_chunk(std::string_view tag, Frequencies& frequencies) {
  frequencies.documents = read_number(tag);
  frequencies.wdfs = read_number(tag);
  const std::uint32_t before = read_number(tag);
  return read_later_chunk(tag, before + 1);
}

void append_first_header(std::string& tag, const Frequencies& frequencies, std::uint32_t first) {
  append_varint(tag, frequencies.documents);
  append_varint(tag, frequencies.wdfs);
  append_varint(tag, first - 1);
}

void append_header(std::string& tag, const PostingChunk& chunk) {
  tag.push_back(chunk.is_last_chunk ? '1' : '0');
  append_varint(tag, chunk.last - chunk.first);
}

}  // namespace dateline::glass
