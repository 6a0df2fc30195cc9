// Plans and their runs on small segments: which documents match, in which order, with which scores.
#include "searcher/match/matcher.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "searcher/index/session.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/date_walk.hpp"
#include "searcher/match/seen_documents.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/query/stop_words.hpp"
#include "searcher/results/clause_counts.hpp"
#include "tests/support/tiny_segment.hpp"

using namespace dateline;
using dateline::test::TinyDocument;
using dateline::test::TinyIndex;

namespace {

Day day(int year, unsigned month, unsigned day_of_month) {
  return day_from_civil({year, month, day_of_month}).value();
}

const std::vector<TinyDocument>& documents() {
  static const std::vector<TinyDocument> all = {
      // 1
      {"odesa and istanbul", "the port of odesa signed an agreement with turkey in 2002",
       day(2024, 5, 14), "Black Sea News", "en", "odesa"},
      // 2
      {"turkey the bird", "a turkey is roasted for the family", day(2002, 11, 20), "Kitchen", "en",
       "bird"},
      // 3
      {"odessa in texas", "oil prices rise in odessa texas agreements fail", day(2002, 1, 1),
       "Oil Daily", "en", "texas"},
      // 4
      {"cooperation", "cooperative farms cooperate with organic shops", std::nullopt, "Kitchen",
       "de", "farms"},
      // 5
      {"", "agreement agreement agreement", day(2023, 12, 31), "", "", "agreement"},
      // 6
      {"of the people", "the people of the people", day(2023, 1, 1), "Black Sea News", "tr",
       "people"},
      // 7: dead
      {"odesa port", "odesa agreement turkey", day(2024, 5, 14), "Kitchen", "en", "", true},
  };
  return all;
}

std::vector<std::vector<TinyDocument>> cut_into(std::size_t segments) {
  std::vector<std::vector<TinyDocument>> parts(segments);
  const std::size_t count = documents().size();
  for (std::size_t i = 0; i < count; ++i) parts[i * segments / count].push_back(documents()[i]);
  return parts;
}

/// An index with a session on it, and short ways to ask it.
StopCheck never;

struct Fixture {
  explicit Fixture(const std::vector<std::vector<TinyDocument>>& segments)
      : index(segments), session(std::move(Session::open(index.segments(), "en").value())) {}

  [[nodiscard]] QueryNode parse(const std::string& text) const {
    QueryNode root = parse_query(text, session->analyzer(), day(2024, 6, 1)).value();
    drop_function_words(root, text, session->analyzer());
    return root;
  }
  [[nodiscard]] Plan plan(const std::string& text) const {
    return std::move(make_plan(parse(text), *session, index).value());
  }
  [[nodiscard]] std::vector<DocumentNumber> numbers(const MatchResult& match) const {
    std::vector<DocumentNumber> found;
    for (const RankedDocument& ranked : match.documents) {
      found.push_back(index.segments().record(ranked.address).number);
    }
    return found;
  }
  [[nodiscard]] std::vector<DocumentNumber> run(const std::string& text,
                                                MatchRequest request = {}) const {
    return numbers(run_match(*session, plan(text), request));
  }
  [[nodiscard]] std::vector<DocumentNumber> matches(const std::string& text) const {
    auto found = run(text, {.limit = 1000});
    std::sort(found.begin(), found.end());
    return found;
  }

  TinyIndex index;
  std::unique_ptr<Session> session;
};

}  // namespace

