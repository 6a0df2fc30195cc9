// dateline-index repair: what damaged generations still give.
#include <random>
#include <set>

#include "tests/cli/index_fixture.hpp"
#include "tests/support/file_damage.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Text of few words that does not compress well: most of the store is documents then.
std::string noise(std::mt19937& random, int words) {
  std::string text;
  for (int i = 0; i < words; ++i) text += std::to_string(random() % 2000) + " ";
  return text;
}

/// An index of three generations; the live one has removed and replaced documents.
class RepairFixture : public IndexFixture {
 public:
  RepairFixture() {
    std::mt19937 random(7);
    std::string first, second;
    for (int i = 0; i < 120; ++i) first += news_line("k" + std::to_string(i), noise(random, 700));
    for (int i = 100; i < 130; ++i)
      second += news_line("k" + std::to_string(i), noise(random, 700));
    run_well("update", {write("news/one.jsonl", first)});
    run_well("update", {write("news/two.jsonl", second)});
    run_well("remove", {"k7", "k8"});
  }

  [[nodiscard]] fs::path generation() const { return index() / "generations/000003"; }

  /// The largest file of the generation with such an end of its name.
  [[nodiscard]] fs::path largest(const std::string& end) const {
    fs::path found;
    for (const auto& entry : fs::recursive_directory_iterator(generation())) {
      const std::string name = entry.path();
      const bool fits = name.size() > end.size() && name.substr(name.size() - end.size()) == end;
      if (fits && (found.empty() || entry.file_size() > fs::file_size(found))) found = entry.path();
    }
    REQUIRE_FALSE(found.empty());
    return found;
  }

  [[nodiscard]] json repair(int expected_code) const {
    const ProcessResult result = run("repair", {"--report", "-"});
    INFO(result.errors);
    REQUIRE(result.exit_code == expected_code);
    return json::parse(result.output);
  }

  [[nodiscard]] std::set<std::string> keys() const {
    std::set<std::string> keys;
    for (const json& document : exported()) keys.insert(document["key"]);
    return keys;
  }
};

void damage_middle(const fs::path& file) {
  inflict({DamageKind::flipped_bit, file, fs::file_size(file) / 2, 3});
}

}  // namespace

TEST_CASE("damage of segments costs no document") {
  const RepairFixture fixture;
  const auto documents = fixture.exported();
  for (const char* end : {"/tokens", "/postlist.glass", "/documents"})
    damage_middle(fixture.largest(end));
  const json report = fixture.repair(0);
  CHECK(report["damaged_generation"] == 3);
  CHECK(report["generation"] == 4);
  CHECK(report["documents"] == documents.size());
  CHECK(report["lost"].empty());
  CHECK(fixture.exported() == documents);
  CHECK(fixture.run("check", {"--full"}).exit_code == 0);
}

TEST_CASE("what is damaged in the store is lost, named, and comes back with its input") {
  const RepairFixture fixture;
  const auto documents = fixture.exported();
  const auto before = fixture.keys();
  const fs::path table = fixture.largest(".sst");
  damage_middle(table);
  const ProcessResult repaired =
      fixture.run("repair", {"--report", fixture.path("lost.json").string()});
  CHECK(repaired.exit_code == 3);
  CHECK_THAT(repaired.errors, Contains("lost: k"));
  const json report = json::parse(IndexFixture::read(fixture.path("lost.json")));
  CHECK_THAT(report["damage"].dump(), Contains(table.filename().string()));
  CHECK_FALSE(report["removed_may_be_back"]);
  CHECK(report["lost_unknown"] == 0);
  const auto lost = report["lost"];
  CHECK(lost.size() > 0);
  CHECK(lost.size() < 40);  // a block or two
  auto after = fixture.keys();
  CHECK(after.size() + lost.size() == before.size());
  for (const json& one : lost) after.insert(one["key"].get<std::string>());
  CHECK(after == before);
  CHECK(fixture.run("check", {"--full"}).exit_code == 0);
  // The same input again: only what was lost, and what was removed by hand, is new.
  const json update = fixture.report_of_update({fixture.path("news").string()});
  CHECK(update["added"].get<std::size_t>() == lost.size() + 2);
  CHECK(fixture.keys().size() == before.size() + 2);
}

TEST_CASE("a store that does not open is read table by table") {
  const RepairFixture fixture;
  const auto documents = fixture.exported();
  fs::path manifest;
  for (const auto& entry : fs::directory_iterator(fixture.generation() / "store"))
    if (entry.path().filename().string().rfind("MANIFEST", 0) == 0) manifest = entry.path();
  inflict({DamageKind::zeroed_page, manifest, 0, 0});
  CHECK(fixture.run("export").exit_code == 74);
  const json report = fixture.repair(0);
  CHECK(report["lost"].empty());
  CHECK(fixture.exported() == documents);
  CHECK(fixture.run("check", {"--full"}).exit_code == 0);
}

TEST_CASE("a table that is cut takes its documents with it, and what is lost is named") {
  const RepairFixture fixture;
  const auto before = fixture.keys();
  const fs::path table = fixture.largest(".sst");
  inflict({DamageKind::truncation, table, fs::file_size(table) / 2, 0});
  const json report = fixture.repair(3);
  const auto after = fixture.keys();
  CHECK(after.size() < before.size());
  std::set<std::string> accounted = after;
  for (const json& one : report["lost"]) accounted.insert(one["key"].get<std::string>());
  for (const std::string& key : before) {
    CAPTURE(key);
    CHECK(accounted.count(key) == 1);
  }
  CHECK(fixture.run("check", {"--full"}).exit_code == 0);
}

TEST_CASE("without its manifest, and without CURRENT, a generation is repaired nevertheless") {
  const RepairFixture fixture;
  const auto documents = fixture.exported();
  SECTION("the manifest is cut") {
    const fs::path manifest = fixture.generation() / "MANIFEST.json";
    inflict({DamageKind::truncation, manifest, fs::file_size(manifest) / 2, 0});
  }
  SECTION("all manifests are gone") {
    for (const auto& entry : fs::directory_iterator(fixture.index() / "generations"))
      fs::remove(entry.path() / "MANIFEST.json");
  }
  SECTION("CURRENT is damaged") {
    std::ofstream(fixture.index() / "CURRENT") << "???";
  }
  SECTION("CURRENT is gone") {
    fs::remove(fixture.index() / "CURRENT");
  }
  CHECK(fixture.run("export").exit_code != 0);
  const json report = fixture.repair(0);
  CHECK(report["damaged_generation"] == 3);
  CHECK(fixture.exported() == documents);
  CHECK(fixture.run("check", {"--full"}).exit_code == 0);
}

TEST_CASE("where nothing can be read, nothing is published") {
  const RepairFixture fixture;
  for (const auto& entry : fs::directory_iterator(fixture.generation() / "store"))
    if (entry.path().extension() == ".sst") inflict({DamageKind::truncation, entry.path(), 0, 0});
  const ProcessResult failed = fixture.run("repair");
  CHECK(failed.exit_code == 74);
  CHECK_THAT(failed.errors, Contains("hint: restore a backup"));
  CHECK_FALSE(fs::exists(fixture.index() / "generations/000004"));
  CHECK(fixture.run("repair", {"--index", "/nonexistent"}).exit_code == 2);
}
