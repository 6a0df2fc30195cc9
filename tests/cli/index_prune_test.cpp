// dateline-index update --prune, --max-removed and --dry-run, as a cron job meets them.
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <set>

#include "tests/cli/index_fixture.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

using Keys = std::set<std::string>;

Keys keys_of(const IndexFixture& fixture) {
  Keys keys;
  for (const json& document : fixture.exported()) keys.insert(document["key"]);
  return keys;
}

/// Small indexes lose large shares.
std::vector<std::string> pruning(const std::string& path) {
  return {path, "--prune", "--max-removed", "100%"};
}

/// news/one.jsonl with a and b, news/two.jsonl with c and d.
std::string write_two_files(const IndexFixture& fixture) {
  fixture.write("news/one.jsonl", news_line("a", "ferry") + news_line("b", "grain"));
  fixture.write("news/two.jsonl", news_line("c", "bridge") + news_line("d", "wind"));
  return fixture.path("news").string();
}

bool is_root() {
  return ::geteuid() == 0;
}

}  // namespace

TEST_CASE("documents of a file that is gone are removed, those of others stay") {
  const IndexFixture fixture;
  const std::string news = write_two_files(fixture);
  fixture.run_well("update", {news});
  std::filesystem::remove(fixture.path("news/one.jsonl"));
  CHECK(fixture.report_of_update({news})["removed"] == 0);
  const json report = fixture.report_of_update(pruning(news));
  CHECK(report["removed"] == 2);
  CHECK(report["index_documents"] == 2);
  CHECK(keys_of(fixture) == Keys{"c", "d"});
  CHECK(fixture.report_of_update(pruning(news))["removed"] == 0);
}

TEST_CASE("records that are gone from a file are removed, also when an earlier run read it so") {
  const IndexFixture fixture;
  const std::string news = write_two_files(fixture);
  fixture.run_well("update", {news});
  fixture.write("news/one.jsonl", news_line("b", "grain"));
  fixture.run_well("update", {news});
  CHECK(keys_of(fixture) == Keys{"a", "b", "c", "d"});
  CHECK(fixture.report_of_update(pruning(news))["removed"] == 1);
  CHECK(keys_of(fixture) == Keys{"b", "c", "d"});
}

TEST_CASE("documents from other paths, standard input and elsewhere are left alone") {
  const IndexFixture fixture;
  const std::string news = write_two_files(fixture);
  const std::string other = fixture.write("other/x.jsonl", news_line("x", "x"));
  fixture.run_well("update", {news, other});
  Command command = fixture.command("update", {"-"});
  command.input = news_line("a", "ferry") + news_line("s", "from a pipe");
  CHECK(run_process(command).exit_code == 0);
  std::filesystem::remove_all(fixture.path("other"));
  std::filesystem::remove(fixture.path("news/one.jsonl"));
  fixture.run_well("update", pruning(news));
  // a was added from standard input as well as from the file.
  CHECK(keys_of(fixture) == Keys{"a", "c", "d", "s", "x"});
}

TEST_CASE("a document that another file holds stays, and one that it holds otherwise comes back") {
  const IndexFixture fixture;
  const std::string news = fixture.path("news").string();
  fixture.write("news/1.jsonl", news_line("same", "ferry") + news_line("other", "first"));
  fixture.write("news/2.jsonl", news_line("same", "ferry") + news_line("other", "second"));
  fixture.run_well("update", {news});
  fixture.run_well("update", {news});
  std::filesystem::remove(fixture.path("news/2.jsonl"));
  fixture.run_well("update", pruning(news));
  CHECK(keys_of(fixture) == Keys{"same", "other"});
  for (const json& document : fixture.exported())
    if (document["key"] == "other") CHECK(document["text"] == "first");
}

TEST_CASE("a document that moved to another file stays") {
  const IndexFixture fixture;
  const std::string news = write_two_files(fixture);
  fixture.run_well("update", {news});
  std::filesystem::rename(fixture.path("news/one.jsonl"), fixture.path("news/three.jsonl"));
  const json report = fixture.report_of_update(pruning(news));
  CHECK(report["removed"] == 0);
  CHECK(report["unchanged"] == 4);
}

TEST_CASE("what cannot be read is not gone") {
  const IndexFixture fixture;
  const std::string news = write_two_files(fixture);
  fixture.run_well("update", {news});
  SECTION("a path that is not there, as when a disk is not mounted") {
    std::filesystem::rename(fixture.path("news"), fixture.path("elsewhere"));
    CHECK(fixture.run("update", pruning(news)).exit_code == 2);
  }
  SECTION("a record that is damaged now") {
    fixture.write("news/one.jsonl", news_line("b", "grain") + "{\"id\":\"a\", no JSON\n");
    const json report = fixture.report_of_update(pruning(news));
    CHECK(report["removed"] == 0);
    CHECK(report["doubtful"] == 1);
  }
  SECTION("a file that is a folder that holds itself") {
    std::filesystem::remove(fixture.path("news/one.jsonl"));
    std::filesystem::create_directory_symlink(fixture.path("news"), fixture.path("news/one.jsonl"));
    CHECK(fixture.run("update", pruning(news)).exit_code == 3);
  }
  if (!is_root()) {
    SECTION("a file without permission") {
      REQUIRE(::chmod(fixture.path("news/one.jsonl").c_str(), 0) == 0);
      CHECK(fixture.run("update", pruning(news)).exit_code == 3);
    }
  }
  CHECK(keys_of(fixture) == Keys{"a", "b", "c", "d"});
}

