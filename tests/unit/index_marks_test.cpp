// What is taken for an index, and what the library does with everything else.
#include "indexer/publish/index_marks.hpp"

#include <sys/file.h>

#include <catch2/catch.hpp>
#include <map>

#include "common/base/file_io.hpp"
#include "dateline/backup.hpp"
#include "dateline/generations.hpp"
#include "dateline/indexer.hpp"
#include "dateline/maintenance.hpp"
#include "dateline/repair.hpp"
#include "dateline/update.hpp"
#include "indexer/publish/index_lock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using test::write_file;
namespace fs = std::filesystem;

namespace {

/// Names and contents; a name that ends with a slash is a folder.
using Files = std::map<std::string, std::string>;

void write_all(const fs::path& root, const Files& files) {
  fs::create_directories(root);
  for (const auto& [name, content] : files) {
    if (name.ends_with('/'))
      fs::create_directories(root / name);
    else
      write_file(root / name, content);
  }
}

Files read_all(const fs::path& root) {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string name = entry.path().lexically_relative(root);
    if (entry.is_directory())
      files[name + "/"];
    else
      files[name] = read_file(entry.path(), 1u << 20).value();
  }
  return files;
}

const std::string ours = std::string(lease_text);
const std::string manifest = "{\n \"format\": 3,\n";
const std::string zeros(6, '\0');

Document document(const std::string& key) {
  Document document;
  document.key = key;
  document.title = "A title";
  document.text = "A text of " + key;
  return document;
}

}  // namespace

TEST_CASE("folders that may become an index, or are one", "[part1-01]") {
  const Files fine[] = {
      {},
      {{"lost+found/", ""}},
      // A first run that was killed, step by step.
      {{"LOCK", ""}},
      {{"LOCK", zeros}},
      {{"LOCK", lock_text(123)}},
      {{"LOCK", "123 dateline\n"}},
      {{"LOCK", lock_text(123)}, {"work/", ""}},
      {{"LOCK", lock_text(123)}, {"work/lease", ""}},
      {{"LOCK", lock_text(123)}, {"work/lease", ours}, {"work/store/000001.sst", "x"}},
      {{"LOCK", lock_text(123)}, {"work/lease", ours}, {"generations/", ""}},
      {{"LOCK", ""}, {"work/lease", ours}},
      {{"LOCK", zeros}, {"generations/000001/lease", ours}},
      {{"LOCK", lock_text(1)}, {"generations/000001/lease", ours}, {"CURRENT.next", "000001\n"}},
      {{"BACKUP", ""}},
      {{"BACKUP", std::string(backup_marker_text)}},
      {{"BACKUP", std::string(backup_marker_text)}, {"LOCK", lock_text(1)}, {"work/lease", ours}},
      // One of an earlier version.
      {{"LOCK", "123\n"},
       {"work/segments/", ""},
       {"work/scratch/part-17/x", ""},
       {"work/store/CURRENT", "MANIFEST-000004\n"}},
      {{"LOCK", "123\n"}, {"work/segments/", ""}, {"work/scratch/", ""}},
      // An index, whatever else lies in it.
      {{"LOCK", lock_text(123)},
       {"CURRENT", "000002\n"},
       {"generations/000002/MANIFEST.json", manifest}},
      {{"LOCK", "123\n"}, {"CURRENT", "000002\n"}, {"generations/000002/MANIFEST.json", manifest}},
      {{"generations/000002/MANIFEST.json", manifest}, {"readme.txt", "a note"}},
      // With damage.
      {{"CURRENT", "x"},
       {"generations/000002/MANIFEST.json", "?"},
       {"generations/000002/lease", ours}},
      {{"generations/000002/lease", ""},
       {"generations/000002/store/", ""},
       {"generations/000002/segments/", ""}},
  };
  int number = 0;
  for (const Files& files : fine) {
    CAPTURE(number++);
    const test::TemporaryFolder folder;
    write_all(folder / "x", files);
    CHECK(require_place_for_index({folder / "x"}));
  }
}