TEST_CASE("queries match the documents that their definition says") {
  struct Case {
    const char* query;
    std::vector<DocumentNumber> expected;
  };
  const std::vector<Case> cases = {
      {"odesa", {1}},
      {"odesa odessa", {1, 3}},
      {"agreement", {1, 3, 5}},
      {"=agreement", {1, 5}},
      {"=agreements", {3}},
      {"=agreementx", {}},
      {"nothere", {}},
      {"odesa nothere", {1}},
      {"+odesa +nothere", {}},
      {"+agreement odesa", {1, 3, 5}},
      {"agreement -turkey", {3, 5}},
      {"agreement -=agreement", {3}},
      {"agreement -\"oil prices\"", {1, 5}},
      {"-agreement", {2, 4, 6}},
      {"-=agreements", {1, 2, 4, 5, 6}},
      {"turkey AND agreement", {1}},
      {"turkey AND NOT agreement", {2}},
      {"turkey OR oil", {1, 2, 3}},
      {"NOT (turkey OR oil)", {4, 5, 6}},
      {"(\"oil prices\") OR bird", {2, 3}},
      {"\"port of odesa\"", {1}},
      {"\"odesa port\"", {}},
      {"\"of the people\"", {6}},
      {"\"people of\"", {6}},
      {"\"istanbul the\"", {}},
      {"\"agreement agreement\"", {5}},
      {"\"odesa agreement\"~3", {1}},
      {"\"odesa agreement\"~1", {}},
      {"\"agreement agreement agreement agreement\"~9", {}},
      {"coop*", {4}},
      {"title:coop*", {4}},
      {"agree*", {1, 3, 5}},
      {"agreements*", {3}},
      {"-agreements*", {1, 2, 4, 5, 6}},
      {"title:odesa", {1}},
      {"title:turkey", {2}},
      {"title:\"odessa in\"", {3}},
      {"title:agreement", {}},
      {"turkey -title:turkey", {1}},
      {"source:\"black sea news\"", {1, 6}},
      {"source:KITCHEN", {2, 4}},
      {"agreement source:\"Black Sea News\"", {1}},
      {"lang:de", {4}},
      {"agreement -lang:en", {5}},
      {"key:texas", {3}},
      {"key:nosuch", {}},
      {"-key:texas agreement", {1, 5}},
      {"key:texas OR key:bird OR \"of odesa\"", {1, 2, 3}},
      {"date:2002", {2, 3}},
      {"date:2002-01-01", {3}},
      {"date:2023-01..2024-05-14", {1, 5, 6}},
      {"date:..2002-10", {3}},
      {"date:2024-05-15..", {}},
      {"date:none", {4}},
      {"-date:2002", {1, 4, 5, 6}},
      {"turkey date:2024", {1}},
      {"turkey -date:2024", {2}},
      {"date:2002 OR \"of odesa\"", {1, 2, 3}},
      {"(date:2002 AND oil) OR (lang:de AND coop*) OR (source:kitchen AND title:bird)", {2, 3, 4}},
      {"(agreement -(\"an agreement\" OR texas)) OR \"the bird\"", {2, 5}},
  };
  for (const std::size_t segments : {1u, 2u, 3u, 7u}) {
    const Fixture fixture(cut_into(segments));
    for (const Case& c : cases) {
      CAPTURE(c.query, segments);
      CHECK(fixture.matches(c.query) == c.expected);
      CHECK(count_matches(*fixture.session, fixture.plan(c.query), true, never).value ==
            c.expected.size());
    }
  }
}

TEST_CASE("clauses that terms decide leave nothing to verify") {
  const Fixture fixture({documents()});
  for (const char* query : {"odesa turkey", "+odesa -turkey date:2002", "=odesa", "source:kitchen",
                            "coop* -lang:en", "odesa AND NOT (turkey OR key:bird)"}) {
    CAPTURE(query);
    CHECK(fixture.plan(query).condition == nullptr);
  }
  for (const char* query : {"\"port of\"", "=agreement", "title:odesa", "agreements*",
                            "-\"port of\"", "\"a b\"~2 OR odesa"}) {
    CAPTURE(query);
    CHECK(fixture.plan(query).condition != nullptr);
  }
}

TEST_CASE("a score is the sum of what its explanation says") {
  const std::vector<const char*> queries = {"odesa turkey agreement",
                                            "agreement agreement turkey",
                                            "agree* odesa",
                                            "+agreement (turkey AND oil) bird",
                                            "\"port of odesa\" turkey",
                                            "(turkey AND agreement) OR bird OR \"of the\"",
                                            "(\"oil prices\") turkey =agreement -bird",
                                            "agreement date:2000..2030 the the the"};
  for (const std::size_t segments : {1u, 3u}) {
    const Fixture fixture(cut_into(segments));
    for (const char* query : queries) {
      CAPTURE(query, segments);
      const Plan plan = fixture.plan(query);
      const Bm25 scorer(*fixture.session, plan, default_k1);
      const MatchResult match = run_match(*fixture.session, plan, {});
      REQUIRE_FALSE(match.documents.empty());
      for (const RankedDocument& ranked : match.documents) {
        CHECK(scorer.score(ranked.address) == Approx(ranked.score).margin(1e-9));
      }
    }
  }
}