TEST_CASE("more than --max-removed is refused with exit code 5, and nothing changes") {
  const IndexFixture fixture;
  std::string lines;
  for (int i = 0; i < 20; ++i) lines += news_line("k" + std::to_string(i), "text");
  fixture.write("news/many.jsonl", lines);
  fixture.write("news/few.jsonl", news_line("x", "x") + news_line("y", "y") + news_line("z", "z"));
  const std::string news = fixture.path("news").string();
  fixture.run_well("update", {news});
  std::filesystem::remove(fixture.path("news/few.jsonl"));
  fixture.write("news/new.jsonl", news_line("new", "new"));
  const std::vector<std::pair<std::string, int>> limits{{"", 5},  {"2", 5},     {"13%", 5},
                                                        {"0", 5}, {"13.1%", 0}, {"3", 0}};
  for (const auto& [limit, code] : limits) {
    CAPTURE(limit);
    std::vector<std::string> arguments{news, "--prune"};
    if (!limit.empty()) arguments.insert(arguments.end(), {"--max-removed", limit});
    const std::string report_file = fixture.path("report.json").string();
    arguments.insert(arguments.end(), {"--report", report_file});
    const ProcessResult dry = [&] {
      auto rehearsal = arguments;
      rehearsal.push_back("--dry-run");
      return fixture.run("update", rehearsal);
    }();
    CHECK(dry.exit_code == code);
    CHECK(fixture.stats()["generation"] == 1);
    if (code == 0) continue;
    const ProcessResult result = fixture.run("update", arguments);
    CHECK(result.exit_code == 5);
    CHECK_THAT(result.errors, Contains("3 of 23 documents") && Contains("--max-removed"));
    CHECK(fixture.stats()["generation"] == 1);
    const json report = json::parse(IndexFixture::read(report_file));
    CHECK(report["exit_code"] == 5);
    CHECK_THAT(report["error"]["message"].get<std::string>(), Contains("3 of 23"));
  }
  fixture.run_well("update", {news, "--prune", "--max-removed", "3"});
  CHECK(fixture.stats()["documents"] == 21);
}

TEST_CASE("a dry run lists what would happen, and changes nothing") {
  const IndexFixture fixture;
  const std::string news = write_two_files(fixture);
  std::vector<std::string> arguments = pruning(news);
  arguments.push_back("--dry-run");
  SECTION("where there is no index yet") {
    const ProcessResult result = fixture.run_well("update", arguments);
    CHECK_THAT(result.errors, Contains("dry run") && Contains("4 added"));
    CHECK_FALSE(std::filesystem::exists(fixture.index()));
  }
  SECTION("where there is one") {
    fixture.run_well("update", {news});
    std::filesystem::remove(fixture.path("news/one.jsonl"));
    fixture.write("news/two.jsonl",
                  news_line("c", "bridges") + news_line("d", "wind") + news_line("e", "new"));
    arguments.push_back("--verbose");
    const ProcessResult result = fixture.run_well("update", arguments);
    CHECK(result.output == "replace c\nadd e\nremove a\nremove b\n");
    CHECK_THAT(result.errors, Contains("1 added, 1 replaced, 1 unchanged, 2 removed"));
    CHECK(fixture.stats()["generation"] == 1);
    CHECK(keys_of(fixture) == Keys{"a", "b", "c", "d"});
    arguments.resize(arguments.size() - 2);
    const json report = fixture.report_of_update(arguments);
    CHECK(report["added"] == 1);
    CHECK(report["replaced"] == 1);
    CHECK(report["removed"] == 2);
  }
}

TEST_CASE("an interrupted run prunes nothing") {
  const IndexFixture fixture;
  const std::string news = write_two_files(fixture);
  fixture.run_well("update", {news});
  std::filesystem::remove(fixture.path("news/one.jsonl"));
  auto arguments = pruning(news);
  arguments.insert(arguments.end(), {"-", "--format", "jsonl"});
  Command command = fixture.command("update", arguments);
  command.input = "no JSON\n";
  for (int i = 0; i < 300; ++i)
    command.input += news_line("filler" + std::to_string(i), std::string(1000, 'x'));
  command.keep_input_open = true;
  RunningProcess process(command);
  REQUIRE(process.wait_for_error_text("malformed"));
  process.send_signal(SIGTERM);
  CHECK(process.wait().exit_code == 128 + SIGTERM);
  CHECK(keys_of(fixture).count("a") == 1);
}
