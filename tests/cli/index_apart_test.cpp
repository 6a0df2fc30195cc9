// Two files never become one document, whatever their names below the given paths: within a run,
// and from one night to the next.
#include <filesystem>
#include <map>

#include "tests/cli/index_fixture.hpp"
#include "tests/support/raw_zip.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

using Texts = std::map<std::string, std::string>;

std::string news(const std::string& text) {
  return "date 2024-05-14\n\n" + text;
}

Texts texts_of(const IndexFixture& fixture) {
  Texts texts;
  for (const json& document : fixture.exported()) {
    // The index in which one key is twice would lose one of them here.
    REQUIRE(texts.emplace(document["key"], document["text"]).second);
  }
  return texts;
}

/// Two years with an item of the same name, and one that only the second has.
class Years : public IndexFixture {
 public:
  Years() {
    write("2023/01/a.txt", news("Ferries of the first year."));
    write("2024/01/a.txt", news("Ferries of the second year."));
    write("2024/02/b.txt", news("Only in the second year."));
  }
  [[nodiscard]] std::string first() const { return path("2023").string(); }
  [[nodiscard]] std::string second() const { return path("2024").string(); }

  const Texts apart{{"01/a.txt", "Ferries of the first year."},
                    {"2024/01/a.txt", "Ferries of the second year."},
                    {"02/b.txt", "Only in the second year."}};
};

ProcessResult read_standard_input(const IndexFixture& fixture, const std::string& input,
                                  const std::vector<std::string>& arguments = {}) {
  Command command = fixture.command("update", {"-"});
  command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
  command.input = input;
  return run_process(command);
}

}  // namespace

TEST_CASE("files of one name below two folders are kept apart, and that is reported",
          "[part1-09]") {
  const Years years;
  const ProcessResult result = years.run_well("update", {years.first(), years.second()});
  CHECK(texts_of(years) == years.apart);
  CHECK_THAT(result.errors, Contains("3 added") && Contains("1 under a longer key"));
  const json again = years.report_of_update({years.first(), years.second(), "--reread"});
  CHECK(again["unchanged"] == 3);
  CHECK(again["kept_apart"] == 0);
  CHECK(again["generation"] == 1);
}

TEST_CASE("keys stay from night to night, whatever is given and changed", "[part1-09]") {
  const Years years;
  years.run_well("update", {years.first(), years.second()});
  Texts expected = years.apart;

  // Skipped as ever.
  CHECK(years.report_of_update({years.first(), years.second()})["skipped_files"] == 3);
  // The other order, and each alone.
  for (const auto& paths : std::vector<std::vector<std::string>>{
           {years.second(), years.first()}, {years.first()}, {years.second()}}) {
    std::vector<std::string> arguments = paths;
    arguments.emplace_back("--reread");
    CHECK(years.report_of_update(arguments)["unchanged"].get<std::size_t>() >= paths.size());
    CHECK(texts_of(years) == expected);
  }
  // A change of each replaces its own document.
  years.write("2024/01/a.txt", news("Second year, corrected."));
  expected["2024/01/a.txt"] = "Second year, corrected.";
  CHECK(years.report_of_update({years.first(), years.second()})["replaced"] == 1);
  CHECK(texts_of(years) == expected);
  years.write("2023/01/a.txt", news("First year, corrected."));
  expected["01/a.txt"] = "First year, corrected.";
  CHECK(years.report_of_update({years.second(), years.first()})["replaced"] == 1);
  CHECK(texts_of(years) == expected);
  // A new file whose path the other folder had already, unchanged.
  years.write("2023/02/b.txt", news("Now in the first year too."));
  const bool before_the_other = GENERATE(false, true);
  if (before_the_other)
    years.run_well("update", {years.first(), years.second()});
  else
    years.run_well("update", {years.second(), years.first()});
  expected["2023/02/b.txt"] = "Now in the first year too.";
  CHECK(texts_of(years) == expected);
}

TEST_CASE("pruning takes the file's own document, and leaves the other's key", "[part1-09]") {
  const Years years;
  const std::vector<std::string> nightly{years.first(), years.second(), "--prune", "--max-removed",
                                         "100%"};
  years.run_well("update", nightly);
  std::filesystem::remove(years.path("2023/01/a.txt"));
  CHECK(years.report_of_update(nightly)["removed"] == 1);
  Texts expected = years.apart;
  expected.erase("01/a.txt");
  CHECK(texts_of(years) == expected);
  years.write("2024/01/a.txt", news("Corrected."));
  expected["2024/01/a.txt"] = "Corrected.";
  CHECK(years.report_of_update(nightly)["replaced"] == 1);
  CHECK(texts_of(years) == expected);
  std::filesystem::remove(years.path("2024/01/a.txt"));
  CHECK(years.report_of_update(nightly)["removed"] == 1);
}

