// dateline-index stats, check, compact, rebuild and export.
#include <algorithm>
#include <map>

#include "common/base/file_io.hpp"
#include "common/format/generation/manifest.hpp"
#include "common/format/schema.hpp"
#include "dateline/searcher.hpp"
#include "tests/cli/index_fixture.hpp"
#include "tests/support/unprivileged.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::string news_of(int count, const std::string& extra_word) {
  const std::vector<std::string> words{"ferry", "grain", "harbour", "treaty", "Odesa", "Turkey"};
  std::string lines;
  for (int i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    lines += news_line("k" + std::to_string(i),
                       words[at % 6] + " " + words[at / 2 % 6] + " agreement " + extra_word,
                       "20" + std::to_string(10 + i % 15) + "-03-07");
  }
  return lines;
}

/// Keys of the hits, best first, of some queries.
std::vector<std::string> answers(const IndexFixture& fixture) {
  const auto searcher = dateline::Searcher::open(fixture.index());
  REQUIRE(searcher);
  std::vector<std::string> keys;
  for (const char* text :
       {"ferry", "\"treaty treaty\"", "+odesa grain", "agree*", "date:2012 ferry"}) {
    dateline::SearchRequest query;
    query.text = text;
    query.limit = 1000;
    const auto page = searcher->search(query);
    REQUIRE(page);
    keys.push_back(text);
    for (const auto& hit : page->hits) keys.push_back(hit.key);
    std::sort(keys.end() - static_cast<std::ptrdiff_t>(page->hits.size()), keys.end());
  }
  return keys;
}

/// An index of several generations, with deleted documents in it.
void fill(const IndexFixture& fixture) {
  fixture.run_well("update", {fixture.write("one.jsonl", news_of(60, "first"))});
  fixture.run_well("update", {fixture.write("two.jsonl", news_of(9, "second"))});
  fixture.run_well("remove", {"k20", "k21"});
}

/// All files below a folder, with what is in them.
std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files[entry.path().string()] = IndexFixture::read(entry.path());
  return files;
}

/// The first file of the live generation with such an end of its name.
fs::path file_of(const IndexFixture& fixture, const std::string& end) {
  std::string current = IndexFixture::read(fixture.index() / "CURRENT");
  current.erase(current.find('\n'));
  for (const auto& entry :
       fs::recursive_directory_iterator(fixture.index() / "generations" / current)) {
    const std::string name = entry.path().string();
    if (name.size() >= end.size() && name.substr(name.size() - end.size()) == end)
      return entry.path();
  }
  FAIL("there is no file " << end);
  return {};
}

/// Damages a file in a way that keeps its size.
void flip_byte(const fs::path& path, std::uint64_t offset) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(offset));
  const int byte = file.get();
  file.seekp(static_cast<std::streamoff>(offset));
  file.put(static_cast<char>(byte ^ 0x10));
}

}  // namespace

TEST_CASE("statistics show what is in the index") {
  const IndexFixture fixture;
  fill(fixture);
  const json stats = fixture.stats();
  CHECK(stats["generation"] == 3);
  CHECK(stats["documents"] == 58);
  CHECK(stats["dates"] == json({{"first", "2010-03-07"}, {"last", "2024-03-07"}}));
  CHECK(stats["undated"] == 0);
  CHECK(stats["without_source"] == 58);
  CHECK(stats["format"] == 3);
  CHECK(stats["analysis"] == dateline::analysis_version);
  CHECK(stats["language"] == "en");
  for (const char* part : {"postings", "tokens", "records", "store", "text"}) {
    CAPTURE(part);
    CHECK(stats["bytes"][part] > 0);
  }
  CHECK_THAT(fixture.run_well("stats").output, Contains("documents       58"));
}

TEST_CASE("statistics list the sources with most documents") {
  const IndexFixture fixture;
  fixture.run_well("update",
                   {fixture.write("a.jsonl", news_of(3, "x")), "--default-source", "Agency"});
  fixture.run_well(
      "update", {fixture.write("b.jsonl", news_line("other", "x")), "--default-source", "Paper"});
  const json stats =
      json::parse(fixture.run_well("stats", {"--format", "json", "--sources", "1"}).output);
  CHECK(stats["source_count"] == 2);
  CHECK(stats["sources"] == json::array({{{"name", "Agency"}, {"documents", 3}}}));
}

