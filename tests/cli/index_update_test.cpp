// dateline-index update and remove, as people and cron jobs run them.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <csignal>

#include "common/base/file_descriptor.hpp"
#include "tests/cli/index_fixture.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

const std::string two_items = news_line("a", "ferry to Odesa") + news_line("b", "grain prices");
const std::string one_good_one_bad = news_line("a", "ferry") + "this is no JSON\n";

/// An update whose input never ends. The bad line shows when everything before it has been read;
/// what follows it fills the buffers, so that nobody waits for more before reading it.
Command endless_update(const IndexFixture& fixture) {
  Command command = fixture.command("update", {"--format", "jsonl", "-", "--report", "-"});
  command.input = two_items + "no JSON\n";
  for (int i = 0; i < 300; ++i)
    command.input += news_line("filler" + std::to_string(i), std::string(1000, 'x'));
  command.keep_input_open = true;
  return command;
}

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("an update adds documents, and a second one of the same input adds nothing") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", two_items);
  const json first = fixture.report_of_update({file});
  CHECK(first["added"] == 2);
  CHECK(first["generation"] == 1);
  CHECK(first["bytes"] == two_items.size());
  const json second = fixture.report_of_update({file});
  CHECK(second["added"] == 0);
  CHECK(second["unchanged"] == 2);
  CHECK(second["generation"] == 1);
}

TEST_CASE("an update replaces a document whose content changed, and keeps its key") {
  const IndexFixture fixture;
  fixture.run_well("update", {fixture.write("news.jsonl", two_items)});
  const std::string changed = fixture.write("news.jsonl", news_line("a", "a bridge to Odesa"));
  const json report = fixture.report_of_update({changed});
  CHECK(report["replaced"] == 1);
  CHECK(report["added"] == 0);
  CHECK(report["generation"] == 2);
  CHECK(fixture.stats()["documents"] == 2);
  const auto documents = fixture.exported();
  REQUIRE(documents.size() == 2);
  CHECK(documents[1]["key"] == "a");
  CHECK(documents[1]["text"] == "a bridge to Odesa");
}

TEST_CASE("a key that comes again in one run is superseded, and the same input is then unchanged") {
  const IndexFixture fixture;
  const std::string file =
      fixture.write("news.jsonl", news_line("a", "first") + news_line("a", "second"));
  const json first = fixture.report_of_update({file});
  CHECK(first["added"] == 1);
  CHECK(first["superseded"] == 1);
  const json second = fixture.report_of_update({file});
  CHECK(second["unchanged"] == 2);
  CHECK(second["generation"] == 1);
  CHECK(fixture.exported().at(0)["text"] == "second");
}

TEST_CASE("the summary is on standard error, and --quiet takes it away") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", two_items);
  const ProcessResult loud = fixture.run_well("update", {file});
  CHECK(loud.output.empty());
  CHECK_THAT(loud.errors, Catch::StartsWith("generation 1: 2 added, 0 replaced, 0 unchanged"));
  CHECK(count_lines(loud.errors) == 1);
  CHECK(fixture.run_well("update", {"--quiet", file}).errors.empty());
  CHECK(count_lines(fixture.run_well("update", {"--verbose", file}).errors) > 1);
}

TEST_CASE("in systemd's journal, lines have their levels") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", one_good_one_bad);
  Command command = fixture.command("update", {file});
  const std::string as_systemd = R"(JOURNAL_STREAM=$(stat -Lc %d:%i /proc/self/fd/2) exec "$@")";
  command.arguments.insert(command.arguments.begin(), {"/bin/sh", "-c", as_systemd, "sh"});
  const ProcessResult result = run_process(command);
  CHECK(result.exit_code == 3);
  CHECK_THAT(result.errors, Catch::StartsWith("<4>" + file + ":2: malformed") &&
                                Contains("\n<6>generation 1: 1 added"));
  command.arguments.back() = "/nowhere";
  command.arguments.push_back("--no-such-option");
  CHECK_THAT(run_process(command).errors, Catch::StartsWith("<3>dateline-index: "));
}

TEST_CASE("progress is drawn on a terminal, and gone at the end") {
  const IndexFixture fixture;
  Command command = fixture.command("update", {fixture.write("news.jsonl", two_items)});
  command.errors_to_terminal = true;
  const ProcessResult result = run_process(command);
  CHECK(result.exit_code == 0);
  CHECK_THAT(result.errors, Contains("2 documents") && Contains("publishing"));
  CHECK_THAT(result.errors, Contains("\r\x1b[Kgeneration 1: "));
}

