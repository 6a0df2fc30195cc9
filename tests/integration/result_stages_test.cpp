// Stages of results and rewriters, alone and together, against the naive order: every hit ranked,
// scored anew, and compared with all hits before it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/format/generation/generation.hpp"
#include "common/format/store/store.hpp"
#include "dateline/indexer.hpp"
#include "dateline/searcher.hpp"
#include "searcher/index/stored_document.hpp"
#include "searcher/match/hit_tally.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/query/rewrite/rewrite.hpp"
#include "searcher/results/match_source.hpp"
#include "searcher/results/near_copies.hpp"
#include "searcher/results/ranked_page.hpp"
#include "searcher/results/recency.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

constexpr Day today = 20000;
constexpr int documents = 400;
constexpr int words = 120;

using Random = std::mt19937;

int below(Random& random, int bound) {
  return std::uniform_int_distribution<int>(0, bound - 1)(random);
}

/// Words of which those with low numbers are frequent.
std::string random_text(Random& random) {
  std::string text;
  for (int i = 20 + below(random, 40); i > 0; --i)
    text += "word" + std::to_string(below(random, 1 + below(random, words))) + " ";
  return text;
}

/// News of which a third repeats earlier news, with a few words added.
std::vector<Document> random_news(Random& random) {
  std::vector<Document> news;
  for (int i = 0; i < documents; ++i) {
    Document document;
    document.key = "n" + std::to_string(i);
    document.title = "News " + std::to_string(i);
    document.source = i % 3 == 0 ? "Wire" : "Gazette";
    const bool repeats = i > 0 && below(random, 3) == 0;
    document.text = repeats ? news[static_cast<std::size_t>(below(random, i))].text + "again"
                            : random_text(random);
    if (below(random, 10) != 0) {
      document.date.day = today - below(random, 400);
      document.date.precision = DatePrecision::day;
    }
    news.push_back(std::move(document));
  }
  return news;
}

void publish(const std::filesystem::path& path, std::vector<Document> news) {
  auto indexer = Indexer::open({.index = path, .jobs = 1, .memory_mb = 64});
  REQUIRE(indexer);
  for (Document& document : news) REQUIRE(indexer->add(std::move(document)));
  REQUIRE(indexer->publish());
}

/// An index that is open at the level of plans.
class OpenIndex {
 public:
  explicit OpenIndex(const std::filesystem::path& path)
      : generation_(std::move(Generation::open_current(path).value())),
        store_(std::move(Store::open(generation_.store()).value())),
        segments_(std::move(SegmentSet::open(generation_, store_, Residence::kept).value())),
        lookup_(store_),
        session_(std::move(Session::open(segments_, generation_.manifest().language).value())) {}

  [[nodiscard]] const Session& session() const { return *session_; }
  [[nodiscard]] const SegmentSet& segments() const { return segments_; }
  [[nodiscard]] const IndexLookup& lookup() const { return lookup_; }
  [[nodiscard]] double k1() const { return generation_.manifest().scoring.k1; }

  [[nodiscard]] Plan plan(const SearchRequest& request, StopCheck& stop) const {
    const RewriteContext context{
        request, *session_, lookup_, store_, generation_.manifest().scoring, stop};
    QueryNode parsed;
    if (!request.text.empty())
      parsed = parse_query(request.text, session_->analyzer(), today).value();
    QueryNode root = interpret(std::move(parsed), context).value();
    return std::move(
        make_plan(expand(std::move(root), context).value(), *session_, lookup_).value());
  }

  [[nodiscard]] Shingles shingles(const DocAddress& address) const {
    return shingles_of(segments_[address.segment].files.stream(address.docid));
  }

 private:
  Generation generation_;
  Store store_;
  SegmentSet segments_;
  StoreLookup lookup_;
  std::unique_ptr<Session> session_;
};

void rescore(std::vector<RankedDocument>& hits, const Recency& recency, const OpenIndex& index) {
  const auto record = [&](const RankedDocument& hit) -> const DocumentRecord& {
    return index.segments().record(hit.address);
  };
  for (RankedDocument& hit : hits) hit.score *= recency_factor(recency, record(hit).day, today);
  std::sort(hits.begin(), hits.end(), [&](const RankedDocument& a, const RankedDocument& b) {
    return a.score != b.score ? a.score > b.score : record(a).number < record(b).number;
  });
}

