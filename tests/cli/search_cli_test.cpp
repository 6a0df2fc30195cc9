// dateline-search as users run it, on an index of data/ and a few documents of the test's own.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/run_process.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace dateline;
using dateline::test::Command;
using dateline::test::ProcessResult;
using dateline::test::run_process;
using dateline::test::TemporaryFolder;
using Json = nlohmann::json;

namespace {

/// What no sample document has: hostile characters, unknown fields, a key with a space.
constexpr const char* own_documents =
    R"({"key":"evil one","date":"2024-05-14","title":"zzevil \u001b[31m red \u202e","text":"zzevil \u001b]0;owned\u0007 text.","desk":{"name":"World"}})"
    "\n"
    R"({"key":"plain","date":"2024-05","title":"zzplain title","text":"The zzplain text.","source":"Zz Wire"})"
    "\n";

/// The index, made once.
class SampleIndex {
 public:
  SampleIndex() {
    const auto more = folder_ / "own.jsonl";
    std::ofstream(more) << own_documents;
    const ProcessResult made = run_process({{DATELINE_INDEX_PROGRAM, "update", "--quiet", "--index",
                                             path(), DATELINE_SOURCE_DIR "/data", more.string()}});
    INFO(made.errors);
    REQUIRE((made.exit_code == 0 || made.exit_code == 3));
  }
  [[nodiscard]] std::string path() const { return (folder_ / "index").string(); }

 private:
  TemporaryFolder folder_;
};

const std::string& sample_index() {
  static const SampleIndex index;
  static const std::string path = index.path();
  return path;
}

Command command(std::vector<std::string> arguments) {
  Command command;
  command.arguments = {DATELINE_SEARCH_PROGRAM, "--index", sample_index()};
  command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
  command.environment["XDG_CONFIG_HOME"] = "/nonexistent";
  return command;
}

ProcessResult search(std::vector<std::string> arguments) {
  return run_process(command(std::move(arguments)));
}

/// Runs a line of sh, in which $S is dateline-search on the index.
ProcessResult shell(const std::string& line) {
  return run_process({{"/bin/sh", "-c",
                       "S='" DATELINE_SEARCH_PROGRAM " --index " + sample_index() + "'; " + line}});
}

Json json_of(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"--format", "json"});
  const ProcessResult result = search(arguments);
  INFO(result.errors);
  CHECK(result.errors.empty());
  return Json::parse(result.output);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("the example of the README finds the news about Odesa and Istanbul first") {
  const Json page = json_of({"Odesa", "Turkey", "cooperation", "2002", "agreement"});
  REQUIRE(page["hits"].size() > 1);
  const Json& first = page["hits"][0];
  CHECK(first["rank"] == 1);
  CHECK_THAT(first["key"].get<std::string>(), Catch::Contains("odesa-istanbul"));
  CHECK_THAT(first["date"].get<std::string>(), Catch::StartsWith("2024"));
  CHECK(page["hits"][1]["score"].get<double>() <= first["score"].get<double>());
  CHECK(page["query"] == "Odesa Turkey cooperation 2002 agreement");
  CHECK(page["version"] == 1);

  const Json of_2002 = json_of({"Odesa Turkey date:2002"});
  for (const Json& hit : of_2002["hits"])
    CHECK_THAT(hit["date"].get<std::string>(), Catch::StartsWith("2002"));
}

TEST_CASE("marks of a snippet are the query's words, in bytes") {
  const Json page = json_of({"--limit", "20", "odesa"});
  std::size_t marks = 0;
  for (const Json& hit : page["hits"]) {
    const std::string text = hit["snippet"]["text"];
    CHECK(text.size() <= 320);
    for (const Json& mark : hit["snippet"]["marks"]) {
      std::string word = text.substr(mark[0], mark[1]);
      std::transform(word.begin(), word.end(), word.begin(),
                     [](unsigned char c) { return std::tolower(c); });
      CHECK(word.substr(0, 5) == "odesa");
      ++marks;
    }
  }
  CHECK(marks > 0);
}

