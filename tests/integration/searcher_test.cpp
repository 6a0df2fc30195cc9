// What a Searcher promises to a program that keeps it open while the index changes: it follows new
// generations, pages stay where they were, deadlines and cancellations end a search.
#include "dateline/searcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <set>
#include <thread>

#include "dateline/indexer.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace dateline;
using namespace std::chrono_literals;

namespace {

Document news(const std::string& key, const std::string& text) {
  Document document;
  document.key = key;
  document.title = "Harbour news " + key;
  document.text = text;
  document.date = parse_date("2024-05-14").value();
  return document;
}

/// Publishes documents `first` to `last`, all with the word harbour.
void publish(const std::filesystem::path& index, int first, int last,
             const std::string& text = "The harbour was busy.") {
  auto indexer = Indexer::open({.index = index, .jobs = 1, .memory_mb = 64});
  REQUIRE(indexer);
  for (int i = first; i <= last; ++i)
    REQUIRE(indexer->add(news(fmt::format("n{:04}", i), fmt::format("{} Number {}.", text, i))));
  REQUIRE(indexer->publish());
}

std::uint64_t total(const Searcher& searcher, const std::string& text) {
  const auto page = searcher.search({.text = text});
  REQUIRE(page);
  return page->total.value;
}

struct Index {
  Index() { publish(path, 1, 25); }
  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "news.idx";
};

/// The keys of all pages from the one with `cursor` on.
std::vector<std::string> keys_behind(const Searcher& searcher, SearchRequest query,
                                     std::string cursor) {
  std::vector<std::string> keys;
  while (!cursor.empty()) {
    query.cursor = cursor;
    const auto page = searcher.search(query);
    REQUIRE(page);
    for (const Hit& hit : page->hits) {
      keys.push_back(hit.key);
      CHECK(hit.rank == query.limit + keys.size());
    }
    cursor = page->next_cursor;
  }
  return keys;
}

}  // namespace

TEST_CASE("a searcher answers from a new generation soon after its publication, unless pinned") {
  const Index index;
  const auto following = Searcher::open(index.path);
  const auto pinned = Searcher::open(index.path, {.generation = 1});
  const auto still = Searcher::open(index.path, {.follow = false});
  REQUIRE((following && pinned && still));
  publish(index.path, 26, 30);
  std::this_thread::sleep_for(300ms);
  CHECK(total(*following, "harbour") == 30);
  CHECK(following->generation() == 2);
  CHECK(total(*pinned, "harbour") == 25);
  CHECK(total(*still, "harbour") == 25);
  CHECK(still->refresh());
  CHECK(still->generation() == 1);
}

TEST_CASE("generation() opens nothing, however long ago the last look was", "[part1-32]") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  const std::string revision = searcher->revision();
  publish(index.path, 26, 30);
  std::this_thread::sleep_for(300ms);
  CHECK(searcher->generation() == 1);
  CHECK(searcher->revision() == revision);
  // Not even the error of a look is noticed.
  std::filesystem::rename(index.path / "CURRENT", index.path / "CURRENT.aside");
  CHECK(searcher->generation() == 1);
  CHECK_FALSE(searcher->follow_error());
  std::filesystem::rename(index.path / "CURRENT.aside", index.path / "CURRENT");
  CHECK(total(*searcher, "harbour") == 30);
  CHECK(searcher->generation() == 2);
  CHECK(searcher->revision() != revision);
}

TEST_CASE("two indexes have generations of one number, but never of one revision", "[part1-20]") {
  const Index index;
  const Index other;  // the same documents
  publish(index.path, 26, 26);
  publish(other.path, 27, 27);
  const auto first = Searcher::open(index.path);
  const auto second = Searcher::open(other.path);
  REQUIRE((first && second));
  CHECK(first->generation() == second->generation());
  CHECK(first->revision() != second->revision());
  const auto page = first->search({.text = "harbour", .limit = 5});
  REQUIRE(page);
  CHECK(page->revision == first->revision());
  CHECK(Searcher::open(index.path)->revision() == first->revision());

  // A cursor of one index is none of the other's.
  const auto paged = second->search({.text = "harbour", .limit = 5, .cursor = page->next_cursor});
  REQUIRE_FALSE(paged);
  CHECK(paged.error().code == ErrorCode::gone);
}

