// The order of stems by their ranks, against sorting them.
#include "indexer/write/segment/stem_order.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace dateline {
namespace {

/// Few stems in the beginning and ever more, all lengths, any bytes, many common beginnings.
std::string random_stem(std::mt19937& random, std::size_t range) {
  std::string stem = std::to_string(random() % range);
  if (random() % 8 == 0) stem.insert(0, "the same beginning, ");
  if (random() % 8 == 0) stem.back() = static_cast<char>(random() % 256);
  return stem;
}

/// Gives `count` random stems to `order`, and compares what it takes with what a set of them holds.
void check_document(StringTable& stems, StemOrder& order, std::mt19937& random, std::size_t range,
                    std::size_t count) {
  std::set<std::string> expected;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string stem = random_stem(random, range);
    if (expected.insert(stem).second) order.add(stems.insert(stem, hash_bytes(stem)).first);
  }
  std::vector<std::string> taken;
  for (const StemOrder::Stem stem : order.take()) taken.emplace_back(stems.at(stem));
  REQUIRE(taken == std::vector<std::string>(expected.begin(), expected.end()));
}

TEST_CASE("stems of documents come out in the order of their bytes, new ones as well") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  StringTable stems;
  StemOrder order(stems);
  for (int round = 0; round < 3; ++round) {
    for (std::size_t document = 0; document < 500; ++document)
      check_document(stems, order, random, 10 + document * 40, random() % 300);
    stems.clear();
    order.clear();
  }
}

TEST_CASE("a document without a stem has none") {
  StringTable stems;
  StemOrder order(stems);
  CHECK(order.take().empty());
}

}  // namespace
}  // namespace dateline