TEST_CASE("exit codes: hits, no hit, bad query, wrong use, no index") {
  CHECK(search({"odesa"}).exit_code == 0);
  CHECK(search({"zzzunheard"}).exit_code == 1);
  CHECK(search({"titel:x"}).exit_code == 2);
  CHECK(search({"--sort", "best", "odesa"}).exit_code == 2);
  CHECK(search({}).exit_code == 2);
  CHECK(search({"--show", "no-such-key"}).exit_code == 2);
  const ProcessResult none =
      run_process({{DATELINE_SEARCH_PROGRAM, "--index", "/nonexistent/index", "odesa"}});
  CHECK(none.exit_code == 2);
  CHECK(none.output.empty());
  CHECK_THAT(none.errors, Catch::Contains("/nonexistent/index"));
}

TEST_CASE("a bad query is shown with a caret under the spot, on standard error only") {
  const ProcessResult result = search({"東京", "titel:odesa"});
  CHECK(result.exit_code == 2);
  CHECK(result.output.empty());
  const auto lines = lines_of(result.errors);
  REQUIRE(lines.size() == 5);
  CHECK(lines[0] == "dateline-search: unknown field \"titel\"");
  CHECK(lines[1] == "  東京 titel:odesa");
  CHECK(lines[2] == "       ^");
  CHECK_THAT(lines[3], Catch::StartsWith("hint: did you mean title:?"));
  CHECK(lines[4] == "did you mean: 東京 title:odesa");
}

TEST_CASE("without a hit each clause is counted, and a word is suggested") {
  const ProcessResult text = search({"+odesa", "+agreemant"});
  CHECK(text.exit_code == 1);
  CHECK_THAT(text.output, Catch::Contains("odesa") && Catch::Contains("did you mean agreement?"));
  const Json page = json_of({"+odesa", "+agreemant"});
  REQUIRE(page["clauses"].size() == 2);
  CHECK(page["clauses"][0]["documents"]["value"].get<int>() > 0);
  CHECK(page["clauses"][1]["documents"]["value"] == 0);
  CHECK(page["clauses"][1]["did_you_mean"] == "agreement");
}

/// An index of the lines of JSON, gone when the test is over.
class OwnIndex {
 public:
  explicit OwnIndex(const std::string& lines) {
    const auto input = folder_ / "news.jsonl";
    std::ofstream(input) << lines;
    const ProcessResult made = run_process(
        {{DATELINE_INDEX_PROGRAM, "update", "--quiet", "--index", path(), input.string()}});
    INFO(made.errors);
    REQUIRE(made.exit_code == 0);
  }
  [[nodiscard]] ProcessResult search(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {DATELINE_SEARCH_PROGRAM, "--index", path()});
    return run_process({arguments});
  }
  [[nodiscard]] Json json_of(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--format", "json"});
    const ProcessResult result = search(std::move(arguments));
    INFO(result.errors);
    CHECK(result.errors.empty());
    return Json::parse(result.output);
  }
  [[nodiscard]] std::string path() const { return (folder_ / "index").string(); }

 private:
  TemporaryFolder folder_;
};

std::string keys_of(const Json& page) {
  std::string keys;
  for (const Json& hit : page["hits"]) keys += hit["key"].get<std::string>() + " ";
  return keys;
}