TEST_CASE("folders are read with what is in them, and - is standard input") {
  const IndexFixture fixture;
  fixture.write("news/a.txt", "date 2024-05-14\n\nA ferry sails. It is late.");
  fixture.write("news/deep/b.txt", "date 2023-01-02\n\nGrain is dear.");
  CHECK(fixture.report_of_update({fixture.path("news").string()})["added"] == 2);
  Command command = fixture.command("update", {"-"});
  command.input = two_items;
  const ProcessResult result = run_process(command);
  CHECK(result.exit_code == 0);
  CHECK(fixture.stats()["documents"] == 4);
}

TEST_CASE(
    "a rejected document is named, counted and reported by exit code 3; the others are there") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", one_good_one_bad);
  const std::string report_file = fixture.path("report.json").string();
  const ProcessResult result = fixture.run("update", {file, "--report", report_file});
  CHECK(result.exit_code == 3);
  CHECK_THAT(result.errors, Contains(file + ":2: malformed: "));
  CHECK_THAT(result.errors, Contains("1 added, 0 replaced, 0 unchanged, 1 rejected"));
  const json report = json::parse(IndexFixture::read(report_file));
  CHECK(report["rejected"] == 1);
  CHECK(report["rejected_by_reason"] == json({{"malformed", 1}}));
  CHECK(report["rejects"][0]["file"] == file);
  CHECK(report["rejects"][0]["line"] == 2);
  CHECK(fixture.stats()["documents"] == 1);
}

TEST_CASE("only the first twenty rejects are printed, but all with --verbose") {
  const IndexFixture fixture;
  std::string lines;
  for (int i = 0; i < 25; ++i) lines += "no JSON\n";
  const std::string file = fixture.write("bad.jsonl", lines);
  const ProcessResult result = fixture.run("update", {"--format", "jsonl", file});
  CHECK_THAT(result.errors, Contains(":20: malformed") && !Contains(":21: malformed"));
  CHECK_THAT(result.errors, Contains("... and 5 more; see --report"));
  const ProcessResult verbose = fixture.run("update", {"--format", "jsonl", "--verbose", file});
  CHECK_THAT(verbose.errors, Contains(":25: malformed") && !Contains("... and"));
}

TEST_CASE("--quiet leaves rejects, which are what a cron job must report") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", one_good_one_bad);
  const ProcessResult result = fixture.run("update", {"--quiet", file});
  CHECK(result.exit_code == 3);
  CHECK(count_lines(result.errors) == 1);
  CHECK_THAT(result.errors, Contains(":2: malformed"));
}

TEST_CASE("--strict ends at the first reject, and publishes nothing") {
  const IndexFixture fixture;
  fixture.run_well("update", {fixture.write("old.jsonl", news_line("old", "old news"))});
  const std::string file = fixture.write("news.jsonl", one_good_one_bad);
  const ProcessResult result = fixture.run("update", {"--strict", file});
  CHECK(result.exit_code == 3);
  CHECK_THAT(result.errors,
             Contains(file + ":2: malformed: ") && Contains("nothing was published"));
  CHECK(fixture.stats()["generation"] == 1);
  CHECK(fixture.stats()["documents"] == 1);
}

TEST_CASE("what is wrong with a file below a folder is a reject") {
  const IndexFixture fixture;
  fixture.write("news/a.jsonl", two_items);
  std::filesystem::create_symlink("nowhere", fixture.path("news/dangling"));
  const ProcessResult result = fixture.run("update", {fixture.path("news").string()});
  CHECK(result.exit_code == 3);
  CHECK_THAT(result.errors, Contains("unreadable"));
}

TEST_CASE("maps, defaults and prefixes reach the documents") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", R"({"nr":"7","story":"A ferry sails."})");
  fixture.run_well(
      "update", {file, "--map", "key=nr", "--map", "text=story", "--default-date", "2024-05",
                 "--default-source", "Agency", "--default-language", "en", "--key-prefix", "x/"});
  const json document = fixture.exported().at(0);
  CHECK(document["key"] == "x/7");
  CHECK(document["text"] == "A ferry sails.");
  CHECK(document["date"] == "2024-05");
  CHECK(document["source"] == "Agency");
  CHECK(document["language"] == "en");
  CHECK(document["dateline"]["date_origin"] == "given");
}

