// dateline-index generations, rollback, --keep, --wait, --publish-every and --metrics.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "common/base/file_descriptor.hpp"
#include "tests/cli/index_fixture.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

namespace {

/// Publishes one more generation.
void publish_next(const IndexFixture& fixture, const std::vector<std::string>& arguments = {}) {
  static int count = 0;
  std::vector<std::string> all{
      fixture.write("n.jsonl", news_line("k" + std::to_string(++count), "ferry"))};
  all.insert(all.end(), arguments.begin(), arguments.end());
  fixture.run_well("update", all);
}

json generations_of(const IndexFixture& fixture) {
  return json::parse(fixture.run_well("generations", {"--format", "json"}).output)["generations"];
}

std::vector<int> numbers_of(const IndexFixture& fixture) {
  std::vector<int> numbers;
  for (const json& generation : generations_of(fixture))
    numbers.push_back(generation["generation"]);
  return numbers;
}

int live_of(const IndexFixture& fixture) {
  return fixture.stats()["generation"];
}

dateline::FileDescriptor open_lock(const std::filesystem::path& file) {
  return dateline::FileDescriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
}

}  // namespace

TEST_CASE("a generation that holds somebody's file is not removed with it", "[part1-01]") {
  const IndexFixture fixture;
  publish_next(fixture);
  const std::string notes = fixture.write("news.idx/generations/000001/store/notes.txt", "mine");
  for (int night = 0; night < 3; ++night) publish_next(fixture);
  CHECK(IndexFixture::read(notes) == "mine");
  const auto run = fixture.run("update", {fixture.write("last.jsonl", news_line("last", "ferry"))});
  CHECK(run.exit_code == 0);
  CHECK_THAT(run.errors, Contains("notes.txt was not made by Dateline"));
  std::filesystem::remove(notes);
  publish_next(fixture);
  CHECK_FALSE(std::filesystem::exists(fixture.index() / "generations/000001"));
}

TEST_CASE("generations are listed with time, documents, size and who holds them") {
  const IndexFixture fixture;
  publish_next(fixture);
  publish_next(fixture);
  const auto lease = open_lock(fixture.index() / "generations/000001/lease");
  REQUIRE(::flock(lease.get(), LOCK_SH | LOCK_NB) == 0);
  const json generations = generations_of(fixture);
  REQUIRE(generations.size() == 2);
  CHECK(generations[0]["documents"] == 1);
  CHECK(generations[0]["live"] == false);
  CHECK(generations[1]["live"] == true);
  CHECK(generations[1]["documents"] == 2);
  CHECK(generations[1]["bytes"] > generations[1]["own_bytes"]);
  CHECK_THAT(generations[1]["created"].get<std::string>(), Contains("T") && Contains("Z"));
  REQUIRE(generations[0]["leases"].size() == 1);
  CHECK(generations[0]["leases"][0]["pid"] == ::getpid());
  CHECK(generations[1]["leases"].empty());
  CHECK_THAT(fixture.run_well("generations").output,
             Contains("leased by") && Contains(std::to_string(::getpid())) && Contains("live"));
}

TEST_CASE("a generation that a reader holds outlives --keep, and goes when it is let go of") {
  const IndexFixture fixture;
  publish_next(fixture);
  {
    const auto lease = open_lock(fixture.index() / "generations/000001/lease");
    REQUIRE(::flock(lease.get(), LOCK_SH | LOCK_NB) == 0);
    publish_next(fixture, {"--keep", "1"});
    publish_next(fixture, {"--keep", "1"});
    CHECK(numbers_of(fixture) == std::vector<int>{1, 3});
  }
  publish_next(fixture, {"--keep", "3"});
  CHECK(numbers_of(fixture) == std::vector<int>{1, 3, 4});
  publish_next(fixture);
  CHECK(numbers_of(fixture) == std::vector<int>{4, 5});
}

TEST_CASE("rollback goes back along the line, and numbers are never given again") {
  const IndexFixture fixture;
  for (int i = 0; i < 3; ++i) publish_next(fixture, {"--keep", "5"});
  CHECK_THAT(fixture.run_well("rollback").errors, Contains("generation 2 is live"));
  CHECK(fixture.stats()["documents"] == 2);
  CHECK(numbers_of(fixture) == std::vector<int>{1, 2, 3});
  fixture.run_well("rollback", {"3"});
  CHECK(live_of(fixture) == 3);
  fixture.run_well("rollback", {"2"});
  publish_next(fixture, {"--keep", "5"});
  CHECK(live_of(fixture) == 4);
  // 3 has no place in the line of 4, which was made from 2.
  CHECK(numbers_of(fixture) == std::vector<int>{1, 2, 4});
  fixture.run_well("rollback");
  CHECK(live_of(fixture) == 2);
  CHECK(fixture.run("check").exit_code == 0);
}

TEST_CASE("rollback refuses what is not there or not whole") {
  const IndexFixture fixture;
  CHECK(fixture.run("rollback").exit_code == 2);
  CHECK(fixture.run("generations").exit_code == 2);
  publish_next(fixture);
  CHECK(fixture.run("rollback").exit_code == 2);
  CHECK(fixture.run("rollback", {"7"}).exit_code == 2);
  publish_next(fixture);
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(fixture.index() / "generations/000001"))
    if (entry.path().filename() == "tokens") std::filesystem::resize_file(entry.path(), 3);
  const ProcessResult result = fixture.run("rollback");
  CHECK(result.exit_code == 74);
  CHECK_THAT(result.errors, Contains("tokens"));
  CHECK(live_of(fixture) == 2);
}