TEST_CASE("one day's news stand in the order of their times, coarser dates at its start",
          "[part1-15]") {
  const OwnIndex index(R"({"id":"late","date":"2024-05-14T21:30:00Z","text":"harbour"})"
                       "\n"
                       R"({"id":"day","date":"2024-05-14","text":"harbour"})"
                       "\n"
                       R"({"id":"early","date":"2024-05-14T04:00:00Z","text":"harbour"})"
                       "\n"
                       R"({"id":"zone","date":"2024-05-14T23:00:00+11:00","text":"harbour"})"
                       "\n"
                       R"({"id":"month","date":"2024-05","text":"harbour"})"
                       "\n"
                       R"({"id":"undated","text":"harbour"})"
                       "\n"
                       R"({"id":"noon","date":"2024-05-01T12:00:00Z","text":"harbour"})"
                       "\n"
                       R"({"id":"twin","date":"2024-05-14T21:30:00Z","text":"harbour"})"
                       "\n");
  const std::string newest = "twin late zone early day noon month undated ";
  const std::string oldest = "month noon day early zone twin late undated ";
  for (const std::string query : {"harbour", "date:0001..9999 OR date:none"}) {
    CAPTURE(query);
    CHECK(keys_of(index.json_of({"--sort", "newest", query})) == newest);
    CHECK(keys_of(index.json_of({"--sort", "oldest", query})) == oldest);
    std::string paged;
    std::vector<std::string> arguments{"--sort", "oldest", "--limit", "3", query};
    for (Json page = index.json_of(arguments);; page = index.json_of(arguments)) {
      paged += keys_of(page);
      if (!page.contains("next_cursor")) break;
      arguments = {"--sort", "oldest", "--limit", "3", "--cursor", page["next_cursor"], query};
    }
    CHECK(paged == oldest);
  }
  // Without a word to rank by, the newest come first.
  CHECK(keys_of(index.json_of({"date:2024-05"})) == "twin late zone early day noon month ");
}

TEST_CASE(
    "without a page hits are counted nevertheless, and the exit code shows whether there are any",
    "[part1-14]") {
  for (const char* query :
       {"harbour date:2001..", "\"black sea\"", "title:odesa", "\"istanbul odesa\"~10", "=odesa",
        "agree*", "lang:en harbour", "odesa turkey", "+odesa +turkey"}) {
    CAPTURE(query);
    const Json all = json_of({"--limit", "10000", query});
    REQUIRE(all["hits"].size() > 0);
    const Json none = json_of({"--limit", "0", query});
    CHECK(none["total"] == Json{{"value", all["hits"].size()}, {"relation", "exact"}});
    CHECK(none["hits"].empty());
    CHECK(json_of({"--limit", "1", "--count", "exact", query})["total"] == none["total"]);
    const ProcessResult text = search({"--limit", "0", query});
    CHECK(text.exit_code == 0);
    CHECK_THAT(text.output, !Catch::Contains("no hits"));
  }
  for (const char* query : {"nosuchword date:2001..", "\"sea black odesa\"", "title:nosuchword"}) {
    const ProcessResult text = search({"--limit", "0", query});
    CHECK(text.exit_code == 1);
    CHECK_THAT(text.output, Catch::Contains("no hits"));
  }
  const ProcessResult wrong = search({"--count", "well", "odesa"});
  CHECK(wrong.exit_code == 2);
  CHECK_THAT(wrong.errors, Catch::Contains("auto or exact"));
}

