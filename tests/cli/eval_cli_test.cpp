// dateline-eval as users run it, on a small index and on runs.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/run_process.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace dateline;
using dateline::test::ProcessResult;
using dateline::test::run_process;
using dateline::test::TemporaryFolder;
using Json = nlohmann::json;

namespace {

/// An index of four documents, topics and qrels.
class EvalFixture {
 public:
  EvalFixture() {
    write("news.jsonl",
          "{\"key\":\"a\",\"title\":\"Grain leaves Odesa\",\"text\":\"Wheat and grain by sea.\"}\n"
          "{\"key\":\"b\",\"title\":\"Harbour fees\",\"text\":\"Fees at the harbour rise.\"}\n"
          "{\"key\":\"c d\",\"title\":\"Grain prices\",\"text\":\"Prices of rye.\"}\n"
          "{\"key\":\"e\",\"title\":\"Rain\",\"text\":\"It rained.\"}\n");
    write("topics.jsonl",
          "{\"_id\":\"1\",\"text\":\"-grain AND \\\"prices\"}\n"
          "{\"_id\":\"2\",\"text\":\"(harbour title:fees*\"}\n"
          "{\"_id\":\"3\",\"text\":\"zebras\"}\n"
          "{\"_id\":\"4\",\"text\":\"rain\"}\n");
    write("qrels.tsv", "query-id\tcorpus-id\tscore\n1\tc d\t1\n2\tb\t1\n3\ta\t1\n");
    write("qrels.txt", "1 0 c%20d 1\n2 0 b 1\n3 0 a 1\n");
    const ProcessResult made = run_process({{DATELINE_INDEX_PROGRAM, "update", "--quiet", "--index",
                                             path("index"), path("news.jsonl")}});
    INFO(made.errors);
    REQUIRE(made.exit_code == 0);
  }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name) << content;
  }
  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_ / name).string();
  }
  [[nodiscard]] ProcessResult eval(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), DATELINE_EVAL_PROGRAM);
    return run_process({std::move(arguments)});
  }
  /// With index, topics and qrels.
  [[nodiscard]] ProcessResult eval_index(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {
        "--index", path("index"), "--topics", path("topics.jsonl"), "--qrels", path("qrels.tsv")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return eval(std::move(arguments));
  }

 private:
  TemporaryFolder folder_;
};