TEST_CASE("refresh() does not wait for the next look") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  publish(index.path, 26, 26);
  REQUIRE(searcher->refresh());
  CHECK(searcher->generation() == 2);
  CHECK_FALSE(searcher->follow_error());
}

TEST_CASE("a generation that cannot be opened leaves the old one serving, until one can be") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  std::ofstream(index.path / "CURRENT.new") << "000077\n";
  std::filesystem::rename(index.path / "CURRENT.new", index.path / "CURRENT");
  CHECK_FALSE(searcher->refresh());
  CHECK(total(*searcher, "harbour") == 25);
  REQUIRE(searcher->follow_error());
  CHECK(searcher->follow_error()->message.find("000077") != std::string::npos);

  std::filesystem::remove(index.path / "CURRENT");
  const auto refreshed = searcher->refresh();
  REQUIRE_FALSE(refreshed);
  CHECK(refreshed.error().code == ErrorCode::not_found);
  CHECK(searcher->document("n0001"));

  std::ofstream(index.path / "CURRENT") << "000001\n";
  CHECK(searcher->refresh());
  CHECK_FALSE(searcher->follow_error());
}

TEST_CASE("an index that is rebuilt with the same generation number is noticed") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  const auto page = searcher->search({.text = "harbour", .limit = 5});
  REQUIRE(page);
  std::filesystem::remove_all(index.path);
  publish(index.path, 1, 3);
  REQUIRE(searcher->refresh());
  CHECK(searcher->generation() == 1);
  CHECK(total(*searcher, "harbour") == 3);
}

TEST_CASE("many threads search while generations are published, and none ever fails") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  std::atomic<bool> done{false};
  std::atomic<int> failures{0};
  std::atomic<int> steps_back{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      std::uint64_t seen = 0;
      while (!done) {
        const auto page = searcher->search({.text = "harbour"});
        if (!page || !searcher->document("n0001")) ++failures;
        if (page && page->total.value < seen) ++steps_back;
        if (page) seen = page->total.value;
      }
    });
  }
  for (int i = 0; i < 4; ++i) {
    publish(index.path, 26 + i, 26 + i);
    std::this_thread::sleep_for(300ms);
  }
  done = true;
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(steps_back == 0);
  CHECK(searcher->generation() == 5);
}

TEST_CASE("pages by cursor have every hit once, in the order of one long page") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
    const SearchRequest query{.text = "harbour", .limit = 4, .sort = sort};
    const auto whole = searcher->search({.text = "harbour", .limit = 100, .sort = sort});
    const auto first = searcher->search(query);
    REQUIRE((whole && first));
    CHECK(whole->next_cursor.empty());
    std::vector<std::string> keys;
    for (const Hit& hit : first->hits) keys.push_back(hit.key);
    for (const std::string& key : keys_behind(*searcher, query, first->next_cursor))
      keys.push_back(key);
    std::vector<std::string> expected;
    for (const Hit& hit : whole->hits) expected.push_back(hit.key);
    CHECK(keys == expected);
  }
}

TEST_CASE("paging goes on in its generation while others are published and old ones removed") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  const SearchRequest query{.text = "harbour", .limit = 10};
  const auto first = searcher->search(query);
  REQUIRE(first);
  for (int i = 0; i < 3; ++i) {
    publish(index.path, 1, 25, fmt::format("The harbour, the harbour {}.", i));
    REQUIRE(searcher->refresh());
  }
  CHECK(searcher->generation() == 4);
  CHECK(keys_behind(*searcher, query, first->next_cursor).size() == 15);
  SearchRequest second = query;
  second.cursor = first->next_cursor;
  CHECK(searcher->search(second)->generation == 1);
}

