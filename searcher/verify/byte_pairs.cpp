#include "searcher/verify/byte_pairs.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define DATELINE_X86 1
#include <immintrin.h>
#endif

namespace dateline {
namespace {

#if defined(DATELINE_X86)
// A byte is in a set when the row of its lower half has the bit of its upper half. The shuffle that
// looks rows up gives 0 where an index has its highest bit set, so indices that keep the byte's
// highest bit, or its opposite, pick the half of the table.

__attribute__((target("avx2"))) __m256i in_set(__m256i bytes, __m256i low_rows, __m256i high_rows) {
  const __m256i index_bits = _mm256_set1_epi8(static_cast<char>(0x8f));
  const __m256i highest = _mm256_set1_epi8(static_cast<char>(0x80));
  const __m256i bit_of_upper =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, static_cast<char>(128), 1,
                                                2, 4, 8, 16, 32, 64, static_cast<char>(128)));
  const __m256i low = _mm256_shuffle_epi8(low_rows, _mm256_and_si256(bytes, index_bits));
  const __m256i high = _mm256_shuffle_epi8(
      high_rows, _mm256_and_si256(_mm256_xor_si256(bytes, highest), index_bits));
  const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0f));
  const __m256i bit = _mm256_shuffle_epi8(bit_of_upper, upper);
  return _mm256_cmpeq_epi8(_mm256_and_si256(_mm256_or_si256(low, high), bit), bit);
}

__attribute__((target("avx2"))) std::uint64_t matches_avx2(const unsigned char* place,
                                                           const BytePairs::Tables& tables) {
  const auto* rows = reinterpret_cast<const __m128i*>(tables.rows.data());
  const __m256i rows0 = _mm256_broadcastsi128_si256(_mm_load_si128(rows));
  const __m256i rows1 = _mm256_broadcastsi128_si256(_mm_load_si128(rows + 1));
  const __m256i rows2 = _mm256_broadcastsi128_si256(_mm_load_si128(rows + 2));
  const __m256i rows3 = _mm256_broadcastsi128_si256(_mm_load_si128(rows + 3));
  std::uint64_t matches = 0;
  for (unsigned offset = 0; offset < 64; offset += 32) {
    const auto* bytes = reinterpret_cast<const __m256i*>(place + offset);
    const auto* next = reinterpret_cast<const __m256i*>(place + offset + 1);
    const __m256i both = _mm256_and_si256(in_set(_mm256_loadu_si256(bytes), rows0, rows1),
                                          in_set(_mm256_loadu_si256(next), rows2, rows3));
    matches |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(both))} << offset;
  }
  return matches;
}

bool has_avx2() {
  static const bool known = __builtin_cpu_supports("avx2") != 0;
  return known;
}
#endif

}  // namespace

void ByteSet::add(unsigned char byte) noexcept {
  auto& row = rows_[byte & 0x0fu][byte >> 7];
  row = static_cast<std::uint8_t>(row | 1u << (byte >> 4 & 7u));
}

void ByteSet::add_all_marked() noexcept {
  for (auto& row : rows_) row[1] = 0xff;
}

ByteSet::Row ByteSet::row(std::size_t half) const noexcept {
  Row row{};
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = rows_[i][half];
  return row;
}

BytePairs::BytePairs(const ByteSet& first, const ByteSet& second)
    : first_(first),
      second_(second),
      tables_{{first.row(0), first.row(1), second.row(0), second.row(1)}} {}

std::uint64_t BytePairs::matches_portably(const unsigned char* place) const noexcept {
  std::uint64_t found = 0;
  for (unsigned i = 0; i < 64; ++i) found |= std::uint64_t{match(place + i)} << i;
  return found;
}

std::uint64_t BytePairs::matches(const unsigned char* place) const noexcept {
#if defined(DATELINE_X86)
  if (has_avx2()) return matches_avx2(place, tables_);
#endif
  return matches_portably(place);
}

}  // namespace dateline