TEST_CASE("an index in which one of the files was lost gets it back, and no document twice",
          "[part1-09]") {
  const Years years;
  // One after the other: the second replaces the first, as both are "01/a.txt" below their folder.
  years.run_well("update", {years.first()});
  years.run_well("update", {years.second()});
  CHECK(texts_of(years).size() == 2);
  years.run_well("update", {years.first(), years.second()});
  // What is there keeps its key, though the other file comes first.
  const Texts expected{{"01/a.txt", "Ferries of the second year."},
                       {"2023/01/a.txt", "Ferries of the first year."},
                       {"02/b.txt", "Only in the second year."}};
  CHECK(texts_of(years) == expected);
  const json report = years.report_of_update({years.first(), years.second()});
  CHECK(report["unchanged"] == 3);
  CHECK(texts_of(years) == expected);
}

TEST_CASE("given files of one name without ids are kept apart, as far up as it takes",
          "[part1-09]") {
  const IndexFixture fixture;
  std::vector<std::string> files;
  for (const char* place : {"north/today", "south/today", "east/today"})
    files.push_back(fixture.write(std::string(place) + "/news.jsonl",
                                  "{\"text\":\"from " + std::string(place) + "\"}\n{\"id\":\"" +
                                      place + "\",\"text\":\"with an id\"}\n"));
  files.push_back(fixture.write("x/today/news.jsonl#1", news("A file of the name of a record.")));
  CHECK(fixture.report_of_update(files)["added"] == 7);
  const Texts texts = texts_of(fixture);
  CHECK(texts.at("news.jsonl#1") == "from north/today");
  CHECK(texts.at("today/news.jsonl#1") == "from south/today");
  CHECK(texts.at("east/today/news.jsonl#1") == "from east/today");
  CHECK(texts.at("south/today") == "with an id");
  CHECK(texts.size() == 7);
  CHECK(fixture.report_of_update(files)["unchanged"] == 7);
}

TEST_CASE("members of archives of one name are kept apart", "[part1-09]") {
  const IndexFixture fixture;
  std::vector<std::string> archives;
  for (const char* place : {"a", "b"}) {
    fixture.write(std::string(place) + "/m.txt", news("From " + std::string(place) + "."));
    Command tar;
    tar.arguments = {"/bin/tar", "-cf", "x.tar", "m.txt"};
    tar.directory = fixture.path(place);
    REQUIRE(run_process(tar).exit_code == 0);
    archives.push_back(fixture.path(place).string() + "/x.tar");
  }
  fixture.run_well("update", archives);
  CHECK(texts_of(fixture) == Texts{{"x.tar!m.txt", "From a."}, {"b/x.tar!m.txt", "From b."}});
}

TEST_CASE("a folder given twice, by a link, or within another is read once", "[part1-09]") {
  const Years years;
  std::filesystem::create_directory_symlink(years.second(), years.path("current"));
  const std::string current = years.path("current").string();
  for (const auto& paths :
       std::vector<std::vector<std::string>>{{years.second(), years.second()},
                                             {years.second(), years.second() + "/../2024/"},
                                             {years.second(), current},
                                             {years.second(), years.second() + "/01"},
                                             {years.second(), years.second() + "/01/a.txt"}}) {
    CAPTURE(paths);
    const json report = years.report_of_update(paths);
    CHECK(report["files"] == 2);
    CHECK(report["documents"] == 2);
    CHECK(texts_of(years) == Texts{{"01/a.txt", "Ferries of the second year."},
                                   {"02/b.txt", "Only in the second year."}});
  }
  std::vector<std::string> pruning{years.second(), current, "--prune"};
  CHECK(years.report_of_update(pruning)["removed"] == 0);
}

TEST_CASE("an id in several files is the last one's document, and counted", "[part1-09]") {
  const IndexFixture fixture;
  const std::string monday = fixture.write("monday.jsonl", news_line("7", "as of Monday"));
  const std::string tuesday = fixture.write(
      "tuesday.jsonl", news_line("7", "as of Tuesday") + news_line("8", "a") + news_line("8", "b"));
  const ProcessResult result = fixture.run_well("update", {monday, tuesday});
  CHECK_THAT(result.errors, Contains("2 superseded, 1 id in several files"));
  CHECK(texts_of(fixture) == Texts{{"7", "as of Tuesday"}, {"8", "b"}});
  const std::string wednesday = fixture.write("wednesday.jsonl", news_line("8", "c"));
  const json report = fixture.report_of_update({monday, tuesday, wednesday});
  CHECK(report["replaced"] == 1);
  CHECK(report["ids_in_several_files"] == 1);
}

