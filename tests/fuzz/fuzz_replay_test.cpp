// Every build runs what fuzzing starts from and what it once found; without libFuzzer.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/fuzz/seeds.hpp"

using namespace dateline::fuzz;

namespace {

std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("every target takes its seeds") {
  for (const auto& target : fuzz_targets()) {
    INFO(target.name);
    const auto seeds = seeds_of(target);
    CHECK(seeds.size() >= 200);
    for (const auto& seed : seeds) target.run(seed);
  }
}

TEST_CASE("seeds are the same each time") {
  for (const auto& target : fuzz_targets()) CHECK(seeds_of(target) == seeds_of(target));
}

TEST_CASE("inputs that once did harm do none") {
  const std::filesystem::path folder = DATELINE_SOURCE_DIR "/tests/fuzz/regressions";
  if (!std::filesystem::exists(folder)) return;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    const auto* target = find_fuzz_target(entry.path().parent_path().filename().string());
    REQUIRE(target != nullptr);
    target->run(contents(entry.path()));
  }
}
