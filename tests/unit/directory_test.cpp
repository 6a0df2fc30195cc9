// Folders listed and walked.
#include "common/base/directory.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

TEST_CASE("a folder's entries come by name") {
  const test::TemporaryFolder folder;
  for (const char* name : {"b", "c/d", "a"}) test::write_file(folder / name, "x");
  const auto entries = list_directory(folder.path());
  REQUIRE(entries);
  CHECK(*entries == std::vector<fs::path>{folder / "a", folder / "b", folder / "c"});
}

TEST_CASE("an empty folder has no entries") {
  const test::TemporaryFolder folder;
  const auto entries = list_directory(folder.path());
  REQUIRE(entries);
  CHECK(entries->empty());
}

TEST_CASE("a folder may be named by a link") {
  const test::TemporaryFolder folder;
  test::write_file(folder / "there/a", "x");
  fs::create_directory_symlink("there", folder / "link");
  const auto entries = list_directory(folder / "link");
  REQUIRE(entries);
  CHECK(*entries == std::vector<fs::path>{folder / "link/a"});
}

TEST_CASE("what is not a folder cannot be listed") {
  const test::TemporaryFolder folder;
  test::write_file(folder / "file", "x");
  for (const char* name : {"file", "missing"}) {
    const auto entries = list_directory(folder / name);
    REQUIRE_FALSE(entries);
    CHECK(entries.error().code == ErrorCode::io);
    CHECK(entries.error().message.find(folder / name) != std::string::npos);
    if (name == std::string("missing"))
      CHECK_FALSE(walk_directory(folder / name, [](const DirectoryEntry&) {}));
  }
}

TEST_CASE("all below a folder is given, folders first, and no link is followed") {
  const test::TemporaryFolder folder;
  for (const char* name : {"a/b/c", "a/d"}) test::write_file(folder / name, "x");
  fs::create_directory_symlink(folder.path(), folder / "a/loop");
  std::vector<fs::path> found;
  std::vector<fs::path> folders;
  REQUIRE(walk_directory(folder.path(), [&](const DirectoryEntry& entry) {
    if (entry.path != folder / "a")
      CHECK(std::find(folders.begin(), folders.end(), entry.path.parent_path()) != folders.end());
    (entry.is_directory ? folders : found).push_back(entry.path);
  }));
  std::sort(found.begin(), found.end());
  CHECK(found == std::vector<fs::path>{folder / "a/b/c", folder / "a/d", folder / "a/loop"});
  CHECK(folders.size() == 2);
}

TEST_CASE("a tree is removed, but not what its links lead to") {
  const test::TemporaryFolder folder;
  for (const char* name : {"tree/a/b", "tree/c", "kept/d"}) test::write_file(folder / name, "x");
  fs::create_directory_symlink(folder / "kept", folder / "tree/link");
  REQUIRE(remove_tree(folder / "tree"));
  CHECK_FALSE(fs::exists(folder / "tree"));
  CHECK(fs::exists(folder / "kept/d"));
  fs::create_directory_symlink("kept", folder / "link");
  REQUIRE(remove_tree(folder / "link"));
  CHECK_FALSE(fs::exists(fs::symlink_status(folder / "link")));
  CHECK(fs::exists(folder / "kept/d"));
  CHECK(remove_tree(folder / "kept/d"));
  CHECK_FALSE(fs::exists(folder / "kept/d"));
  CHECK(remove_tree(folder / "missing"));
}

TEST_CASE("what cannot be removed is named") {
  const auto fault = remove_tree("/proc/self/comm");  // nobody may
  REQUIRE_FALSE(fault);
  CHECK(fault.error().message.find("/proc/self/comm") != std::string::npos);
}

}  // namespace
}  // namespace dateline