TEST_CASE("a sound index passes both checks") {
  const IndexFixture fixture;
  fill(fixture);
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{}, {"--full"}}) {
    const ProcessResult result = fixture.run("check", arguments);
    INFO(result.output);
    CHECK(result.exit_code == 0);
    CHECK(result.output.empty());
    CHECK_THAT(result.errors, Contains("no fault"));
  }
}

TEST_CASE("check names a file that is gone, cut or too much") {
  const IndexFixture fixture;
  fill(fixture);
  const fs::path tokens = file_of(fixture, "/tokens");
  const fs::path postings = file_of(fixture, "/postlist.glass");
  fs::resize_file(tokens, fs::file_size(tokens) - 1);
  fs::remove(postings);
  fixture.write("news.idx/generations/000003/stranger", "?");
  const ProcessResult result = fixture.run("check");
  CHECK(result.exit_code == 74);
  CHECK_THAT(result.output, Contains("/tokens: bytes: expected"));
  CHECK_THAT(result.output, Contains("/postlist.glass: cannot be read"));
  CHECK_THAT(result.errors, Contains("warning: ") && Contains("stranger: is not in the manifest"));
}

TEST_CASE("a full check finds a flipped bit in any file") {
  const IndexFixture sound;
  fill(sound);
  for (const char* end : {"/tokens", "/documents", "/postlist.glass", "/docdata.glass", ".sst"}) {
    CAPTURE(end);
    const IndexFixture fixture;
    fs::copy(sound.index(), fixture.index(), fs::copy_options::recursive);
    const fs::path file = file_of(fixture, end);
    flip_byte(file, fs::file_size(file) / 2);
    const ProcessResult result = fixture.run("check", {"--full"});
    CHECK(result.exit_code == 74);
    CHECK_THAT(result.output, Contains(std::string(end) + ": its bytes are not those"));
  }
}

TEST_CASE("a full check says which document a damaged token stream belongs to") {
  const IndexFixture fixture;
  fixture.run_well("update", {fixture.write("a.jsonl", news_line("only", "ferry to Odesa"))});
  const fs::path tokens = file_of(fixture, "/tokens");
  flip_byte(tokens, fs::file_size(tokens) - 1);
  CHECK_THAT(fixture.run("check", {"--full"}).output,
             Contains("document only: its token stream is not the analysis of its text"));
}

TEST_CASE("a full check asks queries, so that postings of other texts are found") {
  const auto make = [](const IndexFixture& fixture, const std::string& last_text) {
    std::string lines;
    for (int i = 0; i < 9; ++i) lines += news_line("k" + std::to_string(i), "a ferry to Odesa");
    fixture.run_well("update", {fixture.write("a.jsonl", lines + news_line("k9", last_text))});
  };
  const IndexFixture fixture, other;
  make(fixture, "a ferry to Odesa");
  make(other, "a grain ship to Odesa");
  // The other index's postings, published as they should be.
  const fs::path path = file_of(fixture, "/MANIFEST.json");
  auto manifest = dateline::parse_manifest(IndexFixture::read(path), path);
  REQUIRE(manifest);
  for (dateline::FileInfo& file : manifest->files) {
    if (file.path.find("glass") == std::string::npos) continue;
    const fs::path mine = path.parent_path() / file.path;
    fs::copy_file(file_of(other, "/" + mine.filename().string()), mine,
                  fs::copy_options::overwrite_existing);
    const auto checksum = dateline::checksum_file(mine);
    REQUIRE(checksum);
    file.bytes = checksum->bytes;
    file.xxh3 = checksum->xxh3;
  }
  std::ofstream(path) << dateline::serialize_manifest(*manifest);
  CHECK(fixture.run("check").exit_code == 0);
  const ProcessResult result = fixture.run("check", {"--full"});
  CHECK(result.exit_code == 74);
  CHECK_THAT(result.output, Contains("query ferri: found 9 documents, but the texts of 10 match"));
}

