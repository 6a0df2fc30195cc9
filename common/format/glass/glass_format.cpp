#include "common/format/glass/glass_format.hpp"

#include <bit>

namespace dateline::glass {
namespace {

/// Where a zero byte ends a term, one inside it is followed by this.
constexpr char escape = '\xff';

/// Keys of document lengths.
constexpr std::string_view lengths_key("\0\xe0", 2);

std::string escaped(std::string_view term) {
  std::string key;
  for (const char byte : term) {
    key.push_back(byte);
    if (byte == '\0') key.push_back(escape);
  }
  return key;
}

}  // namespace

// The first byte says by its leading ones how many bytes more than two there are.
void append_sortable(std::string& out, std::uint32_t value) {
  if (value < 0x8000) {
    out.push_back(static_cast<char>(value >> 8));
    out.push_back(static_cast<char>(value));
    return;
  }
  const auto length = static_cast<unsigned>(32 + 5 - std::countl_zero(value)) / 7;
  const unsigned mark = (0xffu << (10 - length)) & 0xffu;
  const std::size_t begin = out.size();
  out.resize(begin + length);
  for (unsigned i = length - 1; i > 0; --i, value >>= 8) out[begin + i] = static_cast<char>(value);
  out[begin] = static_cast<char>(value | mark);
}

bool read_sortable(std::string_view& bytes, std::uint32_t& value) noexcept {
  if (bytes.size() < 2) return false;
  const auto first = static_cast<std::uint8_t>(bytes[0]);
  const auto ones = static_cast<unsigned>(std::countl_one(first));
  const unsigned length = ones + 2;
  if (ones > 3 || bytes.size() < length) return false;
  std::uint64_t sum = first & (0xffu >> (ones + 1));
  for (unsigned i = 1; i < length; ++i) sum = sum << 8 | static_cast<std::uint8_t>(bytes[i]);
  if (sum > 0xffffffffu) return false;
  value = static_cast<std::uint32_t>(sum);
  bytes.remove_prefix(length);
  return true;
}

std::string posting_key(std::string_view term) {
  return term.empty() ? std::string(lengths_key) : escaped(term);
}

std::string later_chunk_prefix(std::string_view term) {
  return term.empty() ? std::string(lengths_key) : escaped(term) + '\0';
}

std::string document_key(std::uint32_t docid) {
  std::string key;
  append_sortable(key, docid);
  return key;
}

}  // namespace dateline::glass
