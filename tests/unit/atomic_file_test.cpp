// Files that appear when they are whole.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "indexer/cli/atomic_file.hpp"
#include "tests/support/temporary_folder.hpp"

using dateline::AtomicFile;
using dateline::ErrorCode;
using dateline::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("an atomic file replaces the old one when it is committed") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "report.json";
  std::ofstream(path) << "old";
  auto file = AtomicFile::create(path.string());
  REQUIRE(file);
  REQUIRE(file->write("new"));
  CHECK(content(path) == "old");
  REQUIRE(file->commit());
  CHECK(content(path) == "new");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("an atomic file that is not committed leaves nothing") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "report.json";
  {
    auto file = AtomicFile::create(path.string());
    REQUIRE(file);
    REQUIRE(file->write(std::string(5'000'000, 'x')));
  }
  CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("what is larger than the buffer is written whole") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "export.jsonl";
  auto file = AtomicFile::create(path.string());
  REQUIRE(file);
  for (int i = 0; i < 300; ++i) REQUIRE(file->write(std::string(10'000, 'x')));
  REQUIRE(file->commit());
  CHECK(fs::file_size(path) == 3'000'000);
}

TEST_CASE("a name that is not a regular file is written directly") {
  auto null = AtomicFile::create("/dev/null");
  REQUIRE(null);
  REQUIRE(null->write("x"));
  CHECK(null->commit());
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a full device is an error") {
  auto full = AtomicFile::create("/dev/full");
  REQUIRE(full);
  REQUIRE(full->write("x"));
  const auto committed = full->commit();
  REQUIRE_FALSE(committed);
  CHECK(committed.error().code == ErrorCode::io);
  CHECK(committed.error().message.find("/dev/full") != std::string::npos);
}

TEST_CASE("a folder that is not there is an error that names the file") {
  const TemporaryFolder folder;
  const std::string name = (folder / "nowhere/report.json").string();
  const auto file = AtomicFile::create(name);
  REQUIRE_FALSE(file);
  CHECK(file.error().code == ErrorCode::io);
  CHECK(file.error().message.find(name) != std::string::npos);
}
