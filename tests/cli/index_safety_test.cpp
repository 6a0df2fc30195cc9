// What dateline-index must never do: touch files that are not its own, read its own index as news,
// or fail for what comes after a commit.
#include <algorithm>
#include <map>

#include "tests/cli/index_fixture.hpp"
#include "tests/support/unprivileged.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// All files and folders below a folder, with what is in the files.
using Snapshot = std::map<std::string, std::string>;

Snapshot snapshot(const fs::path& folder) {
  Snapshot found;
  if (!fs::exists(folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    found[entry.path().string()] =
        entry.is_regular_file() ? IndexFixture::read(entry.path()) : "(no file)";
  return found;
}

/// A project of somebody's, with names that an index has as well.
void write_project(const IndexFixture& fixture) {
  fixture.write("news.idx/work/thesis.txt", "years of work");
  fixture.write("news.idx/generations/000007/family.txt", "kept");
  fixture.write("news.idx/LOCK", "4711\n");
  fixture.write("news.idx/CURRENT", "000007\n");
  fixture.write("news.idx/readme.txt", "A ferry sails.");
}

/// Every verb that writes to --index.
std::vector<std::vector<std::string>> writing_verbs(const std::string& news,
                                                    const std::string& backups) {
  return {{"update", news},    {"update", "--dry-run", news},
          {"remove", "a"},     {"compact"},
          {"rebuild"},         {"repair"},
          {"rollback"},        {"rollback", "1"},
          {"restore", backups}};
}

ProcessResult run_all(const IndexFixture& fixture, const std::vector<std::string>& arguments) {
  return fixture.run(arguments.front(), {arguments.begin() + 1, arguments.end()});
}

/// Makes calls below the folder fail or kill, as tests/torture/io_plan.hpp says.
Command disturbed(Command command, const fs::path& folder, const std::string& fault) {
  command.environment["LD_PRELOAD"] = DATELINE_IO_FAULTS;
  command.environment["DATELINE_IO_ROOT"] = folder.string();
  command.environment["DATELINE_IO_FAULT"] = fault;
  return command;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool can_preload = false;  // a sanitizer must be the first library
#else
constexpr bool can_preload = true;
#endif

/// Three generations, of which the first is outdated and cannot be removed.
constexpr const char* every_call_fails = "forever:1:1";

std::string news_of(const IndexFixture& fixture, int night) {
  return fixture.write("night.jsonl", news_line("night-" + std::to_string(night), "ferry"));
}

}  // namespace

TEST_CASE("a folder that is not an index is refused by every verb, and nothing in it is touched",
          "[part1-01]") {
  const IndexFixture fixture;
  const std::string news = fixture.write("a.jsonl", news_line("a", "ferry"));
  const std::string backups = fixture.path("backups").string();
  fixture.run_well("update", {news});
  fixture.run_well("backup", {backups});
  fs::remove_all(fixture.index());
  write_project(fixture);
  SECTION("with names of an index") {}
  SECTION("without a number in CURRENT") {
    fixture.write("news.idx/CURRENT", "MANIFEST-000004\n");
  }
  SECTION("with a folder work alone") {
    for (const char* name : {"generations", "LOCK", "CURRENT", "readme.txt"})
      fs::remove_all(fixture.index() / name);
  }
  SECTION("with an empty folder work alone") {
    fs::remove_all(fixture.index());
    fs::create_directories(fixture.index() / "work");
  }
  SECTION("with another program's LOCK alone") {
    fs::remove_all(fixture.index());
    fixture.write("news.idx/LOCK", "4711\n");
  }
  SECTION("with a text of its own called BACKUP") {
    fixture.write("news.idx/BACKUP", "of 2019\n");
  }
  SECTION("that is a file") {
    fs::remove_all(fixture.index());
    fixture.write("news.idx", "notes");
  }
  const Snapshot before = snapshot(fixture.path("."));
  for (const auto& verb : writing_verbs(news, backups)) {
    CAPTURE(verb);
    const ProcessResult result = run_all(fixture, verb);
    CHECK(result.exit_code == 2);
    CHECK_FALSE(result.errors.empty());
    CHECK(snapshot(fixture.path(".")) == before);
  }
  CHECK(run_process(fixture.bare_command({"backup", "--index", backups, fixture.index().string()}))
            .exit_code == 2);
  CHECK(snapshot(fixture.path(".")) == before);
}

TEST_CASE("the folder that one stands in is refused as well", "[part1-01]") {
  const IndexFixture fixture;
  const std::string news = fixture.write("news.idx/articles/a.jsonl", news_line("a", "ferry"));
  fixture.write("news.idx/work/thesis.txt", "years of work");
  const Snapshot before = snapshot(fixture.index());
  Command command = fixture.bare_command({"update", "--index", ".", "articles"});
  command.directory = fixture.index();
  const ProcessResult result = run_process(command);
  CHECK(result.exit_code == 2);
  CHECK_THAT(result.errors, Contains("is not an index"));
  CHECK(snapshot(fixture.index()) == before);
}

TEST_CASE("in an index, what is not the index's own stays", "[part1-01]") {
  const IndexFixture fixture;
  fixture.run_well("update", {news_of(fixture, 1)});
  fixture.write("news.idx/notes.txt", "my notes");
  fixture.write("news.idx/generations/000000/photo.jpg", "a photo");
  fixture.write("news.idx/generations/99999999999999999999999/x", "no number of ours");
  for (int night = 2; night <= 6; ++night) fixture.run_well("update", {news_of(fixture, night)});
  CHECK(fixture.stats()["generation"] == 6);
  CHECK(IndexFixture::read(fixture.index() / "notes.txt") == "my notes");
  CHECK(IndexFixture::read(fixture.index() / "generations/000000/photo.jpg") == "a photo");
  CHECK(fs::exists(fixture.index() / "generations/99999999999999999999999/x"));
  CHECK_FALSE(fs::exists(fixture.index() / "generations/000004"));
  CHECK(fs::exists(fixture.index() / "generations/000005"));

  fixture.write("news.idx/work/thesis.txt", "years of work");
  const Snapshot before = snapshot(fixture.index());
  const ProcessResult result = fixture.run("update", {news_of(fixture, 7)});
  CHECK(result.exit_code == 2);
  CHECK_THAT(result.errors, Contains("news.idx/work was not made by Dateline"));
  CHECK(snapshot(fixture.index()) == before);
}

TEST_CASE("a dry run writes nothing and makes no folder", "[part1-01]") {
  const IndexFixture fixture;
  const std::string news = fixture.write("news/a.jsonl", news_line("a", "ferry"));
  SECTION("where there is no index") {
    Snapshot before = snapshot(fixture.path("."));
    CHECK_THAT(fixture.run_well("update", {"--dry-run", news}).errors, Contains("1 added"));
    CHECK(snapshot(fixture.path(".")) == before);
  }
  SECTION("in an index, also while another process writes to it") {
    fixture.run_well("update", {news});
    fixture.write("news/a.jsonl", news_line("a", "ferries") + news_line("b", "grain"));
    Command writer = fixture.command("update", {"--format", "jsonl", "-"});
    writer.input = "no JSON\n" + std::string(1u << 17, '\n');
    writer.keep_input_open = true;
    RunningProcess process(writer);
    REQUIRE(process.wait_for_error_text("malformed"));
    // What the other one is writing comes and goes.
    const auto all_but_work = [&] {
      Snapshot found = snapshot(fixture.path("."));
      std::erase_if(found,
                    [&](const auto& entry) { return Contains("/work/").match(entry.first); });
      return found;
    };
    const Snapshot before = all_but_work();
    CHECK_THAT(fixture.run_well("update", {"--dry-run", news}).errors,
               Contains("1 added, 1 replaced"));
    CHECK(all_but_work() == before);
  }
  SECTION("in an index that nobody may write to") {
    if (!Unprivileged::is_possible()) {
      WARN("no setpriv: not tried");
      return;
    }
    const Unprivileged somebody(fixture.path("."));
    fixture.run_well("update", {news});
    somebody.show(fixture.index());
    const ProcessResult result = somebody.run(fixture.command("update", {"--dry-run", news}));
    CHECK(result.exit_code == 0);
    CHECK_THAT(result.errors, Contains("1 unchanged"));
  }
}

TEST_CASE("a first run that is killed at any call leaves what the next one goes on with",
          "[part1-01]") {
  if (!can_preload) {
    WARN("a sanitizer is in the way: not tried");
    return;
  }
  const IndexFixture fixture;
  const std::string news = fixture.write("a.jsonl", news_line("a", "ferry"));
  for (int call : {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 40, 80, 120, 160, 200, 210, 220}) {
    CAPTURE(call);
    fs::remove_all(fixture.index());
    const ProcessResult killed =
        run_process(disturbed(fixture.command("update", {"--quiet", news}), fixture.index(),
                              "kill:" + std::to_string(call)));
    const ProcessResult again = fixture.run("update", {"--quiet", news});
    INFO(again.errors);
    CHECK(again.exit_code == 0);
    CHECK(fixture.stats()["documents"] == 1);
    if (killed.exit_code == 0) break;
  }
}

TEST_CASE("an old generation that cannot be removed is a warning, and is tried again",
          "[part1-02]") {
  if (!can_preload) {
    WARN("a sanitizer is in the way: not tried");
    return;
  }
  const IndexFixture fixture;
  for (int night = 1; night <= 2; ++night) fixture.run_well("update", {news_of(fixture, night)});
  const fs::path outdated = fixture.index() / "generations/000001";
  const std::string metrics = fixture.path("m.prom").string();
  const ProcessResult result = run_process(disturbed(
      fixture.command("update", {news_of(fixture, 3), "--report", "-", "--metrics", metrics}),
      outdated, every_call_fails));
  CHECK(result.exit_code == 0);
  CHECK_THAT(result.errors, Contains("warning: ") && Contains("generations/000001"));
  const json report = json::parse(result.output);
  CHECK(report["generation"] == 3);
  REQUIRE(report["warnings"].size() == 1);
  CHECK_THAT(report["warnings"][0].get<std::string>(), Contains("generations/000001"));
  CHECK_THAT(IndexFixture::read(metrics), Contains("\ndateline_update_warnings 1\n") &&
                                              Contains("\ndateline_update_exit_code 0\n"));
  CHECK(fixture.stats()["generation"] == 3);
  CHECK(fs::exists(outdated));
  SECTION("by the next update") {
    fixture.run_well("update", {news_of(fixture, 4)});
  }
  SECTION("by compact") {
    fixture.run_well("compact");
  }
  SECTION("by remove, which fails no more than update") {
    const ProcessResult again =
        run_process(disturbed(fixture.command("remove", {"night-1"}), outdated, every_call_fails));
    CHECK(again.exit_code == 0);
    CHECK_THAT(again.errors, Contains("warning: "));
    fixture.run_well("update", {news_of(fixture, 4)});
  }
  CHECK_FALSE(fs::exists(outdated));
}

TEST_CASE("a load that publishes on its way goes on when an old generation cannot be removed",
          "[part1-02]") {
  if (!can_preload) {
    WARN("a sanitizer is in the way: not tried");
    return;
  }
  const IndexFixture fixture;
  for (int night = 1; night <= 2; ++night) fixture.run_well("update", {news_of(fixture, night)});
  std::string lines;
  for (int i = 0; i < 10; ++i) lines += news_line("k" + std::to_string(i), "text");
  const ProcessResult result = run_process(
      disturbed(fixture.command("update", {fixture.write("many.jsonl", lines), "--publish-every",
                                           "2docs", "--report", "-"}),
                fixture.index() / "generations/000001", every_call_fails));
  CHECK(result.exit_code == 0);
  const json report = json::parse(result.output);
  CHECK(report["added"] == 10);
  CHECK(report["warnings"].size() == 1);  // each once
  CHECK(fixture.stats()["documents"] == 12);
}

TEST_CASE("a load may publish at any document, also at the last one of a file", "[part1-02]") {
  const IndexFixture fixture;
  for (const char* file : {"news/a.jsonl", "news/b.jsonl"}) {
    std::string lines;
    for (int i = 0; i < 6; ++i) lines += news_line(file + std::to_string(i), "text");
    fixture.write(file, lines);
  }
  for (const char* interval : {"1docs", "2docs", "3docs", "4docs", "6docs", "12docs"}) {
    CAPTURE(interval);
    fs::remove_all(fixture.index());
    fixture.run_well("update", {fixture.path("news").string(), "--publish-every", interval});
    CHECK(fixture.stats()["documents"] == 12);
    CHECK(fixture.report_of_update({fixture.path("news").string()})["skipped_files"] >= 1);
  }
}

TEST_CASE("what belongs to somebody else in an old generation does not fail the run",
          "[part1-02]") {
  if (!Unprivileged::is_possible() || !Unprivileged::is_root()) {
    WARN("needs root and setpriv: not tried");
    return;
  }
  const IndexFixture fixture;
  const Unprivileged somebody(fixture.path("."));
  for (int night = 1; night <= 2; ++night) fixture.run_well("update", {news_of(fixture, night)});
  somebody.give(fixture.index());
  const fs::path store = fixture.index() / "generations/000001/store";
  REQUIRE(::chown(store.c_str(), 0, 0) == 0);
  const ProcessResult result = somebody.run(fixture.command("update", {news_of(fixture, 3)}));
  CHECK(result.exit_code == 0);
  CHECK_THAT(result.errors, Contains("warning: ") && Contains("Permission denied"));
  CHECK(fixture.stats()["generation"] == 3);
  CHECK_FALSE(fs::exists(fixture.index() / "generations/000001/segments"));
  fixture.run_well("update", {news_of(fixture, 4)});
  CHECK_FALSE(fs::exists(fixture.index() / "generations/000001"));
}

TEST_CASE("a backup is made although an old one cannot be removed", "[part1-02]") {
  if (!can_preload) {
    WARN("a sanitizer is in the way: not tried");
    return;
  }
  const IndexFixture fixture;
  const fs::path backups = fixture.path("backups");
  for (int night = 1; night <= 4; ++night) {
    fixture.run_well("update", {news_of(fixture, night)});
    const ProcessResult result = run_process(
        disturbed(fixture.command("backup", {backups.string()}), backups / "generations/000001",
                  night == 3 ? every_call_fails : "none"));
    CHECK(result.exit_code == 0);
    CHECK(Contains("warning: ").match(result.errors) == (night == 3));
  }
  CHECK_FALSE(fs::exists(backups / "generations/000001"));
}

TEST_CASE("a report that cannot be written is reported before anything is done", "[part1-02]") {
  const IndexFixture fixture;
  const std::string news = news_of(fixture, 1);
  for (const char* option : {"--report", "--metrics"}) {
    const std::string file = fixture.path("nowhere/file").string();
    const ProcessResult result = fixture.run("update", {news, option, file});
    CHECK(result.exit_code == 74);
    CHECK_THAT(result.errors, Contains(file));
    CHECK_FALSE(fs::exists(fixture.index()));
  }
}

TEST_CASE("an index below an input folder is left out, and that is said", "[part1-03]") {
  const IndexFixture fixture;
  const std::string news = fixture.path("news").string();
  fixture.write("news/a.jsonl", news_line("a", "ferry"));
  const std::string index = fixture.path("news/z/the.idx").string();
  const auto update = [&](const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"update", "--index", index, "--report", "-"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.push_back(news);
    return run_process(fixture.bare_command(arguments));
  };
  for (int night = 1; night <= 3; ++night) {
    CAPTURE(night);
    fixture.write("news/b.jsonl", news_line("b", "edition " + std::to_string(night)));
    const ProcessResult result = update();
    CHECK(result.exit_code == 0);
    CHECK_THAT(result.errors, Contains(index + " is an index"));
    const json report = json::parse(result.output);
    CHECK(report["rejected"] == 0);
    CHECK(report["index_documents"] == 2);
    CHECK(report["index_folders"] == json::array({index}));
  }
  SECTION("through a link, and a folder of backups as well") {
    const std::string backups = fixture.path("news/backups").string();
    REQUIRE(run_process(fixture.bare_command({"backup", "--index", index, backups})).exit_code ==
            0);
    fs::create_directory_symlink(index, fixture.path("news/link"));
    const ProcessResult result = update();
    CHECK(result.exit_code == 0);
    CHECK(json::parse(result.output)["index_folders"] ==
          json::array({backups, fixture.path("news/link").string()}));
  }
  SECTION("in a dry run, and where documents are pruned") {
    const ProcessResult result = update({"--dry-run", "--prune"});
    CHECK(result.exit_code == 0);
    CHECK(json::parse(result.output)["index_folders"] == json::array({index}));
  }
  SECTION("but an index that is given itself is a mistake") {
    const ProcessResult result =
        run_process(fixture.bare_command({"update", "--index", index, index}));
    CHECK(result.exit_code == 2);
    CHECK_THAT(result.errors, Contains("is an index"));
  }
  SECTION("and folders that only look like one are read") {
    fixture.write("news/x/CURRENT", "000001\n");
    fixture.write("news/x/LOCK", "4711\n");
    fixture.write("news/x/c.jsonl", news_line("c", "grain"));
    const json report = json::parse(update().output);
    CHECK(report["index_folders"] == json::array({index}));
    CHECK(report["index_documents"].get<int>() >= 3);
  }
}

TEST_CASE("a path that is not there is exit code 2, and nothing is done", "[part1-24]") {
  const IndexFixture fixture;
  const std::string news = fixture.write("news/a.jsonl", news_line("a", "ferry"));
  const std::string metrics = fixture.path("m.prom").string();
  const std::string missing = fixture.path("not-mounted").string();
  fixture.run_well("update", {news, "--metrics", metrics});
  const auto last_success = [&] {
    const std::string text = IndexFixture::read(metrics);
    const auto at = text.find("\ndateline_update_last_success_timestamp_seconds ");
    return text.substr(at, text.find('\n', at + 1) - at);
  };
  // Yesterday's, so that one sees it move.
  std::string text = IndexFixture::read(metrics);
  text.replace(text.find(last_success()), last_success().size(),
               "\ndateline_update_last_success_timestamp_seconds 1700000000");
  fixture.write("m.prom", text);
  fixture.write("news/a.jsonl", news_line("a", "ferry") + news_line("b", "grain"));
  const std::vector<std::vector<std::string>> runs{{missing},
                                                   {news, missing},
                                                   {missing, news},
                                                   {missing, "--prune"},
                                                   {missing, "--dry-run"},
                                                   {news + "/below-a-file"},
                                                   {fixture.path("dangling").string()}};
  fs::create_symlink("nowhere", fixture.path("dangling"));
  for (auto arguments : runs) {
    CAPTURE(arguments);
    const std::string report = fixture.path("report.json").string();
    arguments.insert(arguments.end(), {"--metrics", metrics, "--report", report});
    const ProcessResult result = fixture.run("update", arguments);
    CHECK(result.exit_code == 2);
    CHECK_THAT(result.errors, Contains("no such file or folder: ") && Contains("mounted"));
    CHECK(json::parse(IndexFixture::read(report))["exit_code"] == 2);
    CHECK(last_success() == "\ndateline_update_last_success_timestamp_seconds 1700000000");
    CHECK(fixture.stats()["documents"] == 1);
  }
  CHECK_THAT(IndexFixture::read(metrics), Contains("\ndateline_update_exit_code 2\n"));
  fs::remove_all(fixture.index());
  CHECK(fixture.run("update", {missing}).exit_code == 2);
  CHECK_FALSE(fs::exists(fixture.index()));
}

TEST_CASE("a path that may not be read is exit code 74", "[part1-24]") {
  if (!Unprivileged::is_possible()) {
    WARN("no setpriv: not tried");
    return;
  }
  const IndexFixture fixture;
  const Unprivileged somebody(fixture.path("."));
  fixture.write("news/a.jsonl", news_line("a", "ferry"));
  fixture.write("other/b.jsonl", news_line("b", "grain"));
  fs::create_directories(fixture.index());
  somebody.give(fixture.index());
  fs::permissions(fixture.path("other"), fs::perms::none);
  const ProcessResult result = somebody.run(
      fixture.command("update", {fixture.path("news").string(), fixture.path("other").string()}));
  fs::permissions(fixture.path("other"), fs::perms::owner_all);
  CHECK(result.exit_code == 74);
  CHECK_THAT(result.errors, Contains("other: Permission denied"));
  CHECK_FALSE(fs::exists(fixture.index() / "CURRENT"));
}

TEST_CASE("--prune refuses where a given folder is empty that was not", "[part1-24]") {
  const IndexFixture fixture;
  std::string lines;
  for (int i = 0; i < 30; ++i) lines += news_line("k" + std::to_string(i), "text");
  fixture.write("large/many.jsonl", lines);
  fixture.write("small/few.jsonl", news_line("few", "ferry"));
  const std::string large = fixture.path("large").string(), small = fixture.path("small").string();
  fixture.run_well("update", {large, small, "--prune"});
  fs::remove(fixture.path("small/few.jsonl"));
  // One of 31 documents: below the usual limit of 10 %.
  for (const char* limit : {"10%", "99%", "500"}) {
    const ProcessResult result =
        fixture.run("update", {large, small, "--prune", "--max-removed", limit});
    CHECK(result.exit_code == 5);
    CHECK_THAT(result.errors,
               Contains(small + " is empty, but the index holds") && Contains("mounted"));
    CHECK(fixture.stats()["documents"] == 31);
  }
  SECTION("unless all may go") {
    fixture.run_well("update", {large, small, "--prune", "--max-removed", "100%"});
    CHECK(fixture.stats()["documents"] == 30);
  }
  SECTION("not where another file is there now") {
    fixture.write("small/new.jsonl", news_line("new", "grain"));
    fixture.run_well("update", {large, small, "--prune"});
    CHECK(fixture.stats()["documents"] == 31);
  }
  SECTION("nor where its documents moved to another folder") {
    fixture.write("large/few.jsonl", news_line("few", "ferry"));
    fixture.run_well("update", {large, small, "--prune"});
    CHECK(fixture.stats()["documents"] == 31);
  }
}