TEST_CASE("a manifest that is damaged, and one of another version, are distinguished") {
  const IndexFixture fixture;
  fill(fixture);
  const fs::path manifest = file_of(fixture, "/MANIFEST.json");
  const std::string sound = IndexFixture::read(manifest);
  std::ofstream(manifest) << sound.substr(0, sound.size() / 2);
  CHECK(fixture.run("check").exit_code == 74);
  CHECK(fixture.run("stats").exit_code == 74);
  json later = json::parse(sound);
  later["format"] = 999;
  later.erase("xxh3");
  std::ofstream(manifest) << later.dump();
  const ProcessResult result = fixture.run("stats");
  CHECK(result.exit_code == 11);
  CHECK_THAT(result.errors, Contains("hint: "));
}

TEST_CASE("a manifest in which a bit flipped is refused, wherever it is") {
  const IndexFixture fixture;
  fill(fixture);
  const fs::path manifest = file_of(fixture, "/MANIFEST.json");
  const std::string sound = IndexFixture::read(manifest);
  for (std::size_t at = 3; at < sound.size(); at += sound.size() / 20) {
    CAPTURE(at);
    std::string damaged = sound;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    std::ofstream(manifest) << damaged;
    CHECK(fixture.run("check").exit_code == 74);
  }
}

TEST_CASE("an index of another analysis is refused with a hint, exported, and rebuilt",
          "[part1-21]") {
  const int version = GENERATE(dateline::analysis_version - 1, 999);
  const IndexFixture fixture;
  fill(fixture);
  const auto before = answers(fixture);
  const auto documents = fixture.exported();
  const fs::path manifest = file_of(fixture, "/MANIFEST.json");
  json other = json::parse(IndexFixture::read(manifest));
  other["analysis"]["version"] = version;
  other.erase("xxh3");
  std::ofstream(manifest) << other.dump();
  for (const char* verb : {"stats", "check", "compact"}) {
    CAPTURE(verb);
    const ProcessResult refused = fixture.run(verb);
    CHECK(refused.exit_code == 11);
    CHECK_THAT(refused.errors, Contains("hint: dateline-index rebuild rebuilds it"));
  }
  CHECK(fixture.run("update", {fixture.write("x.jsonl", news_line("x", "x"))}).exit_code == 11);
  const auto searcher = dateline::Searcher::open(fixture.index());
  REQUIRE_FALSE(searcher);
  CHECK(dateline::exit_code(searcher.error().code) == dateline::ExitCode::format_mismatch);
  CHECK_THAT(searcher.error().hint, Contains("dateline-index rebuild rebuilds it"));
  CHECK(fixture.exported() == documents);
  fixture.run_well("rebuild");
  CHECK(fixture.stats()["generation"] == 4);
  CHECK(fixture.stats()["analysis"] == dateline::analysis_version);
  CHECK(answers(fixture) == before);
  CHECK(fixture.run("check", {"--full"}).exit_code == 0);
}

TEST_CASE("damage is never merged into a segment that has a checksum of its own") {
  const IndexFixture fixture;
  fill(fixture);
  const fs::path live = fixture.index() / "generations/000003/segments";
  fs::path last;
  for (const auto& entry : fs::directory_iterator(live)) last = std::max(last, entry.path());
  flip_byte(last / "postlist.glass", fs::file_size(last / "postlist.glass") - 1);
  const ProcessResult refused = fixture.run("compact");
  CHECK(refused.exit_code == 74);
  CHECK_THAT(refused.errors, Contains("/postlist.glass is damaged") && Contains("hint: "));
  CHECK(fixture.stats()["generation"] == 3);
  fixture.run_well("rebuild");
  CHECK(fixture.run("check", {"--full"}).exit_code == 0);
}

TEST_CASE("compact leaves one segment without dead documents, and the same answers") {
  const IndexFixture fixture;
  fill(fixture);
  const auto before = answers(fixture);
  fixture.run_well("compact");
  CHECK(fixture.stats()["segments"] == 1);
  CHECK(fixture.stats()["dead_documents"] == 0);
  CHECK(fixture.stats()["documents"] == 58);
  CHECK(answers(fixture) == before);
  CHECK(fixture.run("check", {"--full"}).exit_code == 0);
}

TEST_CASE("rebuild rebuilds all segments, and answers stay the same") {
  const IndexFixture fixture;
  fill(fixture);
  const auto before = answers(fixture);
  const auto documents = fixture.exported();
  fixture.run_well("rebuild", {"--jobs", "2"});
  CHECK(fixture.stats()["generation"] == 4);
  CHECK(fixture.stats()["dead_documents"] == 0);
  CHECK(answers(fixture) == before);
  CHECK(fixture.exported() == documents);
  CHECK(fixture.run("check", {"--full"}).exit_code == 0);
}

