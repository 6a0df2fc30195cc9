// The question that the project began with: the document that answers it comes first.
#include <catch2/catch.hpp>
#include <filesystem>

#include "dateline/indexer.hpp"
#include "dateline/searcher.hpp"
#include "indexer/readers/base/reader.hpp"
#include "tests/support/corpora.hpp"
#include "tests/support/news_sample.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

constexpr const char* question = "Odesa Turkey cooperation 2002 agreement";

class IndexingSink final : public DocumentSink {
 public:
  explicit IndexingSink(Indexer& indexer) : indexer_(indexer) {}
  Status document(Document&& document, const InputPosition&) override {
    DATELINE_TRY(indexer_.add(std::move(document)));
    return {};
  }
  Status reject(Reject&&) override { return {}; }

 private:
  Indexer& indexer_;
};

/// The first `count` documents of a corpus or collection, where it is there.
void add_corpus(Indexer& indexer, const std::string& relative, std::size_t count) {
  const auto path = test::shared_path(relative);
  if (!std::filesystem::exists(path)) {
    WARN("skipped: there is no " << path);
    return;
  }
  CHECK(test::for_each_line(path, [&](std::string_view line) {
    if (auto document = test::document_from_line(line)) {
      document->key = relative + "#" + document->key;
      REQUIRE(indexer.add(std::move(*document)));
    }
    return --count > 0;
  }));
}

std::vector<Hit> answers(const std::filesystem::path& index, const std::string& query) {
  const auto searcher = Searcher::open(index);
  REQUIRE(searcher);
  auto page = searcher->search({.text = query});
  REQUIRE(page);
  return std::move(page->hits);
}

Indexer open_indexer(const std::filesystem::path& index) {
  auto indexer = Indexer::open({.index = index, .jobs = 2});
  REQUIRE(indexer);
  return std::move(*indexer);
}

TEST_CASE("among the project's own news the article of 2024 on the agreement of 2002 is first") {
  const test::TemporaryFolder folder;
  Indexer indexer = open_indexer(folder.path());
  for (Document& document : test::own_news()) REQUIRE(indexer.add(std::move(document)));
  REQUIRE(indexer.publish());
  const auto hits = answers(folder.path(), question);
  REQUIRE_FALSE(hits.empty());
  CHECK(hits[0].key == "2024/odesa-istanbul-partnership.txt");
  CHECK(to_string(hits[0].date) == "2024-06-03");
}

TEST_CASE("among much other news the seed document is first, and date:2002 leaves it out") {
  const auto seed = test::shared_path("seed");
  if (!std::filesystem::exists(seed)) {
    WARN("skipped: there is no " << seed);
    return;
  }
  const test::TemporaryFolder folder;
  Indexer indexer = open_indexer(folder.path());
  for (Document& document : test::own_news()) REQUIRE(indexer.add(std::move(document)));
  add_corpus(indexer, "corpora/senate-press-2004-2008.jsonl.zst", 1500);
  add_corpus(indexer, "corpora/pm-transcripts-1940-2018.jsonl.zst", 500);
  add_corpus(indexer, "collections/time/corpus.jsonl.zst", 1000);
  IndexingSink sink(indexer);
  REQUIRE(read_paths({seed.string()}, {}, sink));
  REQUIRE(indexer.publish());

  const std::string key = "odesa-istanbul-2024.txt";
  const auto hits = answers(folder.path(), question);
  REQUIRE_FALSE(hits.empty());
  CHECK(hits[0].key == key);
  CHECK(to_string(hits[0].date) == "2024-05-14");
  for (const Hit& hit : answers(folder.path(), std::string(question) + " date:2002")) {
    CHECK(hit.key != key);
    CHECK(civil_from_day(hit.date.day).year == 2002);
  }
}

}  // namespace
}  // namespace dateline