TEST_CASE("folders that are somebody's", "[part1-01]") {
  const Files foreign[] = {
      {{"a.txt", "x"}},
      {{".hidden", ""}},
      {{"LOCK", "keep"}},
      {{"LOCK", "4711\n"}},
      {{"LOCK", "4711"}},
      {{"LOCK", lock_text(123)}, {"a.txt", "x"}},
      {{"LOCK", ""}, {"a.txt", "x"}},
      {{"LOCK", ""}, {"CURRENT", "MANIFEST-000004\n"}, {"000004.sst", "x"}},
      {{"work/", ""}},
      {{"work/thesis.txt", "x"}},
      {{"LOCK", lock_text(123)}, {"work/thesis.txt", "x"}},
      {{"LOCK", lock_text(123)}, {"work/lease", "of the house"}},
      {{"LOCK", "123\n"}, {"work/segments/a.txt", "x"}},
      {{"LOCK", "123\n"}, {"work/segments/", ""}, {"work/scratch/notes.txt", "x"}},
      {{"LOCK", "123\n"}, {"work/segments/", ""}, {"work/store/CURRENT", "x"}},
      {{"generations/", ""}},
      {{"generations/000007/f", "x"}},
      {{"generations/000007/lease", ""}},
      {{"generations/000007/MANIFEST.json", "{\"name\": \"an app\"}"}},
      {{"CURRENT", "000001\n"}},
      {{"BACKUP", "of 2019"}},
      {{"BACKUP", std::string(backup_marker_text)}, {"photo.jpg", "x"}},
      // An index with something in the place of what is its own.
      {{"generations/000002/MANIFEST.json", manifest}, {"work/thesis.txt", "x"}},
      {{"generations/000002/MANIFEST.json", manifest}, {"LOCK", "keep"}},
      {{"generations/000002/MANIFEST.json", manifest}, {"work", "a file"}},
      {{"generations/000002/MANIFEST.json", manifest}, {"LOCK/", ""}},
  };
  int number = 0;
  for (const Files& files : foreign) {
    CAPTURE(number++);
    const test::TemporaryFolder folder;
    const fs::path root = folder / "x";
    write_all(root, files);
    const Files before = read_all(root);
    const Status place = require_place_for_index({root});
    REQUIRE_FALSE(place);
    CHECK(place.error().code == ErrorCode::usage);
    CHECK_FALSE(place.error().hint.empty());
    const auto lock = IndexLock::acquire({root});
    REQUIRE_FALSE(lock);
    CHECK(lock.error().code == ErrorCode::usage);
    const auto indexer = Indexer::open({.index = root});
    REQUIRE_FALSE(indexer);
    CHECK(indexer.error().code == ErrorCode::usage);
    CHECK(read_all(root) == before);
  }
}

TEST_CASE("links in the place of what is ours are not followed", "[part1-01]") {
  const test::TemporaryFolder folder;
  write_file(folder / "mine/lease", ours);
  write_file(folder / "mine/thesis.txt", "x");
  write_file(folder / "index/generations/000002/MANIFEST.json", manifest);
  fs::create_directory_symlink(folder / "mine", folder / "index/work");
  CHECK_FALSE(require_place_for_index({folder / "index"}));
  fs::remove(folder / "index/work");
  write_file(folder / "pid", "123\n");
  fs::create_symlink(folder / "pid", folder / "index/LOCK");
  CHECK_FALSE(IndexLock::acquire({folder / "index"}));
  CHECK(read_file(folder / "pid", 100).value() == "123\n");
  // The index itself may be a link.
  fs::remove(folder / "index/LOCK");
  fs::create_directory_symlink(folder / "index", folder / "link");
  CHECK(require_place_for_index({folder / "link"}));
}

TEST_CASE("no function of the library writes to a folder that is not an index", "[part1-01]") {
  const test::TemporaryFolder folder;
  const fs::path good = folder / "good", bad = folder / "bad", backups = folder / "backups";
  {
    auto indexer = Indexer::open({.index = good, .jobs = 1});
    REQUIRE(indexer);
    REQUIRE(indexer->add(document("a")));
    REQUIRE(indexer->publish());
  }
  REQUIRE(backup_index(good, backups, {}));
  write_file(folder / "a.txt", "A ferry sails.");
  write_all(bad, {{"work/thesis.txt", "x"}, {"generations/000001/f", "x"}, {"LOCK", "keep"}});
  const Files before = read_all(folder.path());
  const IndexerOptions options{.index = bad, .jobs = 1};
  UpdateOptions update_options;
  update_options.indexer = options;
  update_options.paths = {(folder / "a.txt").string()};
  const auto code = [](const auto& result) {
    return result ? std::optional<ErrorCode>() : result.error().code;
  };
  CHECK(code(update(update_options)) == ErrorCode::usage);
  update_options.dry_run = true;
  CHECK(code(update(update_options)) == ErrorCode::usage);
  CHECK(code(remove_keys(options, {"a"})) == ErrorCode::usage);
  CHECK(code(compact_index(options)) == ErrorCode::usage);
  CHECK(code(rebuild_index(options)) == ErrorCode::usage);
  CHECK(code(repair_index(options, {})) == ErrorCode::usage);
  CHECK(code(roll_back(options, 1)) == ErrorCode::usage);
  CHECK(code(restore_index(backups, bad, {}, {})) == ErrorCode::usage);
  CHECK(code(backup_index(good, bad, {})) == ErrorCode::usage);
  CHECK(read_all(folder.path()) == before);
}

TEST_CASE("a lock that another writer holds is waited for, whatever is half made", "[part1-01]") {
  const test::TemporaryFolder folder;
  const fs::path root = folder / "index";
  const auto first = IndexLock::acquire({root});
  REQUIRE(first);
  // As a work area looks for a moment while it is removed.
  write_file(root / "work/store/000001.sst", "x");
  const auto second = IndexLock::acquire({root});
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::locked);
  CHECK(second.error().message.find(std::to_string(::getpid())) != std::string::npos);
}
