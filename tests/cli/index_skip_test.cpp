// Which files dateline-index update reads again, and that skipping one never changes what comes of
// it.
#include <fcntl.h>
#include <sys/stat.h>

#include <chrono>
#include <thread>

#include "tests/cli/index_fixture.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

const std::string two_items = news_line("a", "ferry to Odesa") + news_line("b", "grain prices");
/// As long as two_items.
const std::string two_other_items =
    news_line("a", "ferry to Varna") + news_line("b", "grain prices");

/// Longer than a change can hide within a clock's tick.
void wait_until_settled() {
  std::this_thread::sleep_for(2100ms);
}

struct FileTimes {
  explicit FileTimes(const std::string& path) : path_(path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    times_[0] = status.st_atim;
    times_[1] = status.st_mtim;
  }
  void restore() const { REQUIRE(::utimensat(AT_FDCWD, path_.c_str(), times_, 0) == 0); }

 private:
  std::string path_;
  timespec times_[2]{};
};

}  // namespace

TEST_CASE("an unchanged file is not opened for reading again") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", two_items);
  wait_until_settled();
  fixture.run_well("update", {file});
  const json report = fixture.report_of_update({file});
  CHECK(report["skipped_files"] == 1);
  CHECK(report["skipped_bytes"] == two_items.size());
  CHECK(report["files"] == 1);
  CHECK(report["bytes"] == 0);
  CHECK(report["documents"] == 2);
  CHECK(report["unchanged"] == 2);
  CHECK(report["generation"] == 1);
  CHECK(fixture.report_of_update({file, "--reread"})["bytes"] == two_items.size());
}

TEST_CASE("a change within the clock's tick, at the same size and time, is seen") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", two_items);
  const FileTimes times(file);
  fixture.run_well("update", {file});
  fixture.write("news.jsonl", two_other_items);
  times.restore();
  const json report = fixture.report_of_update({file});
  CHECK(report["replaced"] == 1);
  CHECK(report["unchanged"] == 1);
}

TEST_CASE("a file that was only touched is judged by its content") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", two_items);
  fixture.run_well("update", {file});
  fixture.write("news.jsonl", two_items);
  const json report = fixture.report_of_update({file});
  CHECK(report["skipped_files"] == 1);
  CHECK(report["bytes"] == two_items.size());
  CHECK(report["unchanged"] == 2);
}

TEST_CASE("options that change what a file gives make it read again") {
  const IndexFixture fixture;
  const std::string file = fixture.write("deep/news.jsonl", two_items + R"({"text":"no key here"})"
                                                                        "\n");
  const std::vector<std::string> plain{fixture.path("deep").string()};
  fixture.run_well("update", plain);
  CHECK(fixture.report_of_update(plain)["skipped_files"] == 1);
  const std::vector<std::vector<std::string>> options{
      {"--default-source", "Agency"}, {"--default-language", "fr"}, {"--default-date", "2001"},
      {"--map", "text=story"},        {"--key-prefix", "x/"},       {"--format", "jsonl"},
      {"--max-document", "1M"},       {"--max-ratio", "10"}};
  for (const auto& option : options) {
    CAPTURE(option);
    std::vector<std::string> arguments = plain;
    arguments.insert(arguments.end(), option.begin(), option.end());
    CHECK(fixture.report_of_update(arguments)["skipped_files"] == 0);
    fixture.run_well("update", plain);
  }
  // Keys that come from paths depend on the folder that was given.
  CHECK(fixture.report_of_update({fixture.path("").string()})["skipped_files"] == 0);
}

TEST_CASE("rejects of an unchanged file are reported each time") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", two_items + "no JSON\n");
  const ProcessResult first = fixture.run("update", {file});
  const ProcessResult second = fixture.run("update", {file});
  CHECK(first.exit_code == 3);
  CHECK(second.exit_code == 3);
  CHECK_THAT(second.errors, Contains(file + ":3: malformed: "));
  const json report = fixture.report_of_update({file});
  CHECK(report["skipped_files"] == 1);
  CHECK(report["rejected_by_reason"] == json({{"malformed", 1}}));
  CHECK(report["rejects"][0]["line"] == 3);
  const ProcessResult strict = fixture.run("update", {file, "--strict"});
  CHECK(strict.exit_code == 3);
}

TEST_CASE("a file with very many rejects is read again, and all are reported") {
  const IndexFixture fixture;
  std::string bad;
  for (int i = 0; i < 150; ++i) bad += "no JSON\n";
  const std::string file = fixture.write("news.jsonl", two_items + bad);
  for (int run = 0; run < 2; ++run) {
    const json report = fixture.report_of_update({file});
    CHECK(report["skipped_files"] == 0);
    CHECK(report["rejected"] == 150);
  }
}

TEST_CASE(
    "a document that was removed, or replaced by way of elsewhere, comes back from its file") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", two_items);
  fixture.run_well("update", {file});
  fixture.run_well("remove", {"a"});
  CHECK(fixture.report_of_update({file})["added"] == 1);
  Command command = fixture.command("update", {"-"});
  command.input = two_other_items;
  CHECK(run_process(command).exit_code == 0);
  CHECK(fixture.report_of_update({file})["replaced"] == 1);
  CHECK(fixture.report_of_update({file})["skipped_files"] == 1);
}