std::string read_text(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("topics are plain text: no operator is read out of them") {
  const EvalFixture fixture;
  const ProcessResult result = fixture.eval_index({"--metrics", "mrr,p@1", "--per-topic"});
  CHECK(result.errors == "");
  CHECK(result.exit_code == 0);
  CHECK(result.output ==
        "topic\tmrr\tp@1\n1\t1.0000\t1.0000\n2\t1.0000\t1.0000\n3\t0.0000\t0.0000\n\n"
        "metric    mean\nmrr     0.6667\np@1     0.6667\n3 topics; 1 more without judgements\n");
}

TEST_CASE("a run that is written and read again has the same values, with either form of qrels") {
  const EvalFixture fixture;
  const ProcessResult made =
      fixture.eval_index({"--run", fixture.path("a.run"), "--format", "json", "--run-tag", "mine"});
  REQUIRE(made.exit_code == 0);
  const std::string run = read_text(fixture.path("a.run"));
  CHECK(run.find("1 Q0 c%20d 1 ") == 0);
  CHECK(run.find(" mine\n") != std::string::npos);
  for (const char* qrels : {"qrels.tsv", "qrels.txt"}) {
    const ProcessResult again = fixture.eval(
        {"--run", fixture.path("a.run"), "--qrels", fixture.path(qrels), "--format", "json"});
    REQUIRE(again.exit_code == 0);
    CHECK(Json::parse(again.output)["means"] == Json::parse(made.output)["means"]);
  }
}

TEST_CASE("a run can be written without qrels") {
  const EvalFixture fixture;
  const ProcessResult made =
      fixture.eval({"--index", fixture.path("index"), "--topics", fixture.path("topics.jsonl"),
                    "--run", fixture.path("b.run"), "--depth", "1"});
  CHECK(made.exit_code == 0);
  CHECK(made.output == "");
  const std::string run = read_text(fixture.path("b.run"));
  CHECK(std::count(run.begin(), run.end(), '\n') == 3);
}

TEST_CASE("two runs are compared topic by topic") {
  const EvalFixture fixture;
  fixture.write("good.run", "1 Q0 c%20d 1 1.0 x\n2 Q0 b 1 1.0 x\n");
  fixture.write("bad.run", "1 Q0 c%20d 2 1.0 x\n1 Q0 a 1 2.0 x\n2 Q0 b 1 1.0 x\n");
  const ProcessResult text =
      fixture.eval({"--run", fixture.path("good.run"), "--compare", fixture.path("bad.run"),
                    "--qrels", fixture.path("qrels.tsv"), "--metrics", "mrr", "--per-topic"});
  CHECK(text.exit_code == 0);
  CHECK(text.output ==
        "topic\tmrr\n1\t1.0000 (+0.5000)\n2\t1.0000 (+0.0000)\n3\t0.0000 (+0.0000)\n\n"
        "metric    mean   other  difference  better  worse  equal       p\n"
        "mrr     0.6667  0.5000     +0.1667       1      0      2  1.0000\n3 topics\n");
  const ProcessResult json =
      fixture.eval({"--run", fixture.path("good.run"), "--compare", fixture.path("bad.run"),
                    "--qrels", fixture.path("qrels.tsv"), "--format", "json"});
  const Json comparison = Json::parse(json.output)["comparison"]["mrr"];
  CHECK(comparison["better"] == 1);
  CHECK(comparison["other"] == 0.5);
}

TEST_CASE("a mean below the least that is asked for has exit code 4") {
  const EvalFixture fixture;
  CHECK(fixture.eval_index({"--fail-below", "mrr=0.6"}).exit_code == 0);
  const ProcessResult below = fixture.eval_index(
      {"--metrics", "map", "--fail-below", "mrr=0.7", "--fail-below", "map=0.1"});
  CHECK(below.exit_code == 4);
  CHECK(below.errors == "dateline-eval: mrr is 0.6667, below 0.7000\n");
  CHECK(below.output.find("mrr     0.6667") != std::string::npos);
}

TEST_CASE("wrong uses have exit code 2 and a hint") {
  const EvalFixture fixture;
  const std::string index = fixture.path("index");
  const std::string topics = fixture.path("topics.jsonl");
  const std::string qrels = fixture.path("qrels.tsv");
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"--qrels", qrels},
      {"--index", index, "--qrels", qrels},
      {"--topics", topics, "--qrels", qrels, "--run", "x.run"},
      {"--index", index, "--topics", topics},
      {"--index", index, "--topics", topics, "--run", "x.run", "--fail-below", "map=0.1"},
      {"--index", index, "--topics", topics, "--qrels", qrels, "--metrics", "mop"},
      {"--index", index, "--topics", topics, "--qrels", qrels, "--format", "xml"},
      {"--index", index, "--topics", topics, "--qrels", qrels, "--depth", "0"},
      {"--index", index, "--topics", topics, "--qrels", qrels, "--topic-parts", "all"},
      {"--index", index, "--topics", qrels, "--qrels", topics},
      {"--index", fixture.path("nothing"), "--topics", topics, "--qrels", qrels},
      {"--index", index, "--topics", fixture.path("nothing"), "--qrels", qrels},
  };
  for (const auto& arguments : wrong) {
    CAPTURE(arguments);
    const ProcessResult result = fixture.eval(arguments);
    CHECK(result.exit_code == 2);
    CHECK(result.output == "");
    CHECK(result.errors.find("hint: ") != std::string::npos);
  }
}

TEST_CASE("topics that the qrels do not judge are an error") {
  const EvalFixture fixture;
  fixture.write("other.txt", "77 0 a 1\n");
  const ProcessResult result =
      fixture.eval({"--index", fixture.path("index"), "--topics", fixture.path("topics.jsonl"),
                    "--qrels", fixture.path("other.txt")});
  CHECK(result.exit_code == 2);
  CHECK(result.errors.find("judges none of the topics") != std::string::npos);
}

TEST_CASE("help and version go to standard output") {
  const EvalFixture fixture;
  CHECK(fixture.eval({"--help"}).output.find("--fail-below") != std::string::npos);
  CHECK(fixture.eval({"--version"}).output.find("dateline-eval ") == 0);
}

}  // namespace