TEST_CASE("text in another code page is converted, reported, or asked about", "[part1-11]") {
  const IndexFixture fixture;
  // "Паром пришёл в порт Одессы" in windows-1251.
  const std::string ferry =
      "\xCF\xE0\xF0\xEE\xEC \xEF\xF0\xE8\xF8\xB8\xEB \xE2 \xEF\xEE\xF0\xF2 "
      "\xCE\xE4\xE5\xF1\xF1\xFB";
  const std::string file = fixture.write("ferry.txt", "date 2024-05-14\n" + ferry + "\n");
  const ProcessResult converted = fixture.run_well("update", {file});
  CHECK_THAT(converted.errors, Contains("1 added") && Contains(", 1 with a repaired encoding"));
  CHECK(fixture.exported().at(0)["text"] == "Паром пришёл в порт Одессы");

  const std::string unclear = fixture.write("unclear.txt", "date 2024-05-14\n\x9A\xE8\x81\n");
  const ProcessResult asked = fixture.run("update", {unclear});
  CHECK(asked.exit_code == 3);
  CHECK_THAT(asked.errors, Contains("unknown_encoding") && Contains("--encoding NAME"));
  fixture.run_well("update", {"--encoding", "ibm866", unclear});
  CHECK(fixture.exported().at(1)["text"] == "ЪшБ");
  const ProcessResult unknown = fixture.run("update", {"--encoding", "nonsense", unclear});
  CHECK(unknown.exit_code == 2);
  CHECK_THAT(unknown.errors, Contains("unknown encoding nonsense"));
}

TEST_CASE("a document over --max-document is rejected") {
  const IndexFixture fixture;
  const std::string file =
      fixture.write("news.jsonl", news_line("a", std::string(5000, 'x')) + news_line("b", "y"));
  const json report = fixture.report_of_update({file, "--max-document", "2k"});
  CHECK(report["rejected_by_reason"] == json({{"too_large", 1}}));
  CHECK(report["added"] == 1);
}

TEST_CASE("a second writer is told who writes, and to try again") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", two_items);
  fixture.run_well("update", {file});
  const dateline::FileDescriptor lock(
      ::open((fixture.index() / "LOCK").c_str(), O_RDWR | O_CLOEXEC));
  REQUIRE(::flock(lock.get(), LOCK_EX | LOCK_NB) == 0);
  for (const char* verb : {"compact", "rebuild"}) {
    CAPTURE(verb);
    CHECK(fixture.run(verb).exit_code == 75);
  }
  const ProcessResult result = fixture.run("update", {file});
  CHECK(result.exit_code == 75);
  CHECK_THAT(result.errors, Contains("LOCK") && Contains("process"));
  CHECK(fixture.stats()["documents"] == 2);
}

TEST_CASE("files of an index are for its owner and group") {
  const IndexFixture fixture;
  fixture.run_well("update", {fixture.write("news.jsonl", two_items)});
  for (const auto& entry : std::filesystem::recursive_directory_iterator(fixture.index())) {
    CAPTURE(entry.path());
    const auto others = entry.status().permissions() & std::filesystem::perms::others_all;
    CHECK(others == std::filesystem::perms::none);
    CHECK((entry.status().permissions() & std::filesystem::perms::group_write) ==
          std::filesystem::perms::none);
  }
}

TEST_CASE("a report that cannot be written at the end is an error, and the index is published") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", two_items);
  for (const char* option : {"--report", "--metrics"}) {
    CAPTURE(option);
    const ProcessResult result = fixture.run("update", {file, option, "/dev/full"});
    CHECK(result.exit_code == 74);
    CHECK_THAT(result.errors, Contains("/dev/full") && Contains("generation 1 is live"));
    CHECK(fixture.stats()["documents"] == 2);
  }
}

#ifdef __SANITIZE_THREAD__
/// The thread sanitizer delays them until the program calls something that it intercepts.
constexpr bool signals_come_at_once = false;
#else
constexpr bool signals_come_at_once = true;
#endif

TEST_CASE("a signal ends reading, and what was read is published") {
  const IndexFixture fixture;
  for (const int signal : {SIGINT, SIGTERM}) {
    CAPTURE(signal);
    RunningProcess process(endless_update(fixture));
    REQUIRE(process.wait_for_error_text("malformed"));
    process.send_signal(signal);
    const ProcessResult result = process.wait();
    CHECK(result.exit_code == 128 + signal);
    CHECK_THAT(result.errors, Contains("interrupted"));
    CHECK(json::parse(result.output)["interrupted"] == true);
    CHECK(fixture.stats()["documents"] >= 2);
  }
}