TEST_CASE("impossible dates are counted apart from the timeline, and can be asked for",
          "[part1-17]") {
  std::string lines = R"({"id":"zero","date":"0001-01-01","text":"harbour"})"
                      "\n"
                      R"({"id":"never","date":"9999-12-31","text":"harbour"})"
                      "\n";
  lines += R"({"id":"epoch","date":0,"text":"harbour"})"
           "\n";
  for (int i = 0; i < 30; ++i)
    lines += R"({"id":"n)" + std::to_string(i) + R"(","date":"2023-0)" + std::to_string(1 + i % 9) +
             R"(-11","text":"harbour"})" + "\n";
  const OwnIndex index(lines);
  const Json by_day = index.json_of({"--limit", "0", "--timeline", "day", "harbour"});
  CHECK(by_day["timeline"].size() == 244);  // 2023-01-11 to 2023-09-11
  CHECK(by_day["timeline_unit"] == "day");
  CHECK(by_day["suspicious"] == 3);
  CHECK(by_day["total"]["value"] == 33);
  CHECK(index.json_of({"--limit", "0", "--timeline", "auto", "harbour"})["timeline"].size() == 244);
  const ProcessResult text = index.search({"--limit", "0", "--timeline", "year", "harbour"});
  CHECK_THAT(text.output, Catch::Contains("\nsuspicious  3\n"));
  CHECK(lines_of(text.output).size() < 6);

  // A filter that names such days has them shown.
  const Json old = index.json_of({"--timeline", "year", "harbour date:..1699"});
  CHECK(keys_of(old) == "zero ");
  CHECK(old["timeline"] == Json::parse(R"([{"first":"0001-01-01","count":1}])"));
  const Json all = index.json_of(
      {"--limit", "0", "--timeline", "auto", "--since", "0001", "--until", "9999", "harbour"});
  CHECK(all["suspicious"] == 1);  // the first second of 1970: the span holds it by chance
  CHECK(all["timeline"].size() <= 400);
  const Json epoch = index.json_of({"--timeline", "day", "harbour date:1970-01-01"});
  CHECK(epoch["timeline"] == Json::parse(R"([{"first":"1970-01-01","count":1}])"));
  CHECK(epoch["suspicious"] == 0);
  const ProcessResult refused =
      index.search({"--limit", "0", "--timeline", "day", "--since", "0001", "harbour"});
  CHECK(refused.exit_code == 2);
  CHECK_THAT(refused.errors, Catch::Contains("coarser unit, or auto"));
}

TEST_CASE("timeline and facets count every hit, not only those that are shown") {
  const Json page = json_of(
      {"--limit", "1", "--timeline", "year", "--facet", "source,lang", "--facet", "year", "odesa"});
  CHECK(page["total"]["relation"] == "exact");
  std::uint64_t counted = page["undated"];
  std::string before;
  for (const Json& bucket : page["timeline"]) {
    counted += bucket["count"].get<std::uint64_t>();
    const std::string first = bucket["first"];
    CHECK(first.substr(4) == "-01-01");
    CHECK(before < first);
    before = first;
  }
  CHECK(counted == page["total"]["value"]);
  CHECK(page["facets"].size() == 3);
  CHECK(page["facets"]["lang"].size() > 0);

  const ProcessResult text = search({"--timeline", "year", "--facet", "lang", "odesa"});
  CHECK_THAT(text.output, Catch::Contains("█") && Catch::Contains("\nlang\n"));
}

TEST_CASE("dates: sorting, --since and --until, date: and documents without one") {
  const Json newest = json_of({"--sort", "newest", "--limit", "50", "odesa"});
  std::string before = "9999";
  bool undated = false;
  for (const Json& hit : newest["hits"]) {
    if (hit["date"].is_null()) {
      undated = true;
      continue;
    }
    CHECK_FALSE(undated);
    const std::string day = hit["date"].get<std::string>().substr(0, 10);
    CHECK(day <= before);
    before = day;
  }
  const Json between = json_of({"--since", "2010", "--until", "2015-06", "--limit", "50", "the"});
  for (const Json& hit : between["hits"]) {
    const std::string date = hit["date"];
    CHECK(date >= "2010");
    CHECK(date < "2015-07");
  }
  const Json without_date = json_of({"date:none"});
  for (const Json& hit : without_date["hits"]) CHECK(hit["date"].is_null());
  CHECK(json_of({"zzplain date:2024-05"})["hits"].size() == 1);
  CHECK(search({"zzplain", "--since", "2025"}).exit_code == 1);
}

TEST_CASE("pages continue where the one before ended") {
  const Json all = json_of({"--limit", "6", "the"});
  const Json second = json_of({"--limit", "3", "--offset", "3", "the"});
  REQUIRE(all["hits"].size() == 6);
  REQUIRE(second["hits"].size() == 3);
  for (int i = 0; i < 3; ++i) {
    CHECK(second["hits"][i]["key"] == all["hits"][i + 3]["key"]);
    CHECK(second["hits"][i]["rank"] == i + 4);
  }
  CHECK(search({"--limit", "3", "--offset", "9000", "odesa"}).exit_code == 0);
  CHECK(search({"--limit", "9000", "--offset", "1001", "odesa"}).exit_code == 2);
}

