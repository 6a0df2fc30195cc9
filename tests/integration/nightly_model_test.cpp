// Nights of random changes to files: an index that skips what is unchanged holds what one holds
// that reads everything each night, and one that prunes holds what the files hold.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "dateline/maintenance.hpp"
#include "dateline/update.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

/// Documents by key, as exported.
using Texts = std::map<std::string, std::string>;

class Nights {
 public:
  /// `one_place`: no key is in two files, nor twice in one. Else the content that an index keeps
  /// for it depends on the order in which it was read.
  explicit Nights(unsigned seed, bool one_place = false) : random_(seed), one_place_(one_place) {}

  void change_files() {
    for (std::size_t n = random_() % 4; n > 0; --n) change_file();
  }

  void update_and_compare() {
    const UpdateReport skipping = update_index("skipping", false);
    const UpdateReport reading = update_index("reading", true);
    CHECK(reading.skipped_files == 0);
    CHECK(skipping.documents == reading.documents);
    CHECK(skipping.rejected == reading.rejected);
    skipped_ += skipping.skipped_files;
    REQUIRE(texts_of("skipping") == texts_of("reading"));
  }

  void prune_and_compare() {
    const UpdateReport skipping = update_index("skipping", false, true);
    skipped_ += skipping.skipped_files;
    const UpdateReport reading = update_index("reading", true, true);
    REQUIRE(texts_of("skipping") == texts_of("reading"));
    if (skipping.rejected != 0) return;  // then it may hold more
    const Texts texts = texts_of("skipping");
    const auto in_files = contents_of_files();
    REQUIRE(texts.size() == in_files.size());
    for (const auto& [key, text] : texts) {
      CAPTURE(key, text);
      REQUIRE(in_files.count(key) == 1);
      CHECK(in_files.at(key).count(text) == 1);
    }
  }

  void remove_somewhere() {
    const std::string key = random_key();
    for (const char* name : {"skipping", "reading"})
      REQUIRE(remove_keys(indexer_options(name), {key}));
  }

  [[nodiscard]] std::uint64_t skipped() const { return skipped_; }

 private:
  std::string random_key() { return "key" + std::to_string(random_() % 12); }

  void change_file() {
    const std::string name = "file" + std::to_string(random_() % 5);
    const auto path = folder_ / ("news/" + name + ".jsonl");
    if (random_() % 4 == 0) {
      std::filesystem::remove(path);
      return;
    }
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path);
    for (std::size_t n = random_() % 5; n > 0; --n) {
      const std::string key = one_place_ ? name + " " + std::to_string(n) : random_key();
      file << R"({"id":")" << key << R"(","text":"content )" << random_() % 3 << "\"}\n";
    }
    if (random_() % 6 == 0) file << "no JSON\n";
  }

  [[nodiscard]] IndexerOptions indexer_options(const std::string& name) const {
    return {.index = folder_ / name, .jobs = 1};
  }

  /// What the files hold under each key.
  [[nodiscard]] std::map<std::string, std::set<std::string>> contents_of_files() const {
    std::map<std::string, std::set<std::string>> contents;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "news")) {
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) {
        const auto document = nlohmann::json::parse(line);
        contents[document["id"]].insert(document["text"]);
      }
    }
    return contents;
  }

  UpdateReport update_index(const std::string& name, bool reread, bool prune = false) {
    std::filesystem::create_directories(folder_ / "news");
    UpdateOptions options;
    options.indexer = indexer_options(name);
    options.paths = {(folder_ / "news").string()};
    options.reread = reread;
    options.prune = prune;
    options.max_removed.percent = 100;
    auto report = update(options);
    REQUIRE(report);
    return std::move(*report);
  }

  [[nodiscard]] Texts texts_of(const std::string& name) const {
    Texts texts;
    REQUIRE(export_documents(folder_ / name, [&](std::string_view line) -> Status {
      const auto document = nlohmann::json::parse(line);
      texts.emplace(document["key"], document["text"]);
      return {};
    }));
    return texts;
  }

  std::mt19937 random_;
  bool one_place_;
  test::TemporaryFolder folder_;
  std::uint64_t skipped_ = 0;
};

TEST_CASE("skipping unchanged files never changes what an index holds") {
  // A key twice in a file, of which the first content comes again in another file (two seeds); a
  // file with a reject that held a key and does so no more.
  const unsigned seed = GENERATE(std::random_device{}(), 3827133556u, 23757u, 766286622u);
  CAPTURE(seed);
  std::uint64_t skipped = 0;
  for (unsigned round = 0; round < 2; ++round) {
    Nights nights(seed + round);
    for (int night = 0; night < 15; ++night) {
      CAPTURE(round, night);
      nights.change_files();
      if (night % 5 == 4) nights.remove_somewhere();
      nights.update_and_compare();
    }
    skipped += nights.skipped();
  }
  CHECK(skipped > 10);
}

TEST_CASE("what is pruned leaves what the files hold") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  for (unsigned round = 0; round < 3; ++round) {
    Nights nights(seed + round, true);
    for (int night = 0; night < 12; ++night) {
      CAPTURE(round, night);
      nights.change_files();
      if (night % 3 == 1) nights.update_and_compare();
      nights.prune_and_compare();
    }
  }
}

}  // namespace
}  // namespace dateline
