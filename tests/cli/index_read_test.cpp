// dateline-index read, as people look at input before they index it.
#include <algorithm>

#include "tests/cli/index_fixture.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

std::vector<json> lines_of(const std::string& output) {
  std::istringstream lines(output);
  std::vector<json> documents;
  for (std::string line; std::getline(lines, line);) documents.push_back(json::parse(line));
  return documents;
}

/// `dateline-index read ARGUMENTS...`
ProcessResult read(const IndexFixture& fixture, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "read");
  return run_process(fixture.bare_command(arguments));
}

/// A line of read as export writes it.
json as_exported(json line) {
  for (const char* name : {"file", "line", "offset"}) line.erase(name);
  json& own = line["dateline"];
  CHECK(own["position"] == true);
  own.erase("position");
  if (!own.contains("extra")) return line;
  line.update(own["extra"]);
  line["dateline"].erase("extra");
  return line;
}

std::vector<json> sorted_by_key(std::vector<json> lines) {
  std::sort(lines.begin(), lines.end(),
            [](const json& a, const json& b) { return a["key"] < b["key"]; });
  return lines;
}

}  // namespace

TEST_CASE("read prints the documents that update would make, with their positions") {
  const IndexFixture fixture;
  const std::string folder = fixture.path("news").string();
  fixture.write("news/a.jsonl", news_line("a", "ferry") + "\n" +
                                    R"({"id":"b","text":"grain","tags":["x"],"prio":1})"
                                    "\n");
  fixture.write("news/b.txt", "date 2024-05-14 A wire.\n\nIts text.\ndate 2024-05-15 Another.\n");
  fixture.write("news/c.jsonl", R"({"id":"c","title":"Rates","file":"own","offset":7})"
                                "\n");
  const ProcessResult result =
      read(fixture, {"--default-source", "Agency", "--key-prefix", "x/", folder});
  CHECK(result.exit_code == 0);
  CHECK_THAT(result.errors, Contains("5 documents read from 3 files, 1 without text, 2 without a "
                                     "date"));
  const auto documents = lines_of(result.output);
  REQUIRE(documents.size() == 5);
  CHECK(documents[0]["file"] == folder + "/a.jsonl");
  CHECK(documents[0]["line"] == 1);
  CHECK(documents[0]["offset"] == 0);
  CHECK(documents[0]["key"] == "x/a");
  CHECK(documents[0]["date"] == "2024-05-14");
  CHECK(documents[0]["source"] == "Agency");
  CHECK(documents[1]["line"] == 3);
  CHECK(documents[2]["title"] == "A wire.");
  CHECK(documents[4]["dateline"]["extra"] == json({{"file", "own"}, {"offset", 7}}));

  fixture.run_well("update", {"--default-source", "Agency", "--key-prefix", "x/", folder});
  std::vector<json> expected;
  for (const json& line : documents) expected.push_back(as_exported(line));
  CHECK(sorted_by_key(expected) == sorted_by_key(fixture.exported()));
}

TEST_CASE("what read prints can be indexed, and gives the same documents") {
  const IndexFixture fixture;
  const std::string file = fixture.write(
      "news.jsonl", news_line("a", "ferry") + R"({"id":"c","title":"T","file":"own","line":"x"})");
  const std::string lines = fixture.write("lines.jsonl", read(fixture, {file}).output);
  fixture.run_well("update", {file});
  const auto expected = fixture.exported();
  CHECK(fixture.report_of_update({lines})["unchanged"] == 2);
  CHECK(fixture.exported() == expected);
}

TEST_CASE("rejects of read are on standard error, and the exit code says that there were some") {
  const IndexFixture fixture;
  std::string content = news_line("a", "ferry");
  for (int i = 0; i < 25; ++i) content += "this is no JSON\n";
  const std::string file = fixture.write("news.jsonl", content);
  const ProcessResult few = read(fixture, {file});
  CHECK(few.exit_code == 3);
  CHECK(lines_of(few.output).size() == 1);
  CHECK_THAT(few.errors, Contains(file + ":2: malformed: "));
  CHECK_THAT(few.errors, Contains("... and 5 more; --verbose shows all\n"));
  CHECK_THAT(few.errors, Contains("1 document read from 1 file, 25 rejected\n"));
  const ProcessResult all = read(fixture, {"--verbose", file});
  CHECK_THAT(all.errors, Contains(file + ":26: malformed: "));
  const ProcessResult quiet = read(fixture, {"--quiet", file});
  CHECK_THAT(quiet.errors, !Contains("document read"));
  CHECK_THAT(quiet.errors, Contains(":2: malformed: "));
}

TEST_CASE("read needs input, and no index") {
  const IndexFixture fixture;
  const ProcessResult missing = read(fixture, {fixture.path("missing").string()});
  CHECK(missing.exit_code == 2);
  CHECK(missing.output.empty());
  CHECK_THAT(missing.errors, Contains("no such file or folder"));
  CHECK(read(fixture, {}).exit_code == 2);
  CHECK(read(fixture, {"--map", "nothing=x", fixture.write("a.jsonl", "")}).exit_code == 2);
  fixture.run_well("update", {fixture.write("news/a.jsonl", news_line("a", "ferry"))});
  CHECK(read(fixture, {fixture.index().string()}).exit_code == 2);
  std::filesystem::rename(fixture.index(), fixture.path("news/inner.idx"));
  const ProcessResult beside = read(fixture, {fixture.path("news").string()});
  CHECK(beside.exit_code == 0);
  CHECK(lines_of(beside.output).size() == 1);
  CHECK_THAT(beside.errors, Contains("inner.idx is an index: it was left out"));
}

TEST_CASE("read takes standard input, which needs ids or a name") {
  const IndexFixture fixture;
  Command command = fixture.bare_command({"read", "-"});
  command.input = R"({"text":"ferry"})";
  CHECK(run_process(command).exit_code == 3);
  command.arguments.insert(command.arguments.end(), {"--name", "today"});
  const ProcessResult named = run_process(command);
  CHECK(named.exit_code == 0);
  CHECK(lines_of(named.output).at(0)["key"] == "today#1");
}

TEST_CASE("a file below two of the paths is read once") {
  const IndexFixture fixture;
  const std::string file = fixture.write("news/a.jsonl", news_line("a", "ferry"));
  const ProcessResult result = read(fixture, {file, fixture.path("news").string()});
  CHECK(lines_of(result.output).size() == 1);
}
