// What the files of an index may be read by.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "dateline/maintenance.hpp"
#include "dateline/update.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;

/// The process's umask for a while.
class Umask {
 public:
  explicit Umask(mode_t mask) : old_(::umask(mask)) {}
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;
  ~Umask() { ::umask(old_); }

 private:
  mode_t old_;
};

mode_t mode_of(const fs::path& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_mode & 07777;
}

/// An index of two generations, made by the library in this process.
void make_index(const fs::path& index) {
  dateline::UpdateOptions options;
  options.indexer.index = index;
  options.indexer.jobs = 1;
  for (const char* folder : {"/data/jsonl", "/data"}) {
    options.paths = {std::string(DATELINE_SOURCE_DIR) + folder};
    const auto report = dateline::update(options);
    REQUIRE(report);
  }
  REQUIRE(dateline::compact_index(options.indexer));
}

void check_modes(const fs::path& index, mode_t file_mode, mode_t directory_mode) {
  CHECK(mode_of(index) == directory_mode);
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(index)) {
    INFO(entry.path());
    CHECK(mode_of(entry.path()) == (entry.is_directory() ? directory_mode : file_mode));
    files += entry.is_regular_file();
  }
  CHECK(files > 20);
}

}  // namespace

TEST_CASE("an index is for its owner and group, whatever the umask allows more") {
  const dateline::test::TemporaryFolder folder;
  const Umask none(0);
  make_index(folder / "news.idx");
  check_modes(folder / "news.idx", 0640, 0750);
}

TEST_CASE("an umask that allows less stays in force") {
  const dateline::test::TemporaryFolder folder;
  const Umask strict(077);
  make_index(folder / "news.idx");
  check_modes(folder / "news.idx", 0600, 0700);
}
