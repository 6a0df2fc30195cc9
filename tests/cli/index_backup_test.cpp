// dateline-index backup and restore.
#include <sys/stat.h>

#include "tests/cli/index_fixture.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::string news_of(int count, const std::string& word) {
  std::string lines;
  for (int i = 0; i < count; ++i)
    lines += news_line("k" + std::to_string(i), "harbour " + word + " number " + std::to_string(i));
  return lines;
}

/// An index beside a folder for backups; backup DIR is `backup()`.
class BackupFixture : public IndexFixture {
 public:
  BackupFixture() { run_well("update", {write("one.jsonl", news_of(40, "first"))}); }

  [[nodiscard]] fs::path backup() const { return path("backups"); }
  [[nodiscard]] std::string name() const { return backup().string(); }

  /// `dateline-index VERB --index FOLDER ARGUMENTS...`
  [[nodiscard]] ProcessResult run_on(const fs::path& folder, const std::string& verb,
                                     const std::vector<std::string>& arguments = {}) const {
    std::vector<std::string> all{verb, "--index", folder.string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return run_process(bare_command(all));
  }

  void change(const std::string& file, const std::string& id) const {
    run_well("update", {write(file, news_line(id, "harbour of " + id))});
  }
};

std::string current(const fs::path& index) {
  std::string name = IndexFixture::read(index / "CURRENT");
  return name.substr(0, name.find('\n'));
}

/// Files of the live generation, by path below it.
std::map<std::string, fs::path> live_files(const fs::path& index) {
  std::map<std::string, fs::path> files;
  const fs::path root = index / "generations" / current(index);
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.is_regular_file()) files[entry.path().lexically_relative(root)] = entry.path();
  return files;
}

ino_t inode(const fs::path& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_ino;
}