TEST_CASE("--cursor goes on where the page with that next_cursor ended") {
  const Json all = json_of({"--limit", "5", "the"});
  const std::string cursor = json_of({"--limit", "2", "the"})["next_cursor"];
  const Json second = json_of({"--limit", "3", "--cursor", cursor, "the"});
  REQUIRE(second["hits"].size() == 3);
  for (int i = 0; i < 3; ++i) CHECK(second["hits"][i] == all["hits"][i + 2]);
  CHECK_THAT(search({"--limit", "3", "--cursor", cursor, "the"}).output, Catch::Contains("3-5"));
  CHECK_FALSE(json_of({"--limit", "100", "odesa"}).contains("next_cursor"));
  for (const std::string& wrong : {std::string("x"), cursor + "A", cursor.substr(4)})
    CHECK(search({"--cursor", wrong, "the"}).exit_code == 2);
  CHECK(search({"--cursor", cursor, "another"}).exit_code == 2);
  CHECK(search({"--cursor", cursor, "--offset", "1", "the"}).exit_code == 2);
}

TEST_CASE("a query that begins with a minus sign comes after --") {
  CHECK(search({"--", "-odesa"}).exit_code == 0);
  const ProcessResult result = search({"turkey", "-bird"});
  CHECK(result.exit_code == 2);
  CHECK_THAT(result.errors, Catch::Contains("-- word -bird"));
}

TEST_CASE("documents do not steer the terminal; JSON has what they hold") {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"zzevil"},
                                                    {"--color", "never", "--explain", "zzevil"},
                                                    {"--show", "evil one"}}) {
    const ProcessResult result = search(arguments);
    CHECK(result.exit_code == 0);
    CHECK(result.output.find_first_of("\x1b\x07") == std::string::npos);
    CHECK(result.output.find("\u202e") == std::string::npos);
  }
  const Json page = json_of({"zzevil"});
  CHECK_THAT(page["hits"][0]["title"].get<std::string>(), Catch::Contains("\u202e"));
}

TEST_CASE("--show prints a document, as JSON with everything that belongs to it") {
  const ProcessResult text = search({"--show", "plain", "--color", "always", "zzplain"});
  CHECK_THAT(text.output,
             Catch::Contains("Zz Wire") && Catch::Contains("The \x1b[1mzzplain\x1b[0m text."));
  const ProcessResult json = search({"--show", "evil one", "--format", "json"});
  const Json document = Json::parse(json.output);
  CHECK(document["key"] == "evil one");
  CHECK(document["date"] == "2024-05-14");
  CHECK(document["extra"]["desk"]["name"] == "World");
}

TEST_CASE("ndjson is one hit a line, and a TREC run six fields a line") {
  const ProcessResult ndjson = search({"--format", "ndjson", "--limit", "3", "the"});
  const auto hits = lines_of(ndjson.output);
  CHECK(hits.size() == 3);
  for (const std::string& line : hits) CHECK(Json::parse(line).contains("snippet"));

  const ProcessResult trec =
      search({"--format", "trec", "--topic", "7", "--run-tag", "t", "zzevil"});
  CHECK_THAT(trec.output, Catch::StartsWith("7 Q0 evil%20one 1 ") && Catch::EndsWith(" t\n"));
  CHECK(search({"--format", "ndjson", "zzzunheard"}).output.empty());
  CHECK(search({"--format", "trec", "zzzunheard"}).exit_code == 1);
}

TEST_CASE("colours: only where asked for when stdout is not a terminal") {
  CHECK(search({"odesa"}).output.find('\x1b') == std::string::npos);
  CHECK(search({"--color", "always", "odesa"}).output.find("\x1b[1m") != std::string::npos);
  Command forced = command({"--color", "always", "odesa"});
  forced.environment["NO_COLOR"] = "1";
  CHECK(run_process(forced).output.find("\x1b[1m") != std::string::npos);
}

