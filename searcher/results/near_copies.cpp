#include "searcher/results/near_copies.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "common/format/segment/word_code.hpp"

namespace dateline {
namespace {

constexpr std::size_t shingle_words = 4;
/// Longer documents are compared by their beginning.
constexpr std::size_t most_shingles = 4096;

std::uint32_t hash_of(const std::array<WordNumber, shingle_words>& words, std::size_t first) {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < shingle_words; ++i) {
    hash = (hash ^ words[(first + i) % shingle_words]) * 0x9E37'79B9'7F4A'7C15u;
  }
  return static_cast<std::uint32_t>(hash >> 32);
}

std::size_t count_shared(const Shingles& a, const Shingles& b) {
  std::size_t shared = 0;
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (*i < *j) {
      ++i;
    } else if (*j < *i) {
      ++j;
    } else {
      ++shared;
      ++i;
      ++j;
    }
  }
  return shared;
}

}  // namespace

Shingles shingles_of(std::string_view stream) {
  Shingles shingles;
  std::array<WordNumber, shingle_words> last{};
  std::size_t count = 0;
  const auto* position = reinterpret_cast<const unsigned char*>(stream.data());
  const unsigned char* const end = position + stream.size();
  while (position != end && shingles.size() < most_shingles) {
    const WordNumber word = read_word_code(position, end);
    if (word == field_separator) {
      count = 0;
      continue;
    }
    last[count++ % shingle_words] = word;
    if (count >= shingle_words) shingles.push_back(hash_of(last, count % shingle_words));
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

bool are_near_copies(const Shingles& a, const Shingles& b) {
  return 2 * count_shared(a, b) > std::min(a.size(), b.size());
}

}  // namespace dateline
