// Feedback, recency and related documents on a small index.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "dateline/indexer.hpp"
#include "dateline/searcher.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

constexpr Day today = 20000;

Document news(const std::string& key, const std::string& title, const std::string& text, Day day) {
  Document document;
  document.key = key;
  document.title = title;
  document.text = text;
  document.source = key.starts_with("wire") ? "Wire" : "Gazette";
  document.date.day = day;
  document.date.precision = DatePrecision::day;
  return document;
}

constexpr const char* reprinted =
    "The ferry between Odesa and Istanbul sails again on Monday after the harbour dredging ended "
    "and the pilots agreed on new rules for the strait.";

/// Ferry news, of which one says "vessel" only, among enough other news that words are rare.
class RerankIndex {
 public:
  RerankIndex() {
    auto indexer = Indexer::open({.index = path(), .jobs = 1});
    REQUIRE(indexer);
    const auto add = [&](Document&& document) { REQUIRE(indexer->add(std::move(document))); };
    add(news("wire/1", "Ferry sails again", reprinted, today - 100));
    add(news("gazette/copy", "Ferry sails again", std::string(reprinted) + " Reprinted.", today));
    add(news("gazette/2", "Ferry strike over",
             "The ferry pilots of the strait agreed with the harbour. Dredging goes on.",
             today - 90));
    add(news("gazette/3", "Harbour dredging", "Pilots say dredging the strait helps every vessel.",
             today - 110));
    add(news("gazette/old", "Ferry timetable", "A ferry timetable of the strait.", today - 900));
    Document undated = news("gazette/undated", "Ferry timetable", "A ferry timetable.", 0);
    undated.date = {};
    add(std::move(undated));
    for (int i = 0; i < 60; ++i) {
      const std::string n = std::to_string(i);
      add(news("gazette/other" + n, "Notes " + n, "Weather was fair in town" + n + " and calm.",
               today - i));
    }
    REQUIRE(indexer->publish());
  }
  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "index"; }

 private:
  test::TemporaryFolder folder_;
};

const RerankIndex& rerank_index() {
  static const RerankIndex index;
  return index;
}

Result<ResultPage> search(SearchRequest query) {
  static const Searcher searcher = Searcher::open(rerank_index().path()).value();
  query.today = today;
  return searcher.search(query);
}

std::vector<std::string> keys_of(const Result<ResultPage>& page) {
  if (!page) FAIL(page.error().message);
  std::vector<std::string> keys;
  for (const Hit& hit : page->hits) keys.push_back(hit.key);
  return keys;
}