TEST_CASE("--explain shows the tree, the terms and where each score comes from") {
  const Json page = json_of({"--explain", "odesa", "=agreement"});
  CHECK_THAT(page["explain"]["tree"].get<std::string>(),
             Catch::Contains("should word odesa") && Catch::Contains("should word =agreement"));
  CHECK(page["explain"]["terms"].size() >= 2);
  for (const Json& hit : page["hits"]) {
    double sum = 0;
    for (const Json& term : hit["explain"]) sum += term["score"].get<double>();
    CHECK(sum == Approx(hit["score"].get<double>()).epsilon(1e-6));
  }
}

TEST_CASE("the index may come from the environment or from the configuration file") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "dateline");
  std::ofstream(folder / "dateline/config.toml")
      << "index = \"" << sample_index() << "\"\n[update]\njobs = 1\n[search]\nlimit = 2\n";
  Command configured;
  configured.arguments = {DATELINE_SEARCH_PROGRAM, "--format", "ndjson", "the"};
  configured.environment["XDG_CONFIG_HOME"] = folder.path().string();
  CHECK(lines_of(run_process(configured).output).size() == 2);

  Command from_environment;
  from_environment.arguments = {DATELINE_SEARCH_PROGRAM, "odesa"};
  from_environment.environment["DATELINE_INDEX"] = sample_index();
  from_environment.environment["XDG_CONFIG_HOME"] = "/nonexistent";
  CHECK(run_process(from_environment).exit_code == 0);
}

TEST_CASE("a reader that goes away is not an error; a full disk is") {
  const ProcessResult gone =
      shell("{ sleep 0.3; $S --limit 5000 --format ndjson the; echo code $? >&2; } | true");
  CHECK(gone.errors == "code 0\n");
  const ProcessResult full = shell("$S odesa > /dev/full");
  CHECK(full.exit_code == 74);
  CHECK_THAT(full.errors, Catch::Contains("No space left"));
  CHECK(shell("$S odesa >&-").exit_code == 74);
}

TEST_CASE("help and version go to standard output") {
  const ProcessResult help = search({"--help"});
  CHECK(help.exit_code == 0);
  CHECK(help.errors.empty());
  for (const char* option :
       {"--index", "--limit", "--offset", "--sort", "--since", "--until", "--timeline", "--facet",
        "--format", "--explain", "--show", "--color", "--topic", "--run-tag", "--config"})
    CHECK_THAT(help.output, Catch::Contains(option));
  CHECK_THAT(search({"--version"}).output, Catch::StartsWith("dateline-search "));
}

TEST_CASE("--plain reads no operator out of the query") {
  const auto found = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--format", "ndjson"});
    return run_process(command(std::move(arguments))).output;
  };
  CHECK(found({"--", "zzplain", "-zzevil"}).find("evil one") == std::string::npos);
  const std::string plain = found({"--plain", "--", "\"zzplain", "(-zzevil"});
  CHECK_THAT(plain, Catch::Contains("\"plain\"") && Catch::Contains("\"evil one\""));
}

TEST_CASE("feedback, recency and related documents are asked for by options") {
  const auto ndjson = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--format", "ndjson", "--limit", "1000"});
    return lines_of(run_process(command(std::move(arguments))).output);
  };
  CHECK(ndjson({"--feedback", "ferry"}).size() > ndjson({"ferry"}).size());
  const ProcessResult recent = search({"--recency", "half-life=1y,weight=2", "--explain", "ferry"});
  CHECK_THAT(recent.output, Catch::Contains("(recency)"));
  CHECK(search({"--related", "plain", "--when", "before"}).exit_code <= 1);
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{"--recency", "soon", "ferry"},
        {"--recency", "weight=11", "ferry"},
        {"--when", "before", "ferry"},
        {"--related", "plain", "--when", "later"},
        {"--related", "plain", "--sort", "newest"},
        {"--related", "no such key"}}) {
    CAPTURE(wrong);
    const ProcessResult result = search(wrong);
    CHECK(result.exit_code == 2);
    CHECK_THAT(result.errors, Catch::Contains("hint: "));
  }
}
