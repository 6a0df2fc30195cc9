#include "indexer/write/string_table.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <unordered_map>

namespace dateline {
namespace {

TEST_CASE("strings get the numbers of their first insertion, as in a map") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  StringTable table;
  std::unordered_map<std::string, std::uint32_t> model;
  for (int i = 0; i < 50000; ++i) {
    const std::string text = std::to_string(random() % 20000).substr(0, random() % 5);
    const auto next = static_cast<std::uint32_t>(model.size());
    const auto [entry, is_new] = model.try_emplace(text, next);
    const auto inserted = table.insert(text, hash_bytes(text));
    REQUIRE(inserted.first == entry->second);
    REQUIRE(inserted.second == is_new);
    REQUIRE(table.at(inserted.first) == text);
  }
  CHECK(table.size() == model.size());
  table.clear();
  CHECK(table.size() == 0);
  CHECK(table.insert("again", hash_bytes("again")).first == 0);
}

}  // namespace
}  // namespace dateline
