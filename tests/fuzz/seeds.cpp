#include "tests/fuzz/seeds.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <random>
#include <string_view>

namespace dateline::fuzz {

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) {
  return bound == 0 ? 0 : random() % bound;
}

/// What parsers stumble over: quotes and brackets, line ends, NUL, broken UTF-8, byte order marks,
/// numbers past 64 bits, a percent sign without digits.
constexpr std::array<std::string_view, 22> stumbling_blocks{
    "\"",
    "(",
    ")",
    "{",
    "[",
    "<",
    "&",
    "\\",
    "\r\n",
    "\r",
    "\n\n",
    std::string_view("\0", 1),
    "\xff",
    "\xc3",
    "\xed\xa0\x80",
    "\xef\xbb\xbf",
    "-",
    "..",
    "%",
    "99999999999999999999",
    "\xe2\x80\xa8",
    "\t",
};

std::string cut_off(std::string text, Random& random) {
  text.resize(below(random, text.size()));
  return text;
}

std::string without_a_piece(std::string text, Random& random) {
  const std::size_t at = below(random, text.size());
  return text.erase(at, 1 + below(random, 8));
}

std::string with_a_piece_doubled(std::string text, Random& random) {
  const std::size_t at = below(random, text.size());
  const std::string piece = text.substr(at, 1 + below(random, 32));
  const std::size_t times = 1 + below(random, 40);
  for (std::size_t i = 0; i < times; ++i) text.insert(at, piece);
  return text;
}

std::string with_a_stumbling_block(std::string text, Random& random) {
  const auto block = stumbling_blocks[below(random, stumbling_blocks.size())];
  return text.insert(below(random, text.size() + 1), block);
}

std::string with_a_bit_flipped(std::string text, Random& random) {
  if (text.empty()) return text;
  auto& byte = text[below(random, text.size())];
  byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1u << below(random, 8)));
  return text;
}

std::string vary(const std::string& text, const std::string& other, Random& random) {
  switch (below(random, 6)) {
    case 0:
      return cut_off(text, random);
    case 1:
      return without_a_piece(text, random);
    case 2:
      return with_a_piece_doubled(text, random);
    case 3:
      return with_a_stumbling_block(text, random);
    case 4:
      return with_a_bit_flipped(text, random);
    default:
      return text + other;
  }
}

}  // namespace

std::vector<std::string> seeds_of(const FuzzTarget& target) {
  std::vector<std::string> seeds = target.examples();
  const std::size_t examples = seeds.size();
  Random random(static_cast<unsigned>(examples));
  while (seeds.size() < seeds_per_target)
    seeds.push_back(vary(seeds[seeds.size() % examples], seeds[below(random, examples)], random));
  return seeds;
}

}  // namespace dateline::fuzz