TEST_CASE("all words outside of negations count for the score wherever the document holds them") {
  const Fixture fixture({documents()});
  // Document 2 matches by bird alone; turkey counts although its group does not match.
  const Plan plan = fixture.plan("(turkey AND odesa) OR bird");
  const Bm25 scorer(*fixture.session, plan, default_k1);
  const auto explanation = scorer.explain(fixture.index.segments().find(2).value());
  REQUIRE(explanation.size() == 2);
  CHECK(explanation[0].term == fixture.index.stem("turkey"));
  CHECK(explanation[1].term == "bird");
}

TEST_CASE("equal scores are in the order of document numbers, however the index is cut") {
  std::vector<TinyDocument> twins;
  for (int i = 0; i < 23; ++i)
    twins.push_back({"", i % 3 == 0 ? "same words here" : "same words", day(2000, 1, 1)});
  std::vector<DocumentNumber> expected;
  for (DocumentNumber number = 1; number <= 23; ++number) expected.push_back(number);
  for (const std::size_t segments : {1u, 2u, 5u}) {
    std::vector<std::vector<TinyDocument>> parts(segments);
    for (std::size_t i = 0; i < twins.size(); ++i)
      parts[i * segments / twins.size()].push_back(twins[i]);
    const Fixture fixture(parts);
    CAPTURE(segments);
    CHECK(fixture.run("same", {.limit = 100}) == expected);
    CHECK(fixture.run("same", {.limit = 4}) == std::vector<DocumentNumber>{1, 2, 3, 4});
    CHECK(fixture.run("\"same words\"", {.limit = 29}) == expected);
  }
}

TEST_CASE("newest and oldest sort by day, then the later document, undated last") {
  for (const std::size_t segments : {1u, 3u}) {
    const Fixture fixture(cut_into(segments));
    CAPTURE(segments);
    const std::vector<DocumentNumber> newest = {1, 5, 6, 2, 3, 4};
    CHECK(fixture.run("the agreement coop* turkey", {.sort = Sort::newest}) == newest);
    CHECK(fixture.run("the agreement coop* turkey", {.sort = Sort::oldest}) ==
          std::vector<DocumentNumber>{3, 2, 6, 5, 1, 4});
    // Without a word to rank by, relevance is newest first.
    CHECK(fixture.run("-nothere") == newest);
    CHECK(fixture.run("-nothere", {.limit = 2}) == std::vector<DocumentNumber>{1, 5});
    // Phrases are verified in the order of dates.
    CHECK(fixture.run("-\"port of\"", {.sort = Sort::newest, .limit = 2}) ==
          std::vector<DocumentNumber>{5, 6});
  }
}

/// Documents of few days, most of them with a time, so that many stand at the same instant.
std::vector<TinyDocument> timed_documents(std::size_t count, std::mt19937& random) {
  const auto below = [&random](unsigned end) { return static_cast<unsigned>(random() % end); };
  std::vector<TinyDocument> timed;
  for (std::size_t i = 0; i < count; ++i) {
    TinyDocument document{"", below(2) == 0 ? "red" : "red blue", day(2024, 5, 1 + below(4))};
    if (below(4) != 0) document.second_of_day = below(3) == 0 ? 43'200 : below(86'400);
    if (below(10) == 0) document = {"", "red blue", std::nullopt};
    timed.push_back(document);
  }
  return timed;
}

/// Numbers of the documents in the order that `sort` means.
std::vector<DocumentNumber> sorted_numbers(const std::vector<TinyDocument>& timed, Sort sort) {
  std::vector<DocumentNumber> numbers(timed.size());
  std::iota(numbers.rbegin(), numbers.rend(), 1u);
  std::stable_sort(numbers.begin(), numbers.end(), [&](DocumentNumber a, DocumentNumber b) {
    const TinyDocument& first = timed[a - 1];
    const TinyDocument& second = timed[b - 1];
    if (!first.day || !second.day) return first.day.has_value() && !second.day.has_value();
    const auto x = std::pair(*first.day, first.second_of_day);
    const auto y = std::pair(*second.day, second.second_of_day);
    return sort == Sort::newest ? x > y : x < y;
  });
  return numbers;
}

