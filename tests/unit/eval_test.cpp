// Topics, qrels, runs, metrics and the randomisation test: values computed by hand, and the example
// that pytrec_eval publishes of trec_eval's.
#include <catch2/catch.hpp>
#include <cmath>

#include "evaluation/evaluation.hpp"
#include "evaluation/quality_gate.hpp"
#include "evaluation/randomization_test.hpp"
#include "evaluation/topics.hpp"

namespace dateline {
namespace {

constexpr TopicParts title_only{};

std::vector<Topic> topics_of(std::string_view text, const TopicParts& parts = title_only) {
  auto topics = parse_topics(text, "topics", parts);
  if (!topics) FAIL(topics.error().message);
  return std::move(*topics);
}

std::string topic_error(std::string_view text) {
  const auto topics = parse_topics(text, "topics", title_only);
  REQUIRE_FALSE(topics);
  CHECK(topics.error().code == ErrorCode::usage);
  return topics.error().message;
}

Qrels qrels_of(std::string_view text) {
  auto qrels = parse_qrels(text, "qrels");
  if (!qrels) FAIL(qrels.error().message);
  return std::move(*qrels);
}

TrecRun run_of(std::string_view text) {
  auto run = parse_run(text, "run");
  if (!run) FAIL(run.error().message);
  return std::move(*run);
}

double value_of(const std::string& metric, const std::string& topic, const TrecRun& run,
                const Qrels& qrels) {
  const auto parsed = parse_metric(metric);
  REQUIRE(parsed);
  return evaluate_run(run, qrels, {topic}, {*parsed}).means.front();
}

constexpr const char* trec_topics = R"(
<top>
<num> Number: 051
<dom> Domain: International Economics
<title> Topic: Airbus Subsidies & <prices>

<desc> Description:
How much did governments pay?

<narr> Narrative:
Any sum counts.
</top>
<TOP><NUM>052</NUM><TITLE>Black sea grain</TITLE><DESC>Ports.</DESC></TOP>
)";

TEST_CASE("TREC topics are read with and without end tags and labels") {
  const auto topics = topics_of(trec_topics);
  REQUIRE(topics.size() == 2);
  CHECK(topics[0].id == "51");
  CHECK(topics[0].text == "Airbus Subsidies &");
  CHECK(topics[1].id == "52");
  CHECK(topics[1].text == "Black sea grain");
}

TEST_CASE("the parts of TREC topics that are asked for are joined") {
  const auto topics = topics_of(trec_topics, {true, true, true});
  CHECK(topics[0].text == "Airbus Subsidies &\nHow much did governments pay?\nAny sum counts.");
  CHECK(topics[1].text == "Black sea grain\nPorts.");
}

TEST_CASE("topics are read from JSON Lines and from lines with tabs") {
  const auto json = topics_of(
      "{\"_id\": \"1\", \"text\": \"grain \\\"exports\\\" -wheat\"}\r\n\n"
      "{\"_id\": 7, \"text\": \"ports\", \"metadata\": {}}\n");
  REQUIRE(json.size() == 2);
  CHECK(json[0].text == "grain \"exports\" -wheat");
  CHECK(json[1].id == "7");
  const auto tabs = topics_of("\xEF\xBB\xBFq1\tgrain exports\r\nq2\tports\tand harbours");
  REQUIRE(tabs.size() == 2);
  CHECK(tabs[0].id == "q1");
  CHECK(tabs[0].text == "grain exports");
  CHECK(tabs[1].text == "ports\tand harbours");
}

TEST_CASE("what is not a file of topics is refused with its line") {
  CHECK(topic_error("") == "topics holds no topic");
  CHECK(topic_error("1\tone\nno tab\n") == "topics:2: no tab between a topic's id and its text");
  CHECK(topic_error("1\tone\n1\ttwo\n") == "topics: two topics have the id 1");
  CHECK(topic_error("{\"_id\": \"1\", \"text\": \"one\"}\n{\"_id\": 2}\n") ==
        "topics:2: not a topic");
  CHECK(topic_error("\n<top><num> 1 <title> one") == "topics:2: this topic has no end");
  CHECK(topic_error("<top><num> 1 <title> one\n<top>") == "topics:1: this topic has no end");
  CHECK(topic_error("<top><title> one </top>") == "topics:1: this topic has no number");
  CHECK(topic_error("<top><num> 1 <desc> one </top>") ==
        "topics:1: this topic has none of the requested parts");
  CHECK(topic_error("<html><top></top>") == "topics:1: a tag outside of <top>");
}

TEST_CASE("qrels are read in TREC's and in BEIR's form") {
  const Qrels trec = qrels_of("1 0 d1 2\n1 0 d2 0\r\n2\t0\td1\t-1\n");
  CHECK(trec.at("1") == Judgements{{"d1", 2}, {"d2", 0}});
  CHECK(trec.at("2") == Judgements{{"d1", -1}});
  const Qrels beir = qrels_of("query-id\tcorpus-id\tscore\n1\td 1\t2\n");
  CHECK(beir.at("1") == Judgements{{"d%201", 2}});
  const Qrels spaced = qrels_of("topic 1\td%201\t1\ntopic 1\td 1\t0\n");  // part1-27
  CHECK(spaced.at("topic%201") == Judgements{{"d%25201", 1}, {"d%201", 0}});
}

TEST_CASE("what is not a file of qrels is refused with its line") {
  const auto message = [](std::string_view text) {
    const auto qrels = parse_qrels(text, "qrels");
    REQUIRE_FALSE(qrels);
    return qrels.error().message;
  };
  CHECK(message("") == "qrels holds no judgement");
  CHECK(message("1 0 d1 1\n1 d2 1\n") == "qrels:2: not a judgement");
  CHECK(message("1 0 d1 1\n1 0 d2 yes\n") == "qrels:2: the relevance is not a whole number");
  CHECK(message("1 0 d1 1\n1 0 d1 2\n") ==
        "qrels:2: d1 is judged twice for topic 1, and differently");
}

TEST_CASE(
    "a run is ordered by score and, as by trec_eval, ties by key from the last to the first") {
  const TrecRun run =
      run_of("1 Q0 b 1 2.0 x\n1 Q0 a 2 3 x\n1 Q0 c 3 2.0 x\n1 Q0 d 4 2.00000001 x\n");
  std::string order;
  for (const RunHit& hit : run.at("1")) order += hit.key;
  CHECK(order == "adcb");  // the last score is 2.0 in single precision
}

TEST_CASE("what is not a run is refused with its line") {
  for (const char* line :
       {"1 Q0 b 1 2.0", "1 Q0 b 1 high x", "1 Q0 b 1 nan x", "1 Q0 b 1 1e99 x"}) {
    const auto run = parse_run(line, "run");
    REQUIRE_FALSE(run);
    CHECK(run.error().message == "run:1: not a line of a run");
  }
  const auto twice = parse_run("1 Q0 b 1 2.0 x\n1 Q0 b 2 1.0 x\n", "run");
  REQUIRE_FALSE(twice);
  CHECK(twice.error().message == "run:2: topic 1 has b twice");
}

// README of pytrec_eval, which calls trec_eval's own code.
TEST_CASE("the published example of pytrec_eval gives the published values") {
  const Qrels qrels = qrels_of("q1 0 d1 0\nq1 0 d2 1\nq1 0 d3 0\nq2 0 d2 1\nq2 0 d3 1\n");
  const TrecRun run = run_of(
      "q1 Q0 d1 0 1.0 x\nq1 Q0 d2 0 0.0 x\nq1 Q0 d3 0 1.5 x\n"
      "q2 Q0 d1 0 1.5 x\nq2 Q0 d2 0 0.2 x\nq2 Q0 d3 0 0.5 x\n");
  CHECK(value_of("map", "q1", run, qrels) == Approx(0.3333333333333333));
  CHECK(value_of("ndcg", "q1", run, qrels) == Approx(0.5));
  CHECK(value_of("map", "q2", run, qrels) == Approx(0.5833333333333333));
  CHECK(value_of("ndcg", "q2", run, qrels) == Approx(0.6934264036172708));
}

// Five relevant documents, of which the ranking has three at ranks 2, 3 and 6: grades 1, 3 and 2.
// One of grade 2 and one of grade 1 are missing; e is judged worthless, f was not judged.
const Qrels& graded_qrels() {
  static const Qrels qrels = qrels_of(
      "1 0 a 1\n1 0 b 3\n1 0 c 2\n1 0 missing1 2\n1 0 missing2 1\n1 0 e -2\n2 0 a 0\n3 0 a 1\n");
  return qrels;
}
const TrecRun& graded_run() {
  static const TrecRun run = run_of(
      "1 Q0 e 1 9 x\n1 Q0 a 2 8 x\n1 Q0 b 3 7 x\n1 Q0 f 4 6 x\n1 Q0 g 5 5 x\n1 Q0 c 6 4 x\n"
      "2 Q0 a 1 1 x\n");
  return run;
}

TEST_CASE("metrics are what their definitions give by hand") {
  const double ideal3 = 3 + 2 / std::log2(3) + 2 / std::log2(4);
  const double ideal = ideal3 + 1 / std::log2(5) + 1 / std::log2(6);
  const double gain3 = 1 / std::log2(3) + 3 / std::log2(4);
  const double gain = gain3 + 2 / std::log2(7);
  const std::vector<std::pair<std::string, double>> expected = {
      {"map", (1.0 / 2 + 2.0 / 3 + 3.0 / 6) / 5},
      {"map@3", (1.0 / 2 + 2.0 / 3) / 5},
      {"ndcg", gain / ideal},
      {"ndcg@3", gain3 / ideal3},
      {"ndcg@10", gain / ideal},
      {"p@1", 0},
      {"p@3", 2.0 / 3},
      {"p@10", 3.0 / 10},
      {"recall@3", 2.0 / 5},
      {"recall@1000", 3.0 / 5},
      {"mrr", 1.0 / 2},
      {"mrr@1", 0},
      {"rprec", 2.0 / 5},
  };
  for (const auto& [metric, value] : expected) {
    CAPTURE(metric);
    CHECK(value_of(metric, "1", graded_run(), graded_qrels()) == Approx(value).margin(1e-12));
    CHECK(value_of(metric, "2", graded_run(), graded_qrels()) == 0);
    CHECK(value_of(metric, "3", graded_run(), graded_qrels()) == 0);
  }
}

TEST_CASE("means are over all topics, those without a hit included") {
  const auto metric = parse_metric("mrr");
  REQUIRE(metric);
  const Evaluation evaluation =
      evaluate_run(graded_run(), graded_qrels(), {"1", "2", "3"}, {*metric});
  CHECK(evaluation.means.front() == Approx(0.5 / 3));
}

TEST_CASE("metrics that do not exist are refused") {
  for (const char* name : {"", "map@", "map@0", "map@x", "p", "recall", "rprec@5", "ndcg@-1", "MAP",
                           "ndcg@99999999"}) {
    CAPTURE(name);
    CHECK_FALSE(parse_metric(name));
  }
}

TEST_CASE("the randomisation test is exact where few topics differ") {
  CHECK(randomization_test({}) == 1.0);
  CHECK(randomization_test({0, 0}) == 1.0);
  CHECK(randomization_test({0.1, 0.2, 0.3, 0.4}) == Approx(2.0 / 16));
  // Sums of 4 - 1 and more: the signs +++, ++- (3) ... of 1, 1, 1, -0: by hand 2 of 8.
  CHECK(randomization_test({1, 1, 1}) == Approx(2.0 / 8));
  // |s| >= 1 for +-1 three times: always.
  CHECK(randomization_test({1, 1, -1}) == Approx(1.0));
}

TEST_CASE("the randomisation test samples where many topics differ") {
  std::vector<double> alike;
  for (int i = 0; i < 50; ++i) alike.push_back(i % 2 == 0 ? 0.1 : -0.1);
  CHECK(randomization_test(alike) > 0.9);
  // Of 18 equal differences 15 are positive: 2 * (1 + 18 + 153 + 816) / 2^18.
  std::vector<double> mostly(18, 0.1);
  for (int i = 0; i < 3; ++i) mostly[static_cast<std::size_t>(i)] = -0.1;
  CHECK(randomization_test(mostly) == Approx(2.0 * 988 / 262144).margin(0.001));
  CHECK(randomization_test(std::vector<double>(40, 0.1)) < 0.0001);
}

TEST_CASE("two evaluations are compared topic by topic") {
  const auto metric = parse_metric("map");
  REQUIRE(metric);
  const Evaluation first{{{"1", {0.5}}, {"2", {0.25}}, {"3", {0.0}}}, {0.25}};
  const Evaluation second{{{"1", {0.25}}, {"2", {0.5}}, {"3", {0.0}}}, {0.25}};
  const auto differences = compare_evaluations(first, second);
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].difference == 0);
  CHECK(differences[0].better == 1);
  CHECK(differences[0].worse == 1);
  CHECK(differences[0].equal == 1);
  CHECK(differences[0].p_value == 1.0);
}

TEST_CASE("a gate names a metric and its least mean") {
  const auto gate = parse_gate("ndcg@10=0.45");
  REQUIRE(gate);
  CHECK(gate->metric.name == "ndcg@10");
  CHECK(gate->least == 0.45);
  for (const char* text :
       {"ndcg@10", "ndcg@10=", "ndcg@10=x", "ndcg@10=1.5", "=0.4", "ndcg@10=nan"})
    CHECK_FALSE(parse_gate(text));
  const std::vector<Metric> metrics = {gate->metric};
  CHECK(missed_gates({*gate}, metrics, {{}, {0.45}}).empty());
  CHECK(missed_gates({*gate}, metrics, {{}, {0.4499}}) ==
        std::vector<std::string>{"ndcg@10 is 0.4499, below 0.4500"});
}

}  // namespace
}  // namespace dateline
