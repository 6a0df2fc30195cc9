// write_seeds TARGET FOLDER: writes the seeds of a target into a folder, a file each.
#include <cstdio>
#include <filesystem>
#include <string>

#include "tests/fuzz/seeds.hpp"
#include "tests/support/write_file.hpp"

int main(int argc, char** argv) {
  const auto* target = argc == 3 ? dateline::fuzz::find_fuzz_target(argv[1]) : nullptr;
  if (target == nullptr) {
    std::fprintf(stderr, "usage: write_seeds TARGET FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = argv[2];
  std::filesystem::create_directories(folder);
  std::size_t number = 0;
  for (const auto& seed : dateline::fuzz::seeds_of(*target))
    dateline::test::write_file(folder / ("seed-" + std::to_string(number++)), seed);
  return 0;
}