std::vector<RankedDocument> without_copies(const std::vector<RankedDocument>& hits,
                                           const std::string& key, const OpenIndex& index) {
  std::vector<Shingles> known = {
      index.shingles(address_of_key(key, index.session(), index.lookup()).value())};
  std::vector<RankedDocument> distinct;
  for (const RankedDocument& hit : hits) {
    const Shingles shingles = index.shingles(hit.address);
    if (std::any_of(known.begin(), known.end(),
                    [&](const Shingles& other) { return are_near_copies(shingles, other); }))
      continue;
    known.push_back(shingles);
    distinct.push_back(hit);
  }
  return distinct;
}

std::vector<RankedDocument> naive_order(const OpenIndex& index, const Plan& plan,
                                        const SearchRequest& request) {
  const MatchRequest all{.sort = request.sort, .limit = documents, .k1 = index.k1()};
  std::vector<RankedDocument> hits = run_match(index.session(), plan, all).documents;
  if (request.recency && !plan.scoring.empty()) rescore(hits, *request.recency, index);
  return request.related ? without_copies(hits, request.related->key, index) : hits;
}

using Listed = std::vector<std::pair<std::uint32_t, double>>;

Listed listed(const std::vector<RankedDocument>& hits, const OpenIndex& index) {
  Listed list;
  for (const RankedDocument& hit : hits)
    list.emplace_back(index.segments().record(hit.address).number, hit.score);
  return list;
}

Listed cut(const Listed& list, std::size_t offset, std::size_t limit) {
  const auto at = [&](std::size_t place) {
    return list.begin() + static_cast<std::ptrdiff_t>(std::min(place, list.size()));
  };
  return {at(offset), at(offset + limit)};
}

SearchRequest random_request(Random& random) {
  static const char* const texts[] = {"word3 word50", "source:gazette word7", "word90 -word2",
                                      "+word5 word60 word61", "source:wire"};
  SearchRequest request;
  request.today = today;
  request.feedback = below(random, 2) == 0;
  if (below(random, 2) == 0)
    request.related = RelatedTo{"n" + std::to_string(below(random, documents))};
  if (below(random, 2) == 0)
    request.recency = Recency{1.0 + below(random, 100), 0.1 * below(random, 100)};
  if (!request.related || below(random, 2) == 0) request.text = texts[below(random, 5)];
  request.offset = static_cast<std::size_t>(below(random, 3) * below(random, 40));
  request.limit = static_cast<std::size_t>(below(random, 50));
  return request;
}

std::string described(const SearchRequest& request) {
  return "\"" + request.text + "\"" + (request.feedback ? " feedback" : "") +
         (request.related ? " related " + request.related->key : "") +
         (request.recency ? " recency " + std::to_string(request.recency->half_life_days) + ", " +
                                std::to_string(request.recency->weight)
                          : "") +
         " offset " + std::to_string(request.offset) + " limit " + std::to_string(request.limit);
}

}  // namespace

TEST_CASE("options combine to the naive order, whatever the page") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  Random random(seed);
  const test::TemporaryFolder folder;
  publish(folder / "index", random_news(random));
  const OpenIndex index(folder / "index");
  for (int i = 0; i < 100; ++i) {
    const SearchRequest request = random_request(random);
    CAPTURE(described(request));
    StopCheck stop;
    const Plan plan = index.plan(request, stop);
    HitTally tally({.days = true});
    const MatchRequest match{
        .sort = request.sort, .k1 = index.k1(), .tally = &tally, .stop = &stop};
    const auto page = rank_page(match, {request, plan, index.session(), index.lookup(), stop});
    REQUIRE(page);
    const auto naive = listed(naive_order(index, plan, request), index);
    CHECK(listed(page->documents, index) == cut(naive, request.offset, request.limit));
    const MatchRequest all{.limit = documents, .k1 = index.k1(), .stop = &stop};
    const std::size_t matching = run_match(index.session(), plan, all).documents.size();
    CHECK(page->total.value == matching);
    CHECK(tally.hits() == matching);
    if (!request.related) CHECK(page->total.exact);
    if (page->total.exact && request.limit > 0) CHECK(naive.size() == matching);
  }
}

TEST_CASE("a source gives the same hits again when more are asked for") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  Random random(seed);
  const test::TemporaryFolder folder;
  publish(folder / "index", random_news(random));
  const OpenIndex index(folder / "index");
  StopCheck stop;
  const SearchRequest request{.text = "word2 word9"};
  const Plan plan = index.plan(request, stop);
  MatchSource source(index.session(), plan, {.k1 = index.k1(), .stop = &stop});
  std::vector<RankedDocument> before;
  for (const std::size_t count : {0, 1, 7, 7, 3, 60, 10'000, 50'000}) {
    const auto hits = source.first(count);
    const std::vector<RankedDocument> now(hits.begin(), hits.end());
    const std::size_t shared = std::min(before.size(), now.size());
    CHECK(cut(listed(now, index), 0, shared) == cut(listed(before, index), 0, shared));
    before = now;
  }
  CHECK(before.size() < documents);
  CHECK(before.size() == source.total().value);
}

