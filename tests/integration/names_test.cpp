// Names of sources and languages: a facet counts what its filter finds, whatever the names hold.
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "common/format/schema.hpp"
#include "common/format/store/entries.hpp"
#include "dateline/indexer.hpp"
#include "dateline/searcher.hpp"
#include "indexer/write/store/store_writer.hpp"
#include "searcher/query/quotes.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace dateline;

namespace {

struct Named {
  std::string source;
  std::string language;
};

/// A document of each, all with the word harbour; every second one has the word tide too.
void publish(const std::filesystem::path& index, const std::vector<Named>& names,
             const std::string& prefix = "d") {
  auto indexer = Indexer::open({.index = index, .jobs = 1, .memory_mb = 64});
  REQUIRE(indexer);
  for (std::size_t i = 0; i < names.size(); ++i) {
    Document document;
    document.key = prefix + std::to_string(i);
    document.text = i % 2 == 0 ? "The harbour and the tide." : "The harbour.";
    document.source = names[i].source;
    document.language = names[i].language;
    REQUIRE(indexer->add(std::move(document)));
  }
  REQUIRE(indexer->publish());
}

ResultPage found(const Searcher& searcher, SearchRequest query) {
  const auto page = searcher.search(query);
  INFO(query.text);
  if (!page) FAIL(page.error().message);
  return *page;
}

std::map<std::string, std::uint64_t> counts(const Searcher& searcher, const std::string& text,
                                            FacetField field) {
  std::map<std::string, std::uint64_t> values;
  const ResultPage page = found(searcher, {.text = text, .facets = {field}, .facet_values = 1000});
  for (const FacetValue& value : page.facets.at(0).values) values[value.value] = value.count;
  return values;
}

std::uint64_t total(const Searcher& searcher, const std::string& text) {
  // As a page that counts and as one that ranks: the two find their candidates differently.
  const ResultPage counted =
      found(searcher, {.text = text, .limit = 1000, .facets = {FacetField::year}});
  CHECK(found(searcher, {.text = text, .limit = 1000}).hits.size() == counted.hits.size());
  return counted.hits.size();
}

const std::vector<Named> names{{"Reuters", "en"},
                               {"REUTERS", "EN"},
                               {"Reuters", "en"},
                               {"C++", "en_US"},
                               {"C#", "en-US"},
                               {"C", "en-us"},
                               {"AT&T", "de"},
                               {"ATT", "DE"},
                               {"A-T-T", "Français"},
                               {"★", "francais"},
                               {"☆", "English"},
                               {"!!!", "englisch (uk)"},
                               {"RÚV", "日本語"},
                               {"RUV", "a\"b"},
                               {"7 News", "x,y"},
                               {"7News", "(z)"},
                               {"The \"Daily\"", "en"},
                               {"the “daily”", "en"},
                               {"back\\slash\\", "en"},
                               {"a) OR (b", "en"},
                               {"-x", "en"},
                               {"N.Y. Times", ""},
                               {"NY Times", ""},
                               {"ny  times", ""},
                               {"", ""},
                               {"日本", "uk"},
                               {"x*", "uk"}};

}  // namespace

TEST_CASE("each value of a facet is a filter that finds as many", "[part1-16]") {
  const test::TemporaryFolder folder;
  publish(folder / "i", names);
  const auto searcher = Searcher::open(folder / "i");
  REQUIRE(searcher);
  for (const auto& [field, facet] :
       {std::pair("source:", FacetField::source), {"lang:", FacetField::language}}) {
    for (const std::string text : {"harbour", "tide", "harbour tide", "\"the harbour\""}) {
      const auto values = counts(*searcher, text, facet);
      CHECK(values.size() > 7);
      for (const auto& [value, count] : values) {
        CAPTURE(text, value);
        const std::string filter = field + in_quotes(value);
        CHECK(total(*searcher, "+" + text + " " + filter) == count);
        CHECK(total(*searcher, "+" + text + " -" + filter) + count == total(*searcher, "+" + text));
      }
    }
  }
}

