// Searcher over another backend than an index on this machine, and a server over that.
#include <catch2/catch.hpp>
#include <memory>
#include <new>
#include <string>
#include <variant>
#include <vector>

#include "server/page/page_site.hpp"
#include "server/route/router.hpp"
#include "tests/support/fake_backend.hpp"

namespace dateline {
namespace {

std::vector<Document> harbour_news() {
  std::vector<Document> news;
  for (const char* key : {"a", "b", "c", "d"}) {
    Document document;
    document.key = key;
    document.title = std::string("Harbour news ") + key;
    document.text = "The pilots are on strike.";
    document.source = std::string(key) == "a" ? "Wire" : "Gazette";
    document.date = parse_date("2024-05-14").value();
    news.push_back(std::move(document));
  }
  return news;
}

Searcher searcher_with(Capabilities capabilities) {
  return Searcher(std::make_unique<test::FakeBackend>(harbour_news(), capabilities));
}

std::vector<std::string> keys_of(const Result<ResultPage>& page) {
  REQUIRE(page);
  std::vector<std::string> keys;
  for (const Hit& hit : page->hits) keys.push_back(hit.key);
  return keys;
}

/// Fails as a backend must not.
class ThrowingBackend final : public SearchBackend {
 public:
  [[nodiscard]] Result<ResultPage> search(const SearchRequest&) const override {
    throw std::bad_alloc();
  }
  [[nodiscard]] Result<Document> document(std::string_view) const override {
    throw std::bad_alloc();
  }
  [[nodiscard]] Result<DocumentMarks> marks(const SearchRequest&, const Document&) const override {
    throw std::bad_alloc();
  }
  [[nodiscard]] Result<Suggestions> suggest(std::string_view, std::size_t) const override {
    throw std::bad_alloc();
  }
  [[nodiscard]] std::string revision() const override { return "none"; }
  [[nodiscard]] Status refresh() const override { throw std::bad_alloc(); }
  [[nodiscard]] Capabilities capabilities() const noexcept override { return Capabilities::all(); }
};

/// The answer to a GET, whether it comes at once or from a job.
serve::HttpAnswer get(const serve::Router& router, const std::string& path,
                      const std::string& query, const std::string& if_none_match = {}) {
  serve::HttpRequest request;
  request.path = path;
  request.query_string = query;
  request.target = path + "?" + query;
  request.if_none_match = if_none_match;
  request.version = 10;  // which may leave Host out
  const serve::Routed routed = router.route(request);
  if (const auto* job = std::get_if<serve::Routed::Job>(&routed.what)) return (*job)();
  return std::get<serve::HttpAnswer>(routed.what);
}

}  // namespace

TEST_CASE("a searcher answers from whatever backend it has") {
  const Searcher searcher = searcher_with({Capability::marks, Capability::suggestions});
  CHECK(keys_of(searcher.search({.text = "Harbour", .limit = 2, .offset = 1})) ==
        std::vector<std::string>{"b", "c"});
  CHECK(searcher.document("c")->title == "Harbour news c");
  CHECK(searcher.document("z").error().code == ErrorCode::not_found);
  CHECK(searcher.marks({.text = "pilots"}, *searcher.document("a"))->text ==
        std::vector<Mark>{{4, 6}});
  CHECK(searcher.suggest("Harb", 3)->titles.size() == 3);
  CHECK(searcher.prepare_suggestions());
  CHECK(searcher.generation() == 0);
  CHECK_FALSE(searcher.follow_error());
  CHECK(searcher.revision() == "fake-1");
  REQUIRE(searcher.refresh());
  CHECK(searcher.revision() == "fake-2");
  CHECK(searcher.search({.text = "Harbour"})->revision == "fake-2");
}

TEST_CASE("what a backend cannot do is an error that says so, and never reaches it") {
  struct Case {
    Capability capability;
    SearchRequest request;
    const char* message;
  };
  const Case cases[] = {
      {Capability::cursors, {.cursor = "x"}, "cannot go on from a cursor"},
      {Capability::feedback, {.feedback = true}, "cannot search with feedback"},
      {Capability::recency, {.recency = Recency{}}, "cannot rank by recency"},
      {Capability::related, {.related = RelatedTo{"a"}}, "cannot find related documents"},
      {Capability::timeline, {.timeline = TimelineUnit::day}, "cannot count hits by date"},
      {Capability::facets, {.facets = {FacetField::source}}, "cannot count hits by field"},
      {Capability::exact_counts, {.count_exactly = true}, "cannot count all hits exactly"},
      {Capability::explanations, {.explain = true}, "cannot explain its hits"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.message);
    auto backend = std::make_unique<test::FakeBackend>(harbour_news(), Capabilities{});
    const test::FakeBackend& seen = *backend;
    const Searcher searcher(std::move(backend));
    const auto refused = searcher.search(each.request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::usage);
    CHECK(refused.error().message.find(each.message) != std::string::npos);
    CHECK_FALSE(refused.error().hint.empty());
    CHECK(seen.searches() == 0);
    CHECK(searcher_with({each.capability}).search(each.request));
  }
  const Searcher plain = searcher_with({});
  CHECK(plain.capabilities() == Capabilities{});
  CHECK(plain.suggest("Harb").error().code == ErrorCode::usage);
  CHECK(plain.marks({.text = "pilots"}, harbour_news()[0]).error().code == ErrorCode::usage);
}

TEST_CASE("options that contradict each other never reach a backend") {
  auto owned = std::make_unique<test::FakeBackend>(harbour_news(), Capabilities::all());
  const test::FakeBackend& backend = *owned;
  const Searcher searcher(std::move(owned));
  const SearchRequest refused[] = {
      {.limit = 10'001},
      {.limit = 10, .offset = 9'991},
      {.offset = 1, .cursor = "x"},
      {.recency = Recency{0, 1}},
      {.sort = Sort::newest, .recency = Recency{}},
      {.sort = Sort::oldest, .related = RelatedTo{"a"}},
  };
  for (const SearchRequest& request : refused) {
    const auto page = searcher.search(request);
    REQUIRE_FALSE(page);
    CHECK(page.error().code == ErrorCode::usage);
    CHECK_FALSE(page.error().hint.empty());
  }
  CHECK(backend.searches() == 0);
  CHECK(searcher.search({.limit = 10,
                         .offset = 9'990,
                         .feedback = true,
                         .recency = Recency{},
                         .related = RelatedTo{"a"},
                         .timeline = TimelineUnit::day,
                         .facets = {FacetField::source}}));
  CHECK(backend.searches() == 1);
}

TEST_CASE("exceptions of a backend become errors") {
  const Searcher searcher(std::make_unique<ThrowingBackend>());
  CHECK(searcher.search({}).error().code == ErrorCode::internal);
  CHECK(searcher.document("a").error().code == ErrorCode::internal);
  CHECK(searcher.marks({}, {}).error().code == ErrorCode::internal);
  CHECK(searcher.suggest("a").error().code == ErrorCode::internal);
  CHECK(searcher.refresh().error().code == ErrorCode::internal);
}

TEST_CASE("the server answers from another backend, and its tags follow the revision") {
  const Searcher searcher = searcher_with(Capabilities::all());
  const PageSite site;
  const serve::Router router(searcher, {}, &site);
  const serve::HttpAnswer answer = get(router, "/api/v1/search", "q=Harbour");
  CHECK(answer.status == 200);
  CHECK(answer.body.find("Harbour news d") != std::string::npos);
  CHECK(answer.etag.find("fake-1") != std::string::npos);
  CHECK(get(router, "/api/v1/search", "q=Harbour", answer.etag).status == 304);
  const serve::HttpAnswer page = get(router, "/", "q=Harbour");
  CHECK(page.status == 200);
  CHECK(page.body.find("Harbour news a") != std::string::npos);
  CHECK(get(router, "/api/v1/documents/a", "").body.find("strike") != std::string::npos);
  REQUIRE(searcher.refresh());
  CHECK(get(router, "/api/v1/search", "q=Harbour", answer.etag).status == 200);
}

TEST_CASE("the page shows hits without what its backend cannot do") {
  const Searcher searcher = searcher_with({});
  const PageSite site;
  const serve::Router router(searcher, {}, &site);
  const serve::HttpAnswer page = get(router, "/", "q=Harbour");
  CHECK(page.status == 200);
  CHECK(page.body.find("Harbour news a") != std::string::npos);
  CHECK(get(router, "/document", "key=a&q=pilots").status == 200);
}

TEST_CASE("over HTTP, what a backend cannot do is the client's error") {
  const Searcher searcher = searcher_with({});
  const serve::Router router(searcher, {}, nullptr);
  CHECK(get(router, "/api/v1/search", "q=Harbour").status == 200);
  const serve::HttpAnswer answer = get(router, "/api/v1/search", "q=Harbour&timeline=month");
  CHECK(answer.status == 400);
  CHECK(answer.body.find("cannot count hits by date") != std::string::npos);
}

}  // namespace dateline