bool has(const std::vector<std::string>& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

TEST_CASE("feedback finds what is said in other words") {
  CHECK_FALSE(has(keys_of(search({.text = "ferry"})), "gazette/3"));
  const auto keys = keys_of(search({.text = "ferry", .feedback = true}));
  CHECK(has(keys, "gazette/3"));
  CHECK_FALSE(has(keys, "gazette/other1"));
}

TEST_CASE("feedback keeps what the query demands") {
  const auto keys = keys_of(search({.text = "+ferry -timetable source:gazette", .feedback = true}));
  CHECK(has(keys, "gazette/2"));
  CHECK_FALSE(has(keys, "gazette/3"));
  CHECK_FALSE(has(keys, "gazette/old"));
  CHECK_FALSE(has(keys, "wire/1"));
}

TEST_CASE("feedback has nothing to add where nothing is found, or hits are not ranked") {
  CHECK(keys_of(search({.text = "zebra", .feedback = true})).empty());
  CHECK_FALSE(
      has(keys_of(search({.text = "ferry", .sort = Sort::newest, .feedback = true})), "gazette/3"));
  CHECK(search({.text = "source:gazette", .limit = 100, .feedback = true})->hits.size() ==
        search({.text = "source:gazette", .limit = 100})->hits.size());
}

TEST_CASE("words that feedback added are marked in explanations, and not highlighted") {
  const auto page = search({.text = "ferry", .feedback = true, .explain = true});
  REQUIRE(page);
  const auto hit = std::find_if(page->hits.begin(), page->hits.end(),
                                [](const Hit& each) { return each.key == "gazette/3"; });
  REQUIRE(hit != page->hits.end());
  double sum = 0;
  for (const TermScore& term : hit->explanation) {
    CHECK(term.term.ends_with(" (added)"));
    sum += term.score;
  }
  CHECK(sum == Approx(hit->score));
  CHECK(hit->snippet.marks.empty());
}

TEST_CASE("recency moves newer documents up, and its share is explained") {
  const SearchRequest plain{.text = "ferry timetable"};
  CHECK(keys_of(search(plain)).front() == "gazette/undated");
  SearchRequest recent = plain;
  recent.recency = Recency{30, 5};
  recent.explain = true;
  const auto page = search(recent);
  CHECK(keys_of(page).front() == "gazette/copy");
  const auto& explanation = page->hits.front().explanation;
  REQUIRE(explanation.back().term == "(recency)");
  double sum = 0;
  for (const TermScore& term : explanation) sum += term.score;
  CHECK(sum == Approx(page->hits.front().score));
  CHECK(explanation.back().score == Approx(page->hits.front().score * 5 / 6));
}

TEST_CASE("pages by recency continue each other") {
  const SearchRequest all{.text = "ferry", .limit = 5, .recency = Recency{30, 5}};
  SearchRequest second = all;
  second.limit = 2;
  second.offset = 2;
  const auto keys = keys_of(search(all));
  const auto part = keys_of(search(second));
  REQUIRE(keys.size() == 5);
  REQUIRE(part.size() == 2);
  CHECK(part[0] == keys[2]);
  CHECK(part[1] == keys[3]);
}

TEST_CASE("recency without sense is refused") {
  for (const Recency recency : {Recency{0, 1}, Recency{-1, 1}, Recency{30, -1}, Recency{30, 11}})
    CHECK_FALSE(search({.text = "ferry", .recency = recency}));
}

TEST_CASE("related documents are of the same subject, without the document and its copies") {
  const auto keys = keys_of(search({.related = RelatedTo{"wire/1"}}));
  REQUIRE_FALSE(keys.empty());
  CHECK(keys.front() == "gazette/2");
  CHECK(has(keys, "gazette/3"));
  CHECK_FALSE(has(keys, "wire/1"));
  CHECK_FALSE(has(keys, "gazette/copy"));
}

TEST_CASE("related documents follow the date rule and the rest of the query") {
  const auto before = keys_of(search({.related = RelatedTo{"wire/1", RelatedWhen::before}}));
  CHECK(has(before, "gazette/3"));
  CHECK_FALSE(has(before, "gazette/2"));
  const auto after = keys_of(search({.related = RelatedTo{"wire/1", RelatedWhen::after}}));
  CHECK_FALSE(has(after, "gazette/3"));
  CHECK(has(after, "gazette/2"));
  const auto wire = keys_of(search({.text = "source:wire", .related = RelatedTo{"gazette/2"}}));
  CHECK(wire == std::vector<std::string>{"wire/1"});
}

TEST_CASE("a document without key terms has no related documents") {
  CHECK(keys_of(search({.related = RelatedTo{"gazette/other7"}})).empty());
}

TEST_CASE("related documents need a document, and a date where the rule does") {
  const auto missing = search({.related = RelatedTo{"nobody"}});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::not_found);
  const auto undated = search({.related = RelatedTo{"gazette/undated", RelatedWhen::before}});
  REQUIRE_FALSE(undated);
  CHECK(undated.error().code == ErrorCode::usage);
  CHECK_FALSE(search({.sort = Sort::newest, .related = RelatedTo{"wire/1"}}));
}

}  // namespace
}  // namespace dateline