TEST_CASE("what older programs made of a zip with UTF-8 names goes when it is read again",
          "[part1-04]") {
  const IndexFixture fixture;
  // The key that they gave, from a file of the zip's name.
  const std::string file = fixture.write(
      "x.zip", news_line("x.zip!", "From Odesa.") + news_line("kept!", "Not from an archive"));
  fixture.run_well("update", {file});
  fixture.write(
      "x.zip",
      make_raw_zip(
          {{.name = "Зоря.txt", .content = news("From Kyiv."), .flags = zip_utf8_flag},
           {.name = "Хвиля.txt", .content = news("From Odesa."), .flags = zip_utf8_flag}}));
  const json report = fixture.report_of_update({file});
  CHECK(report["added"] == 2);
  const Texts texts = texts_of(fixture);
  CHECK(texts.count("x.zip!") == 0);
  CHECK(texts.count("kept!") == 1);
  CHECK(texts.at("x.zip!Зоря.txt") == "From Kyiv.");
  CHECK(texts.at("x.zip!Хвиля.txt") == "From Odesa.");
}

TEST_CASE("standard input without ids is refused, unless it has a name", "[part1-09]") {
  const IndexFixture fixture;
  const std::string with_and_without = news_line("7", "with an id") + "{\"text\":\"without\"}\n";
  for (const std::string& input : {with_and_without, news("Plain text.")}) {
    const ProcessResult result = read_standard_input(fixture, input);
    CHECK(result.exit_code == 3);
    CHECK_THAT(result.errors,
               Contains("missing_key") && Contains("--name") && Contains("--key-prefix"));
  }
  CHECK(texts_of(fixture) == Texts{{"7", "with an id"}});

  CHECK(read_standard_input(fixture, with_and_without, {"--name", "monday"}).exit_code == 0);
  CHECK(read_standard_input(fixture, "{\"text\":\"another\"}", {"--name", "tuesday"}).exit_code ==
        0);
  CHECK(read_standard_input(fixture, news("Plain text."), {"--key-prefix", "wire/"}).exit_code ==
        0);
  CHECK(texts_of(fixture) == Texts{{"7", "with an id"},
                                   {"monday#2", "without"},
                                   {"tuesday#1", "another"},
                                   {"wire/stdin", "Plain text."}});
  const ProcessResult no_input =
      fixture.run("update", {fixture.write("a.txt", news("a")), "--name", "x"});
  CHECK(no_input.exit_code == 2);
  CHECK_THAT(no_input.errors, Contains("--name"));
}

TEST_CASE("members of an archive from standard input need a name as well", "[part1-09]") {
  const IndexFixture fixture;
  fixture.write("m.txt", news("Packed."));
  Command tar;
  tar.arguments = {"/bin/tar", "-cf", "-", "m.txt"};
  tar.directory = fixture.path("");
  const std::string bytes = run_process(tar).output;
  CHECK_THAT(read_standard_input(fixture, bytes).errors, Contains("-!m.txt") && Contains("--name"));
  CHECK(read_standard_input(fixture, bytes, {"--name", "tape"}).exit_code == 0);
  CHECK(texts_of(fixture) == Texts{{"tape!m.txt", "Packed."}});
}

TEST_CASE("a key that becomes too long in keeping files apart is a reject", "[part1-09]") {
  const IndexFixture fixture;
  const std::string deep = std::string(200, 'd') + "/" + std::string(200, 'e') + "/" +
                           std::string(200, 'f') + "/" + std::string(200, 'g');
  std::vector<std::string> files;
  for (const char* place : {"a", "b"}) {
    files.push_back(fixture.path(std::string(place) + std::string(220, 'x')).string());
    fixture.write(std::string(place) + std::string(220, 'x') + "/" + deep + "/n.txt",
                  news("From " + std::string(place) + "."));
  }
  const ProcessResult result = fixture.run("update", files);
  CHECK(result.exit_code == 3);
  CHECK_THAT(result.errors, Contains("bad_key") && Contains("1 added"));
}

TEST_CASE("a dry run counts documents without text and without a date as a run does",
          "[part1-10]") {
  const IndexFixture fixture;
  const std::string file = fixture.write(
      "news.jsonl",
      "{\"id\":\"1\",\"title\":\"Only a title\",\"annals\":\"under a name of its own\"}\n" +
          news_line("2", "text"));
  for (const char* option : {"--dry-run", "--verbose"}) {
    const ProcessResult result = fixture.run_well("update", {option, file});
    const std::string last =
        result.errors.substr(result.errors.rfind('\n', result.errors.size() - 2) + 1);
    CHECK_THAT(
        last, Contains("generation ") && Contains("; 1 document without text, 1 without a date; "));
  }
}