TEST_CASE("an export read back is the same index: the project's own news in every format") {
  const IndexFixture fixture;
  fixture.run_well("update", {DATELINE_SOURCE_DIR "/data", "--default-source", "Agency"});
  const std::string exported = fixture.run_well("export").output;
  REQUIRE(std::count(exported.begin(), exported.end(), '\n') > 50);
  Command again = fixture.command("update", {"-", "--report", "-"});
  again.input = exported;
  const json unchanged = json::parse(run_process(again).output);
  // The indexer compares content hashes: nothing is new to it, and nothing differs.
  CHECK(unchanged["unchanged"] == std::count(exported.begin(), exported.end(), '\n'));
  CHECK(unchanged["replaced"] == 0);
  CHECK(unchanged["added"] == 0);

  const IndexFixture other;
  Command copy = other.command("update", {"-"});
  copy.input = exported;
  CHECK(run_process(copy).exit_code == 0);
  CHECK(other.run_well("export").output == exported);
}

TEST_CASE("unknown fields come back from an export as they were") {
  const IndexFixture fixture;
  const std::string line =
      R"({"id":"a","text":"x","key":"other","score":1.10,"big":18446744073709551615,"n":{"m":[]}})";
  fixture.run_well("update", {fixture.write("a.jsonl", line + "\n")});
  const std::string exported = fixture.run_well("export").output;
  CHECK_THAT(exported, Contains("1.10") && Contains("18446744073709551615"));
  Command again = fixture.command("update", {"-", "--report", "-"});
  again.input = exported;
  CHECK(json::parse(run_process(again).output)["unchanged"] == 1);
}

TEST_CASE("an export goes to a file whole or not at all") {
  const IndexFixture fixture;
  fill(fixture);
  const std::string path = fixture.path("out.jsonl").string();
  const ProcessResult result = fixture.run_well("export", {"--output", path});
  CHECK(result.output.empty());
  CHECK(IndexFixture::read(path) == fixture.run_well("export").output);
  const ProcessResult failed = fixture.run("export", {"--output", "/nonexistent/out.jsonl"});
  CHECK(failed.exit_code == 74);
  CHECK(fixture.run("export", {"--output", "/dev/full"}).exit_code == 74);
}

TEST_CASE("an export to a full device is an error; to a reader that goes away it is none") {
  const IndexFixture fixture;
  fill(fixture);
  const std::string program = DATELINE_INDEX_PROGRAM;
  const std::string verb = program + " export --index " + fixture.index().string();
  CHECK(run_process({.arguments = {"/bin/sh", "-c", verb + " > /dev/full"}}).exit_code == 74);
  const ProcessResult piped = run_process(
      {.arguments = {"/bin/bash", "-c", verb + " | head -n 1 > /dev/null; exit ${PIPESTATUS[0]}"}});
  CHECK(piped.exit_code == 0);
}

TEST_CASE("an index keeps its language: another one is an error, rebuild changes it",
          "[part1-19]") {
  const IndexFixture fixture;
  const std::string news = fixture.write("news.jsonl", news_line("a", "Die Häuser brannten."));
  fixture.run_well("update", {news});
  const std::string more = fixture.write("more.jsonl", news_line("b", "Ein Haus."));
  for (const std::vector<std::string>& extra : {std::vector<std::string>{}, {"--dry-run"}}) {
    std::vector<std::string> arguments{"--language", "de", more};
    arguments.insert(arguments.end(), extra.begin(), extra.end());
    const ProcessResult refused = fixture.run("update", arguments);
    CHECK(refused.exit_code == 2);
    CHECK_THAT(refused.errors, Contains("has the language en, not de") &&
                                   Contains("hint: leave the language out") &&
                                   Contains("rebuild --language de"));
    CHECK(fixture.stats()["documents"] == 1);
  }
  // Not in the configuration file either.
  const std::string config = fixture.write("c.toml", "[update]\nlanguage = \"german\"\n");
  CHECK(fixture.run("update", {"--config", config, more}).exit_code == 2);
  CHECK(fixture.run("compact").exit_code == 0);
  // Other names of its own language are not another language.
  fixture.run_well("update", {"--language", "english", more});

  fixture.run_well("rebuild", {"--language", "de"});
  CHECK(fixture.stats()["language"] == "de");
  CHECK(fixture.run("update", {"--language", "en", news}).exit_code == 2);
  fixture.run_well("update", {"--language", "german", news});
  const auto searcher = dateline::Searcher::open(fixture.index());
  REQUIRE(searcher);
  dateline::SearchRequest query;
  query.text = "haus";  // "Häuser" has its stem in German alone
  CHECK(searcher->search(query)->hits.size() == 2);
  fixture.run_well("check", {"--full"});
}