TEST_CASE("a cursor whose generation is gone says so, and one that is still on disk is found") {
  const Index index;
  const auto reader = Searcher::open(index.path, {.most_cursor_generations = 0});
  REQUIRE(reader);
  SearchRequest query{.text = "harbour", .limit = 10};
  query.cursor = reader->search(query)->next_cursor;
  publish(index.path, 26, 26);
  REQUIRE(reader->refresh());
  const auto reopened = reader->search(query);
  REQUIRE(reopened);
  CHECK(reopened->generation == 1);
  for (int i = 27; i < 31; ++i) publish(index.path, i, i);
  REQUIRE(reader->refresh());
  const auto gone = reader->search(query);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == ErrorCode::gone);
  CHECK_FALSE(gone.error().hint.empty());
}

TEST_CASE("a cursor beside an offset, or of another query, is wrong use") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  const std::string cursor = searcher->search({.text = "harbour"})->next_cursor;
  REQUIRE_FALSE(cursor.empty());
  CHECK(searcher->search({.text = "harbour", .offset = 1, .cursor = cursor}).error().code ==
        ErrorCode::usage);
  CHECK(searcher->search({.text = "busy", .cursor = cursor}).error().code == ErrorCode::usage);
  CHECK(searcher->search({.text = "harbour", .limit = 9'999, .cursor = cursor}).error().code ==
        ErrorCode::usage);
}

TEST_CASE("a search after its deadline is partial, soon over, and has no cursor") {
  const Index index;
  publish(index.path, 26, 3'000, "The harbour by the harbour wall.");
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  const auto past = std::chrono::steady_clock::now() - 1s;
  for (const char* text : {"harbour", "\"harbour wall\"", "harb*", "title:harbour wall"}) {
    for (const Sort sort : {Sort::relevance, Sort::newest}) {
      CAPTURE(text);
      SearchRequest query{
          .text = text, .limit = 1'000, .sort = sort, .facets = {FacetField::source}};
      query.deadline = past;
      const auto page = searcher->search(query);
      REQUIRE(page);
      CHECK(page->partial);
      CHECK_FALSE(page->total.exact);
      CHECK(page->next_cursor.empty());
      query.deadline = std::chrono::steady_clock::now() + 1h;
      const auto whole = searcher->search(query);
      REQUIRE(whole);
      CHECK_FALSE(whole->partial);
      CHECK(whole->hits.size() == 1'000);
      CHECK(whole->total.exact);
    }
  }
}

TEST_CASE("a cancelled search ends with an error of its own") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  std::stop_source source;
  SearchRequest query{.text = "harbour"};
  query.stop = source.get_token();
  CHECK(searcher->search(query));
  source.request_stop();
  const auto page = searcher->search(query);
  REQUIRE_FALSE(page);
  CHECK(page.error().code == ErrorCode::cancelled);
}

namespace {

std::set<std::string> keys_of(const Searcher& searcher, const SearchRequest& request) {
  const auto page = searcher.search(request);
  REQUIRE(page);
  std::set<std::string> keys;
  for (const Hit& hit : page->hits) keys.insert(hit.key);
  CHECK(page->total.value == keys.size());
  return keys;
}

/// Documents of two sources and languages; c is undated.
void publish_sources(const std::filesystem::path& path) {
  auto indexer = Indexer::open({.index = path, .jobs = 1, .memory_mb = 64});
  REQUIRE(indexer);
  const auto add = [&](const char* key, const char* source, const char* language) {
    Document document = news(key, "The harbour was busy.");
    document.source = source;
    document.language = language;
    if (key == std::string("c")) document.date = {};
    REQUIRE(indexer->add(std::move(document)));
  };
  add("a", "Grid Monthly", "en");
  add("b", "Courier", "en-gb");
  add("c", "Courier", "de");
  REQUIRE(indexer->publish());
}

}  // namespace

TEST_CASE("filters narrow a search like those in its text, also without any text") {
  const test::TemporaryFolder folder;
  publish_sources(folder / "news.idx");
  const auto searcher = Searcher::open(folder / "news.idx");
  REQUIRE(searcher);
  using Keys = std::set<std::string>;
  const Filter courier{"source", {"COURIER"}};
  for (const char* text : {"", "harbour", "+harbour", "\"harbour was\"", "busy -nothing"}) {
    CAPTURE(text);
    const auto keys = [&](std::vector<Filter> filters) {
      return keys_of(*searcher, {.text = text, .filters = std::move(filters)});
    };
    CHECK(keys({courier}) == Keys{"b", "c"});
    CHECK(keys({courier, {"lang", {"EN_gb"}}}) == Keys{"b"});
    CHECK(keys({{"source", {"courier", "grid monthly"}}}) == Keys{"a", "b", "c"});
    CHECK(keys({{"lang", {"en", "de"}}}) == Keys{"a", "c"});
    CHECK(keys({{"source", {"nobody"}}}).empty());
    CHECK(keys_of(*searcher, {.text = text, .published = DayRange{0, 30'000}}) == Keys{"a", "b"});
  }
  CHECK_FALSE(searcher->search({.text = ""}));
  CHECK_FALSE(searcher->search({.text = "a", .filters = {{"headline", {"x"}}}}));
  CHECK_FALSE(searcher->search({.text = "a", .filters = {{"source", {" "}}}}));
  const auto none = searcher->search({.text = "harbour", .filters = {{"source", {"X", "Y"}}}});
  REQUIRE(none);
  REQUIRE(none->clauses.size() == 2);
  CHECK(none->clauses[1].clause == "source:\"X\" OR source:\"Y\"");
}

TEST_CASE("after_document finds what was added or replaced since a page") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  const auto before = searcher->search({.text = "harbour", .limit = 1});
  REQUIRE(before);
  CHECK(before->last_document == 25);
  publish(index.path, 24, 27, "The harbour was quiet.");
  REQUIRE(searcher->refresh());
  using Keys = std::set<std::string>;
  const Keys later{"n0024", "n0025", "n0026", "n0027"};
  for (const char* text : {"", "harbour", "+harbour +was", "\"harbour was\"", "-nothing"}) {
    CAPTURE(text);
    for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
      const SearchRequest request{
          .text = text, .sort = sort, .after_document = before->last_document};
      CHECK(keys_of(*searcher, request) == later);
    }
    CHECK(keys_of(*searcher, {.text = text, .limit = 50, .after_document = 23}).size() == 4);
    CHECK(keys_of(*searcher, {.text = text, .limit = 50, .after_document = 20}).size() == 7);
    CHECK(keys_of(*searcher, {.text = text, .after_document = 1u << 31}).empty());
  }
}

TEST_CASE("a page leads to the one before it, of the same generation") {
  const Index index;
  const auto searcher = Searcher::open(index.path);
  REQUIRE(searcher);
  SearchRequest request{.text = "harbour", .limit = 10};
  const auto first = searcher->search(request);
  REQUIRE(first);
  CHECK(first->previous_cursor.empty());
  request.cursor = first->next_cursor;
  const auto second = searcher->search(request);
  REQUIRE(second);
  publish(index.path, 26, 40, "harbour harbour harbour");
  REQUIRE(searcher->refresh());
  request.cursor = second->previous_cursor;
  const auto again = searcher->search(request);
  REQUIRE(again);
  CHECK(again->generation == first->generation);
  REQUIRE(again->hits.size() == first->hits.size());
  for (std::size_t i = 0; i < again->hits.size(); ++i)
    CHECK(again->hits[i].key == first->hits[i].key);
  CHECK(again->previous_cursor.empty());
}
