// What dateline-index is given: arguments of update.
#include <algorithm>
#include <catch2/catch.hpp>

#include "indexer/cli/update_arguments.hpp"

using namespace dateline;
using Catch::Matchers::Contains;

namespace {

/// Parses `arguments` as those after `update`.
Result<UpdateOptions> parse(std::vector<std::string> arguments) {
  CLI::App app;
  UpdateArguments parsed;
  add_update_arguments(app, parsed);
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
  app.parse(std::move(arguments));
  return update_options({.index = "news.idx"}, parsed);
}

}  // namespace

TEST_CASE("without options an update has the defaults of the library") {
  const auto options = parse({"a", "b"});
  REQUIRE(options);
  const ReaderOptions defaults;
  CHECK(options->paths == std::vector<std::string>{"a", "b"});
  CHECK(options->indexer.index == "news.idx");
  CHECK(options->indexer.language == IndexerOptions{}.language);
  CHECK(options->indexer.memory_mb == IndexerOptions{}.memory_mb);
  CHECK(options->reader.max_document_bytes == defaults.max_document_bytes);
  CHECK(options->reader.max_inflation_ratio == defaults.max_inflation_ratio);
  CHECK(options->reader.format == Format::automatic);
  CHECK_FALSE(options->reader.default_date);
  CHECK_FALSE(options->strict);
}

TEST_CASE("options of an update reach the library") {
  const auto options =
      parse({"--format",       "JSONL",   "--max-document",   "2MiB",   "--max-ratio",        "50",
             "--default-date", "2024-05", "--default-source", "Agency", "--default-language", "en",
             "--key-prefix",   "x/",      "--jobs",           "3",      "--memory",           "256",
             "--language",     "german",  "--strict",         "-"});
  REQUIRE(options);
  CHECK(options->reader.format == Format::jsonl);
  CHECK(options->reader.max_document_bytes == 2u << 20);
  CHECK(options->reader.max_inflation_ratio == 50);
  REQUIRE(options->reader.default_date);
  CHECK(options->reader.default_date->origin == DateOrigin::given);
  CHECK(options->reader.default_date->precision == DatePrecision::month);
  CHECK(options->reader.default_source == "Agency");
  CHECK(options->reader.default_language == "en");
  CHECK(options->reader.key_prefix == "x/");
  CHECK(options->indexer.jobs == 3);
  CHECK(options->indexer.memory_mb == 256);
  CHECK(options->indexer.language == "german");
  CHECK(options->strict);
}

TEST_CASE("a map gives a field another name in the JSON") {
  const auto options = parse({"--map", "text=story", "--map", "date=when=now", "-"});
  REQUIRE(options);
  const std::vector<std::pair<std::string, std::string>> expected{{"story", "text"},
                                                                  {"when=now", "date"}};
  CHECK(options->reader.field_map == expected);
}

TEST_CASE("arguments that make no sense are errors that name them") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"--map", "text"}, {"--map", "text="},         {"--map", "story=text"},
      {"--map", "=x"},   {"--default-date", "soon"}, {"--default-date", "2024-02-30"}};
  for (const auto& [option, value] : cases) {
    CAPTURE(option, value);
    const auto options = parse({option, value, "-"});
    REQUIRE_FALSE(options);
    CHECK(options.error().code == ErrorCode::usage);
    CHECK_THAT(options.error().message, Contains(option) && Contains(value));
    CHECK_FALSE(options.error().hint.empty());
  }
}

TEST_CASE("the command line refuses what no option takes") {
  CHECK_THROWS_AS(parse({}), CLI::ParseError);
  CHECK_THROWS_AS(parse({"--format", "docx", "-"}), CLI::ParseError);
  CHECK_THROWS_AS(parse({"--jobs", "-1", "-"}), CLI::ParseError);
  CHECK_THROWS_AS(parse({"--memory", "1", "-"}), CLI::ParseError);
  CHECK_THROWS_AS(parse({"--max-document", "0", "-"}), CLI::ParseError);
  CHECK_THROWS_AS(parse({"--max-ratio", "0", "-"}), CLI::ParseError);
  CHECK_THROWS_AS(parse({"--no-such-option", "-"}), CLI::ParseError);
}