TEST_CASE("related documents fill their page where nearly all hits are copies") {
  const test::TemporaryFolder folder;
  Random random(7);
  std::vector<Document> news;
  const auto add = [&](const std::string& text) {
    Document document;
    document.key = "n" + std::to_string(news.size());
    document.text = text;
    news.push_back(std::move(document));
  };
  constexpr int copies = 100;
  const std::string original = "grain corridor harbour pilots dredging strait ferry vessel";
  for (int i = 0; i < copies; ++i) add(original);
  for (int i = 0; i < 5; ++i)
    add("ferry number" + std::to_string(i) + " of the vessel is late in town" + std::to_string(i));
  for (int i = 0; i < 1000; ++i) add(random_text(random));
  publish(folder / "index", std::move(news));
  const auto searcher = Searcher::open(folder / "index");
  REQUIRE(searcher);
  const auto page = searcher->search({.limit = 5, .related = RelatedTo{"n0"}});
  REQUIRE(page);
  CHECK(page->hits.size() == 5);
  for (const Hit& hit : page->hits) CHECK(std::stoi(hit.key.substr(1)) >= copies);
  CHECK_FALSE(page->total.exact);
}

TEST_CASE("pages by cursor continue each other with every option on") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  Random random(seed);
  const test::TemporaryFolder folder;
  publish(folder / "index", random_news(random));
  const auto searcher = Searcher::open(folder / "index");
  REQUIRE(searcher);
  SearchRequest request{.limit = 200,
                        .feedback = true,
                        .recency = Recency{30, 2},
                        .related = RelatedTo{"n5"},
                        .today = today};
  const auto keys_of = [](const ResultPage& page) {
    std::vector<std::string> keys;
    for (const Hit& hit : page.hits) keys.push_back(hit.key);
    return keys;
  };
  const auto whole = searcher->search(request);
  REQUIRE(whole);
  std::vector<std::string> keys;
  request.limit = 7;
  do {
    const auto page = searcher->search(request);
    REQUIRE(page);
    for (std::string& key : keys_of(*page)) keys.push_back(std::move(key));
    request.cursor = page->next_cursor;
  } while (!request.cursor.empty() && keys.size() < whole->hits.size());
  keys.resize(std::min(keys.size(), whole->hits.size()));
  CHECK(keys == keys_of(*whole));
}

TEST_CASE("long queries lose their function words, in both syntaxes") {
  const test::TemporaryFolder folder;
  Random random(7);
  publish(folder / "index", random_news(random));
  const auto searcher = Searcher::open(folder / "index");
  REQUIRE(searcher);
  for (const QuerySyntax syntax : {QuerySyntax::language, QuerySyntax::plain}) {
    const auto tree_of = [&](const std::string& text) {
      const auto page = searcher->search({.text = text, .syntax = syntax, .explain = true});
      REQUIRE(page);
      return page->tree;
    };
    CHECK(tree_of("the word1 word2 word3 word4").find("the") == std::string::npos);
    CHECK(tree_of("the word1 word2 word3").find("the") != std::string::npos);
  }
}

TEST_CASE("a timeline of related documents counts what matches, the document itself left out") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  Random random(seed);
  const test::TemporaryFolder folder;
  publish(folder / "index", random_news(random));
  const auto searcher = Searcher::open(folder / "index");
  REQUIRE(searcher);
  const SearchRequest related{.limit = 0, .related = RelatedTo{"n5"}, .today = today};
  const auto count = searcher->search(related);
  SearchRequest counted = related;
  counted.limit = 10;
  counted.timeline = TimelineUnit::month;
  counted.facets = {FacetField::source};
  const auto page = searcher->search(counted);
  REQUIRE((count && page));
  CHECK(count->total.exact);
  CHECK(page->total.value == count->total.value);
  std::uint64_t placed = page->undated;
  for (const TimelineBucket& bucket : page->timeline) placed += bucket.count;
  CHECK(placed == count->total.value);
  std::uint64_t of_sources = 0;
  for (const FacetValue& value : page->facets.front().values) of_sources += value.count;
  CHECK(of_sources == count->total.value);
}

}  // namespace dateline