TEST_CASE("names that differ in case, accents or spaces are one, in the spelling of most",
          "[part1-16]") {
  const test::TemporaryFolder folder;
  publish(folder / "i", names);
  const auto searcher = Searcher::open(folder / "i");
  REQUIRE(searcher);
  const auto sources = counts(*searcher, "harbour", FacetField::source);
  CHECK(sources.at("Reuters") == 3);
  CHECK(sources.count("REUTERS") == 0);
  CHECK(sources.at("RÚV") == 2);
  CHECK(sources.at("NY Times") == 2);
  CHECK(sources.at("The \"Daily\"") == 2);
  for (const char* alone :
       {"C++", "C#", "C", "AT&T", "ATT", "A-T-T", "★", "☆", "!!!", "7 News", "7News", "N.Y. Times"})
    CHECK(sources.at(alone) == 1);
  CHECK(counts(*searcher, "source:reuters tide", FacetField::source).at("Reuters") == 2);
  const auto languages = counts(*searcher, "harbour", FacetField::language);
  CHECK(languages.at("en-us") == 3);
  CHECK(languages.at("français") == 2);
  CHECK(total(*searcher, "harbour lang:EN-us") == 3);
}

TEST_CASE("later runs add spellings to the names that are there", "[part1-16]") {
  const test::TemporaryFolder folder;
  publish(folder / "i", {{"Grid Monthly", "en"}, {"Other", "en"}});
  publish(folder / "i", {{"GRID monthly", "EN"}, {"Grid  Monthly", "en"}, {"New", "en"}}, "e");
  publish(folder / "i", {{"GRID monthly", "EN"}, {"new", "en"}}, "f");
  const auto searcher = Searcher::open(folder / "i");
  REQUIRE(searcher);
  const std::map<std::string, std::uint64_t> expected{
      {"GRID monthly", 4}, {"Other", 1}, {"New", 2}};
  CHECK(counts(*searcher, "harbour", FacetField::source) == expected);
  CHECK(total(*searcher, "harbour source:\"grid monthly\"") == 4);
  CHECK(total(*searcher, "source:NEW") == 2);
}

TEST_CASE("a store without the table of folded names gets it from its next writer", "[part1-16]") {
  const test::TemporaryFolder folder;
  const std::filesystem::path path = folder / "store";
  constexpr std::size_t buffer_bytes = 1 << 20;
  const auto number_of = [](StoreWriter& writer, const std::string& source) {
    Document document;
    document.source = source;
    return writer.name_numbers(document)->source;
  };
  {
    auto writer = StoreWriter::open(path, buffer_bytes);
    REQUIRE(writer);
    CHECK(number_of(**writer, "Wire") == 1);
    CHECK(number_of(**writer, "C++") == 2);
    CHECK(number_of(**writer, "WIRE") == 3);
    // As if it had been written with another folding.
    REQUIRE((*writer)->put_counter(name_analysis_setting, analysis_version + 1));
    REQUIRE((*writer)->close());
  }
  {
    const auto store = Store::open(path);
    REQUIRE(store);
    const auto refused = store->numbers_of_name(FieldId::source, "wire");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::format_mismatch);
    CHECK_FALSE(store->name_aliases(FieldId::source));
  }
  {
    auto writer = StoreWriter::open(path, buffer_bytes);
    REQUIRE(writer);
    REQUIRE((*writer)->close());
  }
  const auto store = Store::open(path);
  REQUIRE(store);
  CHECK(store->numbers_of_name(FieldId::source, "wire").value() ==
        std::vector<std::uint32_t>{1, 3});
  CHECK(store->numbers_of_name(FieldId::source, "C++").value() == std::vector<std::uint32_t>{2});
  CHECK(store->numbers_of_name(FieldId::source, "C").value().empty());
  CHECK(store->numbers_of_name(FieldId::language, "wire").value().empty());
  CHECK(store->name_aliases(FieldId::source).value() == NameAliases{{3, 1}});
  CHECK(store->names(FieldId::source)->size() == 3);
}
