// Authors, tags and extra fields as filters and facets: through publications, merges, a rebuild, an
// export, and on an index of a program that wrote no columns.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "common/format/generation/manifest.hpp"
#include "dateline/indexer.hpp"
#include "dateline/maintenance.hpp"
#include "dateline/searcher.hpp"
#include "dateline/update.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;

namespace {

namespace fs = std::filesystem;
using Keys = std::set<std::string>;
using Counts = std::map<std::string, std::uint64_t>;

Document document(const std::string& key, std::vector<std::string> tags,
                  std::vector<std::string> authors, const std::string& extra = {}) {
  Document made;
  made.key = key;
  made.text = "The harbour and " + key + ".";
  made.tags = std::move(tags);
  made.authors = std::move(authors);
  made.extra_json = extra;
  return made;
}

std::vector<Document> news() {
  return {
      document("a", {"Grain", "Black Sea"}, {"Jane Doe"}, R"({"section":"World","n":3})"),
      document("b", {"grain", "GRAIN"}, {"Jane  Doe", "Özlem Ak"},
               R"({"section":["world","Ships"]})"),
      document("c", {}, {"John Roe"}),
      document("d", {"trade"}, {}, R"({"Section":"Sport"})"),
  };
}

void publish(const fs::path& index, const std::vector<Document>& documents) {
  auto indexer = Indexer::open({.index = index, .jobs = 1, .memory_mb = 64});
  REQUIRE(indexer);
  for (Document each : documents) REQUIRE(indexer->add(std::move(each)));
  REQUIRE(indexer->publish());
}

Searcher opened(const fs::path& index) {
  auto searcher = Searcher::open(index);
  if (!searcher) FAIL(searcher.error().message);
  return std::move(*searcher);
}

Keys keys(const Searcher& searcher, const std::string& text) {
  const auto page = searcher.search({.text = text, .limit = 100});
  INFO(text);
  if (!page) FAIL(page.error().message);
  Keys found;
  for (const Hit& hit : page->hits) found.insert(hit.key);
  return found;
}

Counts counts(const Searcher& searcher, const char* facet, const std::string& text = "harbour") {
  const auto page = searcher.search({.text = text, .facets = {*facet_called(facet)}});
  if (!page) FAIL(page.error().message);
  Counts values;
  for (const FacetValue& value : page->facets.at(0).values) values[value.value] = value.count;
  return values;
}

void check_answers(const fs::path& index) {
  const Searcher searcher = opened(index);
  CHECK(keys(searcher, "tag:grain") == Keys{"a", "b"});
  CHECK(keys(searcher, "harbour tag:GRAIN") == Keys{"a", "b"});
  CHECK(keys(searcher, "tag:\"black  sea\"") == Keys{"a"});
  CHECK(keys(searcher, "tag:sea").empty());
  CHECK(keys(searcher, "harbour -tag:grain") == Keys{"c", "d"});
  CHECK(keys(searcher, "tag:trade OR author:\"john roe\"") == Keys{"c", "d"});
  CHECK(keys(searcher, "author:\"jane doe\" NOT tag:\"Black Sea\"") == Keys{"b"});
  CHECK(keys(searcher, "author:\"ozlem ak\"") == Keys{"b"});
  CHECK(keys(searcher, "x.section:world") == Keys{"a", "b"});
  CHECK(keys(searcher, "X.SECTION:ships") == Keys{"b"});
  CHECK(keys(searcher, "x.section:sport") == Keys{"d"});
  CHECK(keys(searcher, "x.n:3") == Keys{"a"});
  CHECK(keys(searcher, "x.n:4").empty());
  const Counts tags = counts(searcher, "tag");
  CHECK(tags.size() == 3);
  CHECK(tags.at("Black Sea") == 1);
  CHECK(tags.at("trade") == 1);
  CHECK(counts(searcher, "tag", "tag:grain").size() == 2);
  const Counts authors = counts(searcher, "author");
  CHECK(authors.size() == 3);
  CHECK(authors.at("John Roe") == 1);
  const Counts extra = counts(searcher, "x");
  CHECK(extra.size() == 4);
  CHECK(extra.at("section:Ships") == 1);
  const auto report = check_index(index, {.full = true, .on_step = {}});
  REQUIRE(report);
  for (const Finding& finding : report->findings)
    UNSCOPED_INFO(finding.place << ": " << finding.fault);
  CHECK(report->finding_count == 0);
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What a program that knows no columns would have written.
void remove_columns(const fs::path& index) {
  for (const auto& generation : fs::directory_iterator(index / "generations")) {
    const fs::path path = generation.path() / "MANIFEST.json";
    auto manifest = parse_manifest(bytes_of(path), path.string());
    REQUIRE(manifest);
    for (SegmentInfo& segment : manifest->segments) segment.has_columns = false;
    manifest->features = features_of(manifest->segments);
    std::erase_if(manifest->files,
                  [](const FileInfo& file) { return file.path.ends_with("/columns"); });
    test::write_file(path, serialize_manifest(*manifest));
    for (const auto& segment : fs::directory_iterator(generation.path() / "segments"))
      fs::remove(segment.path() / "columns");
  }
}

}  // namespace

TEST_CASE("tags, authors and extra fields are filters and facets") {
  const test::TemporaryFolder folder;
  publish(folder / "index", news());
  check_answers(folder / "index");
}

TEST_CASE("merges, compaction and a rebuild carry columns") {
  const test::TemporaryFolder folder;
  const fs::path index = folder / "index";
  for (const Document& each : news()) publish(index, {each});
  check_answers(index);
  REQUIRE(compact_index({.index = index, .jobs = 1}));
  check_answers(index);
  REQUIRE(rebuild_index({.index = index, .jobs = 1}));
  check_answers(index);
}

TEST_CASE("an export brings the same values into another index") {
  const test::TemporaryFolder folder;
  publish(folder / "index", news());
  std::string lines;
  REQUIRE(export_documents(folder / "index", [&](std::string_view line) -> Status {
    lines += line;
    return {};
  }));
  test::write_file(folder / "news.jsonl", lines);
  UpdateOptions options;
  options.indexer.index = folder / "copy";
  options.paths = {(folder / "news.jsonl").string()};
  REQUIRE(update(options));
  check_answers(folder / "copy");
}

TEST_CASE(
    "an index without columns opens, says what it cannot answer, and gets them by a rebuild") {
  const test::TemporaryFolder folder;
  const fs::path index = folder / "index";
  publish(index, news());
  remove_columns(index);
  {
    const Searcher searcher = opened(index);
    CHECK(keys(searcher, "harbour") == Keys{"a", "b", "c", "d"});
    for (const char* text : {"tag:grain", "harbour -author:\"jane doe\"", "(a OR x.n:3)"}) {
      const auto page = searcher.search({.text = text});
      CAPTURE(text);
      REQUIRE_FALSE(page);
      CHECK(page.error().code == ErrorCode::format_mismatch);
      CHECK(page.error().hint.find("rebuild") != std::string::npos);
    }
    CHECK_FALSE(searcher.search({.text = "harbour", .facets = {*facet_called("tag")}}));
  }
  publish(index, {document("e", {"grain"}, {})});
  CHECK_FALSE(opened(index).search({.text = "tag:grain"}));
  REQUIRE(compact_index({.index = index, .jobs = 1}));
  CHECK_FALSE(opened(index).search({.text = "tag:grain"}));
  const auto report = check_index(index, {.full = true, .on_step = {}});
  REQUIRE(report);
  CHECK(report->finding_count == 0);
  REQUIRE(rebuild_index({.index = index, .jobs = 1}));
  CHECK(keys(opened(index), "tag:grain") == Keys{"a", "b", "e"});
}

TEST_CASE("x: needs the name of a member") {
  const test::TemporaryFolder folder;
  publish(folder / "index", news());
  const Searcher searcher = opened(folder / "index");
  for (const char* text : {"x:world", "x.section:", "x.:world"}) {
    CAPTURE(text);
    const auto page = searcher.search({.text = text});
    REQUIRE_FALSE(page);
    CHECK(page.error().code == ErrorCode::bad_query);
  }
  CHECK_FALSE(facet_called("title"));
  CHECK(facet_called("year") == FacetField::year);
  CHECK(facet_called("source") == FacetField::source);
}