TEST_CASE("a second signal ends the program at once, and nothing is published") {
  const IndexFixture fixture;
  RunningProcess process(endless_update(fixture));
  REQUIRE(process.wait_for_error_text("malformed"));
  process.send_signal(SIGINT);
  process.send_signal(SIGTERM);
  // Which one comes second is the kernel's choice.
  const int exit_code = process.wait().exit_code;
  CHECK((exit_code == 128 + SIGINT || exit_code == 128 + SIGTERM));
  const bool is_published = std::filesystem::exists(fixture.index() / "CURRENT");
  CHECK(!(is_published && signals_come_at_once));
  // What it left does not hinder the next run.
  fixture.run_well("update", {fixture.write("news.jsonl", two_items)});
  CHECK((is_published || fixture.stats()["documents"] == 2));
}

TEST_CASE("documents are removed by key; keys that nobody has are named") {
  const IndexFixture fixture;
  fixture.run_well("update", {fixture.write("news.jsonl", two_items)});
  const ProcessResult result = fixture.run("remove", {"a", "zebra"});
  CHECK(result.exit_code == 3);
  CHECK_THAT(result.errors, Contains("zebra") && Contains("generation 2: 1 removed"));
  CHECK(fixture.stats()["documents"] == 1);
  CHECK(fixture.exported().at(0)["key"] == "b");
  CHECK(fixture.run("remove", {"b"}).exit_code == 0);
  CHECK(fixture.stats()["documents"] == 0);
}

TEST_CASE("a removed document comes back with the next update") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news.jsonl", two_items);
  fixture.run_well("update", {file});
  fixture.run_well("remove", {"a"});
  const json report = fixture.report_of_update({file});
  CHECK(report["added"] == 1);
  CHECK(report["unchanged"] == 1);
}

TEST_CASE("fields that are there and cannot be read are counted in the report and the summary",
          "[part1-05]") {
  const IndexFixture fixture;
  const std::string file = fixture.write(
      "news.jsonl",
      "{\"id\":\"a\",\"title\":\"T\",\"text\":\"ferry\"}\n"
      "{\"id\":\"b\",\"title\":[\"one\",\"two\"],\"text\":[\"ferry\",{\"picture\":\"p\"}]}\n"
      "{\"id\":\"c\",\"title\":\"T\",\"text\":{\"picture\":\"p\"}}\n");
  const json report = fixture.report_of_update({"--dry-run", file});
  CHECK(report["unusable_fields"]["text"]["documents"] == 2);
  CHECK(report["unusable_fields"]["text"]["first"]["line"] == 2);
  CHECK(report["unusable_fields"]["title"]["documents"] == 1);
  CHECK(report["unusable_fields"].size() == 2);
  const auto result = fixture.run("update", {file, "--verbose"});
  CHECK_THAT(result.errors, Contains("3 fields that cannot be read"));
  CHECK_THAT(result.errors,
             Contains("text cannot be read in 2 documents, first in " + file + ":2"));
}

TEST_CASE("--map reaches into members, and what was read is not kept twice", "[part1-05]") {
  const IndexFixture fixture;
  fixture.run_well("update", {"--map", "text=_source.story.0.p", "--map", "title=_source.head.line",
                              fixture.write("dump.jsonl",
                                            "{\"_id\":\"7\",\"_source\":{\"head\":{\"line\":\"T\"},"
                                            "\"story\":[{\"p\":\"ferry\"}],\"n\":1.50}}\n")});
  const auto documents = fixture.exported();
  REQUIRE(documents.size() == 1);
  CHECK(documents[0]["key"] == "7");
  CHECK(documents[0]["title"] == "T");
  CHECK(documents[0]["text"] == "ferry");
  CHECK_FALSE(documents[0]["_source"].contains("head"));
}

TEST_CASE("an index of odd values is the same after export and update", "[part1-13]") {
  const IndexFixture fixture;
  fixture.run_well(
      "update",
      {fixture.write("odd.json",
                     "[{\"id\":1e999,\"text\":\"<p>a</p>b\",\"x\":[1.10,NaN]},\n"
                     "{\"id\":\"d\",\"text\":\"t\",\"dateline\":{\"version\":1}},"
                     "{\"text\":\"&amp;lt;p&amp;gt;\",\"title\":\"&lt;b&gt;x&lt;/b&gt;\"}]")});
  const std::string exported = fixture.run_well("export", {}).output;
  const json again = fixture.report_of_update({fixture.write("export.jsonl", exported)});
  CHECK(again["unchanged"] == 3);
  CHECK(again["added"] == 0);
}