TEST_CASE("newest and oldest sort by instant, a day's start first, on ties the later document",
          "[part1-15]") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto timed = timed_documents(2000, random);
  for (const std::size_t segments : {1u, 3u}) {
    std::vector<std::vector<TinyDocument>> parts(segments);
    for (std::size_t i = 0; i < timed.size(); ++i)
      parts[i * segments / timed.size()].push_back(timed[i]);
    const Fixture fixture(parts);
    for (const Sort sort : {Sort::newest, Sort::oldest}) {
      CAPTURE(segments, sort == Sort::newest);
      const auto expected = sorted_numbers(timed, sort);
      CHECK(fixture.run("red", {.sort = sort, .limit = 5000}) == expected);
      CHECK(fixture.run("-nothere", {.sort = sort, .limit = 5000}) == expected);
      CHECK(fixture.run("\"red\" OR blue", {.sort = sort, .limit = 5000}) == expected);
      // The first ones, with and without a visit of all hits, and by walking through the days.
      HitTally tally(HitTally::Wanted{});
      const std::vector<DocumentNumber> first(expected.begin(), expected.begin() + 57);
      CHECK(fixture.run("red", {.sort = sort, .limit = 57}) == first);
      CHECK(fixture.run("red", {.sort = sort, .limit = 57, .tally = &tally}) == first);
      StopCheck stop;
      const MatchRequest request{.sort = sort, .limit = 57, .stop = &stop};
      const DateOrder order = sort == Sort::newest ? DateOrder::newest : DateOrder::oldest;
      CHECK(fixture.numbers(
                rank_by_walking(*fixture.session, fixture.plan("red"), request, order)) == first);
    }
  }
}

TEST_CASE("a tally visits every hit and makes the total exact") {
  const Fixture fixture(cut_into(3));
  for (const Sort sort : {Sort::relevance, Sort::newest}) {
    HitTally tally({.days = true, .fields = {FieldId::source, FieldId::language}});
    const MatchResult match =
        run_match(*fixture.session, fixture.plan("agreement \"agreement\" turkey"),
                  {.sort = sort, .limit = 1, .tally = &tally});
    CHECK(match.documents.size() == 1);
    CHECK(match.total.exact);
    CHECK(match.total.value == 3);
    CHECK(tally.hits() == 3);
    CHECK(tally.days().at(day(2024, 5, 14)) == 1);
    CHECK(tally.days().size() == 3);
    CHECK(tally.values(FieldId::source).size() == 2);
  }
}

TEST_CASE("totals say whether they are exact") {
  std::vector<TinyDocument> many;
  for (int i = 0; i < 3000; ++i)
    many.push_back({"", i % 2 == 0 ? "red blue" : "blue red", day(2000, 1, 1)});
  const Fixture fixture({many});
  const auto total = [&](const char* query, Sort sort) {
    return run_match(*fixture.session, fixture.plan(query), {.sort = sort, .limit = 5}).total;
  };
  CHECK(total("red", Sort::relevance).exact);
  CHECK(total("red", Sort::relevance).value == 3000);
  CHECK(total("red", Sort::newest).exact);
  for (const Sort sort : {Sort::relevance, Sort::newest}) {
    // Every second document: what is looked at must not fall into step with them.
    const Total estimate = total("\"red blue\"", sort);
    CHECK_FALSE(estimate.exact);
    CHECK(estimate.value > 1000);
    CHECK(estimate.value < 2000);
  }
  CHECK(count_matches(*fixture.session, fixture.plan("\"red blue\""), true, never).value == 1500);
  CHECK_FALSE(count_matches(*fixture.session, fixture.plan("\"red blue\""), false, never).exact);
}

/// Texts of a few words in random order, some of them dead, of two sources.
std::vector<TinyDocument> random_documents(std::size_t count, std::mt19937& random) {
  const std::vector<std::string> words = {"red", "blue", "green", "grey", "reds", "greyer"};
  const auto text_of = [&](std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += words[random() % words.size()] + " ";
    text.pop_back();
    return text;
  };
  std::vector<TinyDocument> all;
  for (std::size_t i = 0; i < count; ++i) {
    TinyDocument document{text_of(1 + random() % 2), text_of(1 + random() % 6),
                          day(2000 + static_cast<int>(random() % 3), 1, 1)};
    document.source = random() % 3 == 0 ? "A" : "B";
    document.dead = random() % 20 == 0;
    all.push_back(std::move(document));
  }
  return all;
}