TEST_CASE("a second writer fails within a second, or waits as long as requested") {
  const IndexFixture fixture;
  publish_next(fixture);
  publish_next(fixture);
  const auto lock = open_lock(fixture.index() / "LOCK");
  REQUIRE(::flock(lock.get(), LOCK_EX | LOCK_NB) == 0);
  const std::string file = fixture.write("n.jsonl", news_line("late", "late"));
  for (const char* verb : {"compact", "rebuild", "rollback"}) {
    CAPTURE(verb);
    const auto began = Clock::now();
    CHECK(fixture.run(verb).exit_code == 75);
    CHECK(Clock::now() - began < std::chrono::seconds(5));
  }
  const auto began = Clock::now();
  const ProcessResult result = fixture.run("update", {"--wait=1", file});
  CHECK(result.exit_code == 75);
  CHECK(Clock::now() - began >= std::chrono::seconds(1));
  CHECK_THAT(result.errors, Contains("process") && Contains("--wait"));
  RunningProcess waiting(fixture.command("update", {"--wait", file}));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  REQUIRE(::flock(lock.get(), LOCK_UN) == 0);
  CHECK(waiting.wait().exit_code == 0);
  CHECK(fixture.stats()["documents"] == 3);
}

TEST_CASE("a run that waits for another can be interrupted") {
  const IndexFixture fixture;
  publish_next(fixture);
  const auto lock = open_lock(fixture.index() / "LOCK");
  REQUIRE(::flock(lock.get(), LOCK_EX | LOCK_NB) == 0);
  RunningProcess waiting(fixture.command("update", {"--wait", fixture.path("n.jsonl").string()}));
  std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  waiting.send_signal(SIGINT);
  CHECK(waiting.wait().exit_code == 128 + SIGINT);
}

TEST_CASE("a long run publishes as it goes, and one that is killed goes on from there") {
  const IndexFixture fixture;
  Command command =
      fixture.command("update", {"--format", "jsonl", "--publish-every", "100docs", "-"});
  for (int i = 0; i < 350; ++i)
    command.input += news_line("k" + std::to_string(i), std::string(1000, 'x'));
  command.input += "no JSON\n";
  for (int i = 0; i < 300; ++i)
    command.input += news_line("filler" + std::to_string(i), std::string(1000, 'x'));
  command.keep_input_open = true;
  RunningProcess process(command);
  REQUIRE(process.wait_for_error_text("malformed"));
  process.send_signal(SIGKILL);
  CHECK(process.wait().signal == SIGKILL);
  const std::uint64_t published = fixture.stats()["documents"];
  CHECK(published >= 300);
  CHECK(published % 100 == 0);
  const json report =
      fixture.report_of_update({fixture.write("n.jsonl", command.input), "--format", "jsonl"});
  CHECK(report["unchanged"] == published);
  CHECK(report["added"] == 650 - published);
}

TEST_CASE("an interval that makes no sense is an error that shows how to write one") {
  const IndexFixture fixture;
  const std::string file = fixture.write("n.jsonl", news_line("a", "a"));
  for (const char* interval : {"x", "-5", "5 days", "1e99"}) {
    CAPTURE(interval);
    const ProcessResult result =
        fixture.run("update", {"--publish-every=" + std::string(interval), file});
    CHECK(result.exit_code == 2);
    CHECK_THAT(result.errors, Contains("10m"));
  }
  for (const char* limit : {"x", "-5", "5.5", "%"}) {
    CAPTURE(limit);
    CHECK(fixture.run("update", {"--max-removed=" + std::string(limit), file}).exit_code == 2);
  }
  for (const char* interval : {"0", "90", "90s", "10m", "2h", "500docs"})
    CHECK(fixture.run("update", {"--publish-every", interval, file}).exit_code == 0);
}

TEST_CASE("metrics are written for all to read, and keep the last success when a run fails") {
  const IndexFixture fixture;
  const std::string metrics = fixture.path("dateline.prom").string();
  const std::string file = fixture.write("n.jsonl", news_line("a", "ferry") + "no JSON\n");
  CHECK(fixture.run("update", {file, "--metrics", metrics}).exit_code == 3);
  const std::string good = IndexFixture::read(metrics);
  CHECK_THAT(good, Contains("dateline_update_documents{outcome=\"added\"} 1\n") &&
                       Contains("dateline_update_rejects{reason=\"malformed\"} 1\n") &&
                       Contains("dateline_update_exit_code 3\n") &&
                       Contains("dateline_index_documents 1\n"));
  struct stat status {};
  REQUIRE(::stat(metrics.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0644);
  const auto success_line = [](const std::string& text) {
    const auto at = text.find("\ndateline_update_last_success_timestamp_seconds ");
    return text.substr(at + 1, text.find('\n', at + 1) - at);
  };
  CHECK(success_line(good).size() > 50);
  const auto lock = open_lock(fixture.index() / "LOCK");
  REQUIRE(::flock(lock.get(), LOCK_EX | LOCK_NB) == 0);
  CHECK(fixture.run("update", {file, "--metrics", metrics}).exit_code == 75);
  const std::string bad = IndexFixture::read(metrics);
  CHECK(success_line(bad) == success_line(good));
  CHECK_THAT(bad, Contains("dateline_update_exit_code 75\n"));
}