TEST_CASE("whoever may only read can check and use an index", "[part1-25]") {
  if (!Unprivileged::is_possible()) {
    WARN("no setpriv: not tried");
    return;
  }
  const IndexFixture fixture;
  const Unprivileged somebody(fixture.path("."));
  fill(fixture);
  if (Unprivileged::is_root())
    somebody.show(fixture.index());
  else
    for (const auto& entry : fs::recursive_directory_iterator(fixture.index()))
      fs::permissions(entry.path(),
                      fs::perms::all &
                          ~(fs::perms::owner_write | fs::perms::group_all | fs::perms::others_all));
  const auto before = files_of(fixture.index());
  const std::vector<std::vector<std::string>> readers{
      {"check", "--full"}, {"check"}, {"stats"}, {"export"}, {"generations"}};
  for (const auto& arguments : readers) {
    CAPTURE(arguments);
    const ProcessResult result =
        somebody.run(fixture.command(arguments.front(), {arguments.begin() + 1, arguments.end()}));
    CHECK(result.exit_code == 0);
    if (arguments.front() == "check") {
      CHECK(result.output.empty());
      CHECK_THAT(result.errors, Contains("no fault"));
    }
  }
  fs::create_directories(fixture.path("backups"));
  somebody.give(fixture.path("backups"));
  CHECK(somebody.run(fixture.command("backup", {fixture.path("backups").string()})).exit_code == 0);
  CHECK(files_of(fixture.index()) == before);
  for (const auto& entry : fs::recursive_directory_iterator(fixture.index()))
    fs::permissions(entry.path(), fs::perms::owner_all, fs::perm_options::add);
}

TEST_CASE("a file that another program left in the store is a warning of check", "[part1-29]") {
  const IndexFixture fixture;
  fixture.run_well("update", {fixture.write("news.jsonl", news_line("a", "ferry"))});
  const std::string generation = "news.idx/generations/000001/";
  for (const char* name : {"store/rocksdict-config.json", "store/LOG", "notes.txt",
                           "segments/000001/.directory", "segments/000077/postlist.glass"})
    fixture.write(generation + name, "{}");
  for (const bool full : {false, true}) {
    const ProcessResult result = full ? fixture.run("check", {"--full"}) : fixture.run("check");
    CHECK(result.exit_code == 0);
    CHECK(result.output.empty());
    CHECK_THAT(result.errors, Contains("warning: store/rocksdict-config.json: ") &&
                                  Contains("notes.txt") && Contains("segments/000077") &&
                                  Contains("no fault, 5 warnings"));
  }
  CHECK(fixture.stats()["documents"] == 1);
  // It does not come along into the next generation.
  fixture.run_well("update", {fixture.write("news.jsonl", news_line("b", "grain"))});
  CHECK_THAT(fixture.run_well("check", {"--full"}).errors, !Contains("warning"));
  CHECK_FALSE(fs::exists(fixture.index() / "generations/000002/store/rocksdict-config.json"));
}

TEST_CASE("a file that would be taken for one of the index is a fault", "[part1-29]") {
  const IndexFixture fixture;
  fixture.run_well("update", {fixture.write("news.jsonl", news_line("a", "ferry"))});
  for (const char* name :
       {"store/000777.log", "store/000777.sst", "store/MANIFEST-000777", "store/OPTIONS-000777",
        "segments/000001/position.glass", "segments/000001/iamchert"}) {
    CAPTURE(name);
    fixture.write(std::string("news.idx/generations/000001/") + name, "");
    const ProcessResult result = fixture.run("check");
    CHECK(result.exit_code == 74);
    CHECK_THAT(result.output, Contains(std::string(name) + ": is not in the manifest"));
    fs::remove(fixture.index() / "generations/000001" / name);
  }
}