constexpr const char* counted_queries[] = {"red",
                                           "red green",
                                           "+red +green",
                                           "+red +green +grey",
                                           "\"red blue\"",
                                           "\"green grey\"~2",
                                           "title:red",
                                           "title:\"red grey\"",
                                           "=reds",
                                           "gre*",
                                           "=reds =greyer",
                                           "title:red blue",
                                           "red date:2001",
                                           "+red +blue source:A",
                                           "\"red blue\" source:B",
                                           "date:2001..2002",
                                           "-red",
                                           "-\"red blue\"",
                                           "(red blue) +(green grey)",
                                           "\"red red\" OR \"grey grey\""};

TEST_CASE("a total that is asked for exactly is right, with and without a page", "[part1-14]") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto all = random_documents(6000, random);
  for (const std::size_t segments : {1u, 4u}) {
    std::vector<std::vector<TinyDocument>> parts(segments);
    for (std::size_t i = 0; i < all.size(); ++i) parts[i * segments / all.size()].push_back(all[i]);
    const Fixture fixture(parts);
    for (const char* query : counted_queries) {
      const Plan plan = fixture.plan(query);
      const std::size_t hits = fixture.run(query, {.limit = 10'000}).size();
      CAPTURE(segments, query, hits);
      REQUIRE(hits > 0);
      for (const Sort sort : {Sort::relevance, Sort::newest}) {
        for (const std::size_t limit : {0u, 10u}) {
          const Total exact =
              run_match(*fixture.session, plan,
                        {.sort = sort, .limit = limit, .counting = Counting::exactly})
                  .total;
          CHECK(exact.exact);
          CHECK(exact.value == hits);
        }
        // Without a page there is nothing to do but count.
        const Total counted = run_match(*fixture.session, plan, {.sort = sort, .limit = 0}).total;
        CHECK(counted.exact);
        CHECK(counted.value == hits);
        // What says that it is exact is, and what does not is not far off.
        for (const Counting counting : {Counting::cheaply, Counting::thorough}) {
          const Total total =
              run_match(*fixture.session, plan, {.sort = sort, .limit = 10, .counting = counting})
                  .total;
          CHECK((!total.exact || total.value == hits));
          // The estimate of a walk by date rests on its ten hits: that so many come in an eighth of
          // their share of documents happens once in a million times (Poisson).
          const double factor = sort == Sort::newest ? 8.0 : 2.0;
          CHECK(static_cast<double>(total.value) * factor > static_cast<double>(hits));
          CHECK(static_cast<double>(total.value) < factor * static_cast<double>(hits));
        }
      }
    }
  }
}

TEST_CASE("required words and filters are counted exactly, and a page is the same as ever",
          "[part1-14]") {
  std::mt19937 random(7);
  const auto all = random_documents(6000, random);
  const Fixture fixture({all});
  for (const char* query : {"+red +green", "+red +green +grey source:A", "+red date:2001",
                            "date:2001..2002", "source:A", "red -source:B"}) {
    CAPTURE(query);
    // From the third time on the postings are in memory.
    for (int round = 0; round < 4; ++round) {
      const auto whole = fixture.run(query, {.limit = 10'000, .counting = Counting::none});
      const MatchResult page = run_match(*fixture.session, fixture.plan(query), {.limit = 10});
      CHECK(fixture.numbers(page) ==
            std::vector<DocumentNumber>(whole.begin(), whole.begin() + 10));
      if (round < 3) continue;
      CHECK(page.total.exact);
      CHECK(page.total.value == whole.size());
    }
    const MatchResult once = run_match(*fixture.session, fixture.plan(query),
                                       {.limit = 10, .counting = Counting::thorough});
    CHECK(once.total.exact);
  }
}

TEST_CASE("documents that are looked at are spread over those that are not decided", "[part1-14]") {
  const Fixture fixture({std::vector<TinyDocument>(700), std::vector<TinyDocument>(5000)});
  SeenDocuments seen(2);
  seen.begin(0, 700);
  seen.begin(1, 5000);
  CHECK(seen.undecided() == 0);
  CHECK(seen.spread(10).empty());
  for (std::uint32_t docid = 1; docid <= 5000; ++docid) {
    seen.propose({1, docid});
    if (docid % 5 == 0) seen.decide({1, docid});
  }
  seen.propose({0, 700});
  CHECK(seen.undecided() == 4001);
  CHECK(seen.spread(10'000).size() == 4001);
  for (const std::size_t count : {1u, 2u, 100u, 3000u, 4000u, 4001u}) {
    const auto chosen = seen.spread(count);
    CAPTURE(count);
    REQUIRE(chosen.size() == count);
    std::size_t odd = 0;
    for (std::size_t i = 0; i < count; ++i) {
      CHECK((chosen[i] == DocAddress{0, 700} || chosen[i].docid % 5 != 0));
      odd += chosen[i].docid % 2;
      if (i == 0) continue;
      CHECK(std::pair(chosen[i - 1].segment, chosen[i - 1].docid) <
            std::pair(chosen[i].segment, chosen[i].docid));
    }
    if (count >= 100)
      CHECK(std::abs(static_cast<double>(odd) / static_cast<double>(count) - 0.5) < 0.15);
  }
}

TEST_CASE("a wildcard over too many words is an error with its place and the limit") {
  std::vector<TinyDocument> words;
  for (int i = 0; i < 300; ++i) words.push_back({"", "word" + std::to_string(i), day(2000, 1, 1)});
  const Fixture fixture({words});
  const auto plan = make_plan(fixture.parse("other wor*"), *fixture.session, fixture.index);
  REQUIRE_FALSE(plan);
  CHECK(plan.error().code == ErrorCode::bad_query);
  CHECK(plan.error().offset == 6u);
  CHECK(plan.error().message.find("wor*") != std::string::npos);
  CHECK(plan.error().message.find("300") != std::string::npos);
  CHECK(plan.error().message.find("256") != std::string::npos);
  CHECK(fixture.matches("word29*").size() == 11);  // word29 and word290 to word299
}

TEST_CASE("each clause is counted alone, and a word that is not there gets a spelling") {
  const Fixture fixture(cut_into(2));
  const std::string text = "+turkey +agrement -odesa \"the bird\" date:2002 source:kitchen";
  const auto counts =
      count_clauses(fixture.parse(text), text, *fixture.session, fixture.index, never);
  REQUIRE(counts);
  REQUIRE(counts->size() == 6);
  struct Expected {
    std::string clause;
    std::uint64_t documents;
    std::string did_you_mean;
  };
  const std::vector<Expected> expected = {{"turkey", 2, ""},    {"agrement", 0, "agreement"},
                                          {"-odesa", 5, ""},    {"\"the bird\"", 1, ""},
                                          {"date:2002", 2, ""}, {"source:kitchen", 2, ""}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const ClauseCount& count = counts->at(i);
    CAPTURE(count.clause);
    CHECK(count.clause == expected[i].clause);
    CHECK(count.documents.value == expected[i].documents);
    CHECK(count.documents.exact);
    CHECK(count.did_you_mean == expected[i].did_you_mean);
  }
}

TEST_CASE("an index without segments answers everything with nothing") {
  const Fixture fixture(std::vector<std::vector<TinyDocument>>{});
  CHECK(fixture.run("odesa \"port of\" coop* date:2002 key:odesa -oil").empty());
  const auto counts =
      count_clauses(fixture.parse("odesa"), "odesa", *fixture.session, fixture.index, never);
  REQUIRE(counts);
  CHECK(counts->front().documents.value == 0);
}

TEST_CASE("sessions are pooled and two segments with one UUID are damage") {
  const TinyIndex index(cut_into(2));
  SessionPool pool(index.segments(), "en");
  const Session* first = nullptr;
  {
    const auto lease = pool.acquire();
    REQUIRE(lease);
    first = &**lease;
    const auto second = pool.acquire();
    REQUIRE(second);
    CHECK(&**second != first);
  }
  std::filesystem::remove_all(index.segments()[1].directory);
  std::filesystem::copy(index.segments()[0].directory, index.segments()[1].directory);
  const auto broken = Session::open(index.segments(), "en");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == ErrorCode::corrupt);
}
