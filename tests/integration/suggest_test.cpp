// Suggestions on an index of data/.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>

#include "dateline/searcher.hpp"
#include "dateline/update.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace dateline;
using dateline::test::TemporaryFolder;

namespace {

class SuggestIndex {
 public:
  SuggestIndex() { update(DATELINE_SOURCE_DIR "/data"); }
  void update(const std::string& path) const {
    UpdateOptions options;
    options.indexer.index = folder_.path() / "index";
    options.paths = {path};
    REQUIRE(dateline::update(options));
  }
  [[nodiscard]] Searcher open() const {
    auto searcher = Searcher::open(folder_.path() / "index");
    REQUIRE(searcher);
    return std::move(*searcher);
  }
  [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
};

const SuggestIndex& sample_index() {
  static const SuggestIndex index;
  return index;
}

Suggestions suggestions(const Searcher& searcher, std::string_view text) {
  const auto made = searcher.suggest(text);
  if (!made) FAIL(made.error().message);
  return *made;
}

/// Titles are looked up as long as there is time, which a busy machine may take: asked again then.
Suggestions with_titles(const Searcher& searcher, std::string_view text) {
  constexpr int most_tries = 100;
  Suggestions made = suggestions(searcher, text);
  for (int tries = 1; made.titles.empty() && tries < most_tries; ++tries)
    made = suggestions(searcher, text);
  return made;
}

bool suggests(const Suggestions& made, const std::string& text) {
  return std::any_of(made.queries.begin(), made.queries.end(),
                     [&](const QuerySuggestion& query) { return query.text == text; });
}

}  // namespace

TEST_CASE("a beginning is completed by the words that most documents hold") {
  const Searcher searcher = sample_index().open();
  const Suggestions made = suggestions(searcher, "Od");
  CHECK(suggests(made, "odesa"));
  CHECK(suggests(made, "odessa"));
  CHECK(made.generation == searcher.generation());
  for (std::size_t i = 1; i < made.queries.size(); ++i)
    CHECK(made.queries[i - 1].documents >= made.queries[i].documents);
}

TEST_CASE("what was typed before the last word stays as it is, and guides the completion") {
  const Searcher searcher = sample_index().open();
  const Suggestions made = suggestions(searcher, "+Odesa  ist");
  REQUIRE_FALSE(made.queries.empty());
  CHECK(made.queries[0].text == "+Odesa  istanbul");
}

TEST_CASE("titles hold all words, the last one as a beginning") {
  const Searcher searcher = sample_index().open();
  const Suggestions made = with_titles(searcher, "odesa gra");
  REQUIRE_FALSE(made.titles.empty());
  for (const TitleSuggestion& title : made.titles) {
    CAPTURE(title.title);
    CHECK(title.title.find("Odesa") != std::string::npos);
    CHECK(title.title.find("gra") != std::string::npos);
    CHECK(searcher.document(title.key)->title == title.title);
  }
}

TEST_CASE("whatever is typed, there is an answer") {
  const Searcher searcher = sample_index().open();
  for (const char* text :
       {"", " ", "\"", "(((", "AND", "NOT ", "title:", "date:2024-", "zzznothing", "the ", "-a",
        "\xff", "~5", "* *", "od* gra", "=Odesa =O", "“odesa”"}) {
    CAPTURE(text);
    const auto made = searcher.suggest(text);
    CHECK(made);
  }
  CHECK(searcher.suggest(std::string(5000, 'a')).error().code == ErrorCode::usage);
}

TEST_CASE("suggestions follow what is published") {
  const SuggestIndex index;
  const Searcher searcher = index.open();
  CHECK_FALSE(suggests(suggestions(searcher, "zzq"), "zzquokka"));
  const std::string more = (index.folder() / "more.jsonl").string();
  std::ofstream(more)
      << R"({"id":"q","date":"2024-05-14","title":"Zzquokka seen","text":"A zzquokka."})"
      << "\n";
  index.update(more);
  REQUIRE(searcher.refresh());
  REQUIRE(searcher.prepare_suggestions());
  const Suggestions made = with_titles(searcher, "zzq");
  CHECK(suggests(made, "zzquokka"));
  REQUIRE(made.titles.size() == 1);
  CHECK(made.titles[0].title == "Zzquokka seen");
}