void flip_byte_in_the_middle(const fs::path& path) {
  std::string bytes = IndexFixture::read(path);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x10);
  std::fstream(path, std::ios::in | std::ios::out | std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("a backup is an index with the same documents, and sound") {
  const BackupFixture fixture;
  const ProcessResult made = fixture.run_well("backup", {fixture.name()});
  CHECK_THAT(made.errors, Contains("generation 1: 40 documents") && Contains("0 copied"));
  CHECK(fixture.run_on(fixture.backup(), "check", {"--full"}).exit_code == 0);
  CHECK(fixture.run_on(fixture.backup(), "export").output == fixture.run_well("export").output);
}

TEST_CASE("a backup shares files with the index by hard links, unless it is asked to copy") {
  const BackupFixture fixture;
  fixture.run_well("backup", {fixture.name()});
  fixture.run_well("backup", {"--copy", fixture.path("copies").string()});
  const auto original = live_files(fixture.index());
  const auto linked = live_files(fixture.backup());
  const auto copied = live_files(fixture.path("copies"));
  REQUIRE(linked.size() == original.size());
  REQUIRE(copied.size() == original.size());
  for (const auto& [path, file] : original) {
    if (path == "MANIFEST.json" || path == "lease") continue;
    CAPTURE(path);
    CHECK(inode(linked.at(path)) == inode(file));
    CHECK(inode(copied.at(path)) != inode(file));
  }
}

TEST_CASE("a later backup uses the files that are there, and keeps as many as requested") {
  const BackupFixture fixture;
  fixture.run_well("backup", {"--copy", fixture.name()});
  fixture.change("two.jsonl", "new");
  const ProcessResult second = fixture.run_well("backup", {"--copy", fixture.name()});
  CHECK_THAT(second.errors, Contains("generation 2: 41 documents"));
  CHECK_THAT(second.errors, !Contains("; 0 there already"));
  CHECK_THAT(fixture.run_well("backup", {"--copy", fixture.name()}).errors,
             Contains("generation 2:") && Contains("0 linked, 0 copied"));
  CHECK(fs::exists(fixture.backup() / "generations/000001"));
  fixture.change("three.jsonl", "newer");
  fixture.run_well("backup", {"--copy", "--keep", "1", fixture.name()});
  CHECK(current(fixture.backup()) == "000003");
  CHECK_FALSE(fs::exists(fixture.backup() / "generations/000001"));
  CHECK_FALSE(fs::exists(fixture.backup() / "generations/000002"));
}

TEST_CASE("a folder that holds something else is not accepted for a backup") {
  const BackupFixture fixture;
  const std::string precious = fixture.write("home/letter.txt", "dear");
  for (const std::string& folder : {fixture.path("home").string(), fixture.index().string()}) {
    CAPTURE(folder);
    const ProcessResult refused = fixture.run("backup", {folder});
    CHECK(refused.exit_code == 2);
    CHECK_THAT(refused.errors, Contains("is not empty and holds no backup"));
  }
  CHECK(IndexFixture::read(precious) == "dear");
  CHECK(std::distance(fs::directory_iterator(fixture.path("home")), {}) == 1);
}

TEST_CASE("damage of the index makes no backup: the last one stays") {
  const BackupFixture fixture;
  fixture.run_well("backup", {"--copy", fixture.name()});
  fixture.change("two.jsonl", "new");
  // A file that the backup does not hold yet; the last segment is the new one.
  std::string tokens;
  for (const auto& [path, file] : live_files(fixture.index()))
    if (path.find("/tokens") != std::string::npos) tokens = file;
  flip_byte_in_the_middle(tokens);
  const ProcessResult failed = fixture.run("backup", {"--copy", fixture.name()});
  CHECK(failed.exit_code == 74);
  CHECK_THAT(failed.errors, Contains("/tokens is damaged") && Contains("hint: "));
  CHECK(current(fixture.backup()) == "000001");
  CHECK_FALSE(fs::exists(fixture.backup() / "work"));
  CHECK(fixture.run_on(fixture.backup(), "check", {"--full"}).exit_code == 0);
}

TEST_CASE("damage of a backup is mended by the next one") {
  const BackupFixture fixture;
  fixture.run_well("backup", {"--copy", fixture.name()});
  for (const auto& [path, file] : live_files(fixture.backup()))
    if (path.find(".sst") != std::string::npos) flip_byte_in_the_middle(file);
  CHECK(fixture.run_on(fixture.backup(), "check", {"--full"}).exit_code == 74);
  CHECK(fixture.run_on(fixture.path("other"), "restore", {fixture.name()}).exit_code == 74);
  CHECK_FALSE(fs::exists(fixture.path("other") / "CURRENT"));
  fixture.run_well("backup", {"--copy", fixture.name()});
  CHECK(fixture.run_on(fixture.backup(), "check", {"--full"}).exit_code == 0);
}

TEST_CASE("a backup becomes a new index, and goes on from there") {
  const BackupFixture fixture;
  fixture.run_well("backup", {fixture.name()});
  const std::string documents = fixture.run_well("export").output;
  fs::remove_all(fixture.index());
  CHECK_THAT(fixture.run_well("restore", {fixture.name()}).errors, Contains("generation 1: 40"));
  CHECK(fixture.run_well("export").output == documents);
  fixture.change("two.jsonl", "new");
  CHECK(fixture.stats()["documents"] == 41);
  CHECK(fixture.run("check", {"--full"}).exit_code == 0);
  CHECK(fixture.run_on(fixture.backup(), "check", {"--full"}).exit_code == 0);
}

TEST_CASE(
    "a restored generation is the newest of an index that is there, and an older one on "
    "request") {
  const BackupFixture fixture;
  fixture.run_well("backup", {fixture.name()});
  const std::string first = fixture.run_well("export").output;
  fixture.change("two.jsonl", "new");
  fixture.run_well("backup", {fixture.name()});
  const std::string second = fixture.run_well("export").output;
  fixture.run_well("remove", {"k0"});
  fixture.run_well("restore", {fixture.name()});
  CHECK(fixture.stats()["generation"] == 4);
  CHECK(fixture.run_well("export").output == second);
  fixture.run_well("restore", {"--generation", "1", fixture.name()});
  CHECK(fixture.stats()["generation"] == 5);
  CHECK(fixture.run_well("export").output == first);
  CHECK(fixture.run("restore", {"--generation", "9", fixture.name()}).exit_code == 2);
}

TEST_CASE("nothing but an index is restored over, and from nothing but a backup") {
  const BackupFixture fixture;
  fixture.run_well("backup", {fixture.name()});
  fixture.write("home/letter.txt", "dear");
  CHECK(fixture.run_on(fixture.path("home"), "restore", {fixture.name()}).exit_code == 2);
  CHECK(fixture.run_on(fixture.backup(), "restore", {fixture.name()}).exit_code == 2);
  CHECK(fixture.run("restore", {fixture.path("home").string()}).exit_code == 2);
  CHECK(fixture.run("backup", {}).exit_code == 2);
}

TEST_CASE("an index that is being written to is not restored, but can be backed up") {
  const BackupFixture fixture;
  fixture.run_well("backup", {fixture.name()});
  Command writer = fixture.command("update", {"--wait", "-"});
  writer.keep_input_open = true;
  const RunningProcess running(writer);
  ProcessResult refused;
  for (int i = 0; i < 200 && refused.exit_code != 75; ++i)
    refused = fixture.run("restore", {fixture.name()});
  CHECK(refused.exit_code == 75);
  fixture.run_well("backup", {fixture.name()});
}
