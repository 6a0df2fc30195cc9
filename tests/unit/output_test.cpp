// What the programs print: JSON, TREC runs, text; and the options of dateline-search.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "dateline/output.hpp"
#include "dateline/search_parameters.hpp"
#include "searcher/cli/options.hpp"
#include "searcher/output/styled_text.hpp"

using namespace dateline;
using Json = nlohmann::ordered_json;

namespace {

Date day_date(int year, unsigned month, unsigned day) {
  Date date;
  date.day = day_from_civil({year, month, day}).value();
  date.precision = DatePrecision::day;
  return date;
}

Hit odesa_hit() {
  Hit hit{};
  hit.rank = 1;
  hit.key = "news/odesa";
  hit.date = day_date(2024, 5, 14);
  hit.title = "Odesa meets Istanbul";
  hit.source = "UNN";
  hit.url = "https://example.org/1";
  hit.language = "en";
  hit.score = 12.5;
  hit.snippet = {"An agreement of Odesa", {{3, 9}, {16, 5}}};
  hit.title_marks = {{0, 5}};
  return hit;
}

ResultPage one_hit() {
  ResultPage page;
  page.query = "odesa agreement";
  page.generation = 42;
  page.took_us = 1234;
  page.total = {1, true};
  page.hits.push_back(odesa_hit());
  return page;
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

/// Whether the text could steer a terminal: escape characters outside of `allowed`.
bool steers(std::string text, const std::vector<std::string>& allowed) {
  for (const std::string& sequence : allowed)
    for (std::size_t at = text.find(sequence); at != std::string::npos; at = text.find(sequence))
      text.erase(at, sequence.size());
  return text.find_first_of("\x1b\x07\x08\r\x7f") != std::string::npos ||
         text.find("\xC2\x9B") != std::string::npos || text.find("\u202e") != std::string::npos;
}

const std::vector<std::string> bold{"\x1b[1m", "\x1b[1;4m", "\x1b[0m"};

Result<std::variant<SearchOptions, Information>> options_of(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "dateline-search");
  return parse_search_options(static_cast<int>(arguments.size()), arguments.data());
}

SearchOptions parsed(std::vector<const char*> arguments) {
  auto options = options_of(std::move(arguments));
  REQUIRE(options);
  return std::get<SearchOptions>(*options);
}

Error refused(std::vector<const char*> arguments) {
  const auto options = options_of(std::move(arguments));
  REQUIRE_FALSE(options);
  CHECK(options.error().code == ErrorCode::usage);
  CHECK_FALSE(options.error().hint.empty());
  return options.error();
}

}  // namespace

TEST_CASE("JSON of a page has the documented members in the documented order") {
  ResultPage page = one_hit();
  page.timeline = {{day_from_civil({2024, 5, 1}).value(), 3}};
  page.timeline_unit = TimelineUnit::month;
  page.facets = {{FacetField::source, {{"UNN", 2}}}, {FacetField::language, {}}};
  const std::string text = page_to_json(page, false);
  CHECK(
      text ==
      R"({"version":1,"query":"odesa agreement","generation":42,"took_us":1234,)"
      R"("total":{"value":1,"relation":"exact"},"hits":[{"rank":1,"key":"news/odesa",)"
      R"("date":"2024-05-14","title":"Odesa meets Istanbul","source":"UNN",)"
      R"("url":"https://example.org/1","href":"/document?key=news%2Fodesa","language":"en","score":12.5,)"
      R"("snippet":{"text":"An agreement of Odesa","marks":[[3,9],[16,5]]}}],)"
      R"("timeline":[{"first":"2024-05-01","count":3}],)"
      R"("facets":{"source":[{"value":"UNN","count":2}],"lang":[]},"timeline_unit":"month",)"
      R"("undated":0,"suspicious":0})"
      "\n");
}

TEST_CASE("JSON is the same shape without timeline and facets, and an estimate is called one") {
  ResultPage page = one_hit();
  page.total = {1200, false};
  page.hits[0].date = {};
  const Json json = Json::parse(page_to_json(page, false));
  CHECK(json["total"] == Json{{"value", 1200}, {"relation", "estimate"}});
  CHECK(json["timeline"] == Json::array());
  CHECK(json["facets"] == Json::object());
  CHECK(json["hits"][0]["date"].is_null());
  CHECK_FALSE(json.contains("clauses"));
  CHECK_FALSE(json.contains("explain"));
}

TEST_CASE("JSON says that a page is partial, and where the next begins, only where it is so") {
  ResultPage page = one_hit();
  Json json = Json::parse(page_to_json(page, false));
  CHECK_FALSE(json.contains("partial"));
  CHECK_FALSE(json.contains("next_cursor"));
  CHECK_FALSE(json.contains("previous_cursor"));
  CHECK_FALSE(json.contains("last_document"));
  page.partial = true;
  page.next_cursor = "AbC-_9";
  page.previous_cursor = "DeF";
  page.last_document = 42;
  json = Json::parse(page_to_json(page, false));
  CHECK(json["partial"] == true);
  CHECK(json["next_cursor"] == "AbC-_9");
  CHECK(json["previous_cursor"] == "DeF");
  CHECK(json["last_document"] == 42);
}

TEST_CASE("JSON without a hit says how many documents each clause matches") {
  ResultPage page;
  page.clauses = {{"cooperaton", {0, true}, "cooperation"}, {"odesa", {12, false}, ""}};
  const Json json = Json::parse(page_to_json(page, false));
  CHECK(json["hits"].empty());
  CHECK(json["clauses"] ==
        Json::parse(R"([{"clause":"cooperaton","documents":{"value":0,"relation":"exact"},)"
                    R"("did_you_mean":"cooperation"},)"
                    R"({"clause":"odesa","documents":{"value":12,"relation":"estimate"}}])"));
}

TEST_CASE("JSON explains the tree, the terms and each hit's score where it is asked to") {
  ResultPage page = one_hit();
  page.tree = "list\n";
  page.terms = {{"odesa", 7}};
  page.hits[0].explanation = {{"odesa", 12.5}};
  const Json json = Json::parse(page_to_json(page, true));
  CHECK(json["explain"] ==
        Json{{"tree", "list\n"}, {"terms", {{{"term", "odesa"}, {"documents", 7}}}}});
  CHECK(json["hits"][0]["explain"] == Json{{{"term", "odesa"}, {"score", 12.5}}});
  CHECK(json.contains("clauses"));
}

TEST_CASE("JSON survives strings that are not UTF-8, and numbers that are none") {
  ResultPage page = one_hit();
  page.query = "bad \xFF byte";
  page.hits[0].title = "cut \xE2\x80";
  page.hits[0].score = std::numeric_limits<double>::quiet_NaN();
  const Json json = Json::parse(page_to_json(page, false));
  CHECK(json["query"] == "bad \uFFFD byte");
  CHECK(json["hits"][0]["score"].is_null());
}

TEST_CASE("NDJSON is one hit a line and nothing else") {
  ResultPage page = one_hit();
  page.hits.push_back(odesa_hit());
  page.hits[1].title = "two\nlines";
  const std::string lines = hits_to_ndjson(page, false);
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
  CHECK(keys_of(Json::parse(lines.substr(0, lines.find('\n')))) ==
        std::vector<std::string>{"rank", "key", "date", "title", "source", "url", "href",
                                 "language", "score", "snippet"});
  CHECK(hits_to_ndjson(ResultPage{}, false).empty());
}

TEST_CASE("JSON of a document has all metadata, and the input's unknown fields under extra") {
  Document document;
  document.key = "k";
  document.date = day_date(2024, 5, 14);
  document.date.origin = DateOrigin::header;
  document.title = "T";
  document.text = "One.\n\nTwo.";
  document.authors = {"A", "B"};
  document.extra_json = R"({"section":"World","ids":[1,2]})";
  const Json json = Json::parse(document_to_json(document));
  CHECK(json["date"] == "2024-05-14");
  CHECK(json["date_precision"] == "day");
  CHECK(json["date_origin"] == "header");
  CHECK(json["authors"] == Json{"A", "B"});
  CHECK(json["text"] == "One.\n\nTwo.");
  CHECK(json["extra"] == Json::parse(document.extra_json));
}

TEST_CASE("unknown fields are given with their numbers as they were written", "[part1-08]") {
  Document document;
  document.extra_json = "{\"a\":18446744073709551616,\n\"b\":2.50,\"c\":1e999}";
  const std::string json = document_to_json(document);
  CHECK(json.find(R"("extra":{"a":18446744073709551616, "b":2.50,"c":1e999}})") !=
        std::string::npos);
  CHECK(std::count(json.begin(), json.end(), '\n') == 1);
}

TEST_CASE("unknown fields that are not JSON, or nested without end, are given as text") {
  Document document;
  for (const std::string& extra :
       {std::string("{broken"), std::string(100'000, '[') + std::string(100'000, ']'),
        std::string(R"({"a":)") + std::string(100'000, '[')}) {
    document.extra_json = extra;
    CHECK(Json::parse(document_to_json(document))["extra"] == extra);
  }
  document.extra_json = R"({"a":"[[[\"[[["})";
  CHECK(Json::parse(document_to_json(document))["extra"].is_object());
}

TEST_CASE("a TREC run has six fields a line, whatever the keys hold") {
  ResultPage page = one_hit();
  page.hits.push_back(odesa_hit());
  page.hits[1].rank = 2;
  page.hits[1].key = "a b\tc\nd\u00A0e%20Özlem";
  CHECK(hits_to_trec(page, "301", "my run") ==
        "301 Q0 news/odesa 1 12.500000 my%20run\n"
        "301 Q0 a%20b%09c%0Ad%C2%A0e%2520Özlem 2 12.500000 my%20run\n");
}

/// What whoever reads the run does to have the key again.
std::string decoded(const std::string& field) {
  static const std::regex encoded("%([0-9A-Fa-f]{2})");
  std::string text;
  auto rest = field.cbegin();
  for (std::sregex_iterator i(field.begin(), field.end(), encoded), end; i != end; ++i) {
    text.append(rest, (*i)[0].first);
    text += static_cast<char>(std::stoi((*i)[1], nullptr, 16));
    rest = (*i)[0].second;
  }
  return text.append(rest, field.cend());
}

TEST_CASE("two keys never become one field of a TREC run", "[part1-27]") {
  const std::pair<std::string, std::string> cases[] = {
      {"a b", "a%20b"},       {"a%20b", "a%2520b"},     {"a%2520b", "a%252520b"},
      {"50%.txt", "50%.txt"}, {"50% off", "50%%20off"}, {"%", "%"},
      {"%2", "%2"},           {"%2 ", "%2%20"},         {"%%41", "%%2541"},
      {"%e2", "%25e2"},       {"\xFF", "%FF"},          {"%FF", "%25FF"}};
  std::set<std::string> fields;
  for (const auto& [key, field] : cases) {
    CAPTURE(key);
    CHECK(trec_field(key) == field);
    CHECK(decoded(field) == key);
    fields.insert(field);
  }
  CHECK(fields.size() == std::size(cases));
}

TEST_CASE("each hit, title and document has its address, whatever the key holds", "[part1-27]") {
  const std::pair<std::string, std::string> cases[] = {
      {"a.txt#2", "a.txt%232"}, {"b&c d.txt", "b%26c%20d.txt"},
      {"50%.txt", "50%25.txt"}, {"a?b=c", "a%3Fb%3Dc"},
      {"ü", "%C3%BC"},          {"x/../y", "x%2F..%2Fy"},
      {"a+b;c", "a%2Bb%3Bc"},   {"\"'<>", "%22%27%3C%3E"},
      {"-._~", "-._~"}};
  for (const auto& [key, encoded] : cases) {
    CAPTURE(key);
    const std::string href = "/document?key=" + encoded;
    ResultPage page = one_hit();
    page.hits[0].key = key;
    CHECK(Json::parse(page_to_json(page, false))["hits"][0]["href"] == href);
    CHECK(Json::parse(hits_to_ndjson(page, false))["href"] == href);
    Document document;
    document.key = key;
    CHECK(Json::parse(document_to_json(document))["href"] == href);
    Suggestions suggestions;
    suggestions.titles.push_back({key, "title", {}});
    CHECK(Json::parse(suggestions_to_json(suggestions))["titles"][0]["href"] == href);
  }
}

TEST_CASE("text shows rank, title, date, source, key and snippet, and how many there are") {
  CHECK(page_to_text(one_hit(), 0, {}) ==
        " 1. Odesa meets Istanbul\n"
        "    2024-05-14 · UNN · news/odesa\n"
        "    An agreement of Odesa\n"
        "\n"
        "1 hit (1.2 ms)\n");
}

TEST_CASE("on a terminal titles and marked words are bold, and lines are wrapped") {
  const std::string text = page_to_text(one_hit(), 0, {true, 20});
  CHECK_THAT(text, Catch::Contains("\x1b[1;4mOdesa\x1b[0m\x1b[1m meets Istanbul\x1b[0m\n"));
  CHECK_THAT(text, Catch::Contains("    An \x1b[1magreement\x1b[0m of\n    \x1b[1mOdesa\x1b[0m\n"));
}

TEST_CASE("a page in the middle says so, and an estimate is called about") {
  ResultPage page = one_hit();
  page.total = {1234567, false};
  page.hits[0].rank = 11;
  CHECK_THAT(page_to_text(page, 10, {}), Catch::Contains("hits 11-11 of about 1,234,567 ("));
  page.hits.clear();
  CHECK_THAT(page_to_text(page, 2'000'000, {}),
             Catch::Contains("no hits from 2000001 on, about 1,234,567 hits in all"));
  CHECK(page_to_text(page, 0, {}) == "about 1,234,567 hits (1.2 ms)\n");
}

TEST_CASE("without a hit the text shows which clause emptied the result") {
  ResultPage page;
  page.clauses = {{"cooperaton", {0, true}, "cooperation"}, {"title:東京", {1200, false}, ""}};
  CHECK(page_to_text(page, 0, {}) ==
        "no hits (0.0 ms)\n"
        "documents that each part of the query matches alone:\n"
        "    cooperaton        0   did you mean cooperation?\n"
        "    title:東京  about 1,200\n");
}

TEST_CASE("a timeline is a bar chart, every bucket a line") {
  ResultPage page = one_hit();
  page.timeline = {{day_from_civil({2024, 4, 1}).value(), 80},
                   {day_from_civil({2024, 5, 1}).value(), 0},
                   {day_from_civil({2024, 6, 1}).value(), 1}};
  page.undated = 2;
  page.suspicious = 1234;
  const auto text_in = [&page](TimelineUnit unit) {
    page.timeline_unit = unit;
    return page_to_text(page, 0, {});
  };
  const std::string months = text_in(TimelineUnit::month);
  std::string full;
  for (int i = 0; i < 40; ++i) full += "█";
  CHECK_THAT(months, Catch::Contains("2024-04     " + full +
                                     " 80\n2024-05     0\n2024-06     ▌ 1\n"
                                     "suspicious  1,234\nundated     2\n"));
  CHECK_THAT(text_in(TimelineUnit::century), Catch::Contains("\n2024        █"));
  CHECK_THAT(text_in(TimelineUnit::year), Catch::Contains("\n2024        █"));
  CHECK_THAT(text_in(TimelineUnit::day), Catch::Contains("\n2024-04-01  █"));
}

TEST_CASE("facets are aligned by columns, not bytes") {
  ResultPage page = one_hit();
  page.facets = {{FacetField::source, {{"東京", 1200}, {"UNN", 3}}}};
  CHECK_THAT(page_to_text(page, 0, {}),
             Catch::Contains("source\n    東京    1,200\n    UNN         3\n"));
}

TEST_CASE("nothing that a document holds steers the terminal") {
  const std::string evil = "x\x1b]0;owned\x07\x1b[2J\r\x08\xC2\x9B\u202e\x7f";
  ResultPage page = one_hit();
  Hit& hit = page.hits[0];
  hit.title = hit.key = hit.source = hit.snippet.text = evil;
  hit.title_marks = {{0, 3}};
  hit.snippet.marks = {{1, 4}};
  hit.explanation = {{evil, 1.0}};
  page.facets = {{FacetField::source, {{evil, 1}}}};
  page.clauses = {{evil, {0, true}, evil}};
  page.tree = evil;
  page.terms = {{evil, 1}};
  CHECK_FALSE(steers(page_to_text(page, 0, {true, 40}), bold));
  CHECK_FALSE(steers(page_to_text(page, 0, {}), {}));
  page.hits.clear();
  CHECK_FALSE(steers(page_to_text(page, 0, {}), {}));

  Document document;
  document.key = document.title = document.text = document.source = document.url = evil;
  document.language = document.extra_json = evil;
  document.authors = document.tags = {evil};
  CHECK_FALSE(steers(document_to_text(document, {}, {}, {true, 40}), bold));
}

TEST_CASE("a document as text: title, metadata that it has, text with its paragraphs") {
  Document document;
  document.key = "k";
  document.date = day_date(2024, 5, 14);
  document.title = "Title";
  document.tags = {"a", "b"};
  document.text = "One odesa.\n\nTwo odesa.";
  CHECK(document_to_text(document, {}, {{4, 5}, {16, 5}}, {true, 0}) ==
        "\x1b[1mTitle\x1b[0m\n\nkey       k\ndate      2024-05-14\ntags      a, b\n\n"
        "One \x1b[1modesa\x1b[0m.\n\nTwo \x1b[1modesa\x1b[0m.\n");
}

TEST_CASE("lines are broken at spaces; words wider than a line get their own line") {
  CHECK(styled_lines("aa bb cc", {}, {}, 0, 5) == "aa bb\ncc\n");
  CHECK(styled_lines("aa bb cc", {}, {}, 2, 4) == "  aa\n  bb\n  cc\n");
  CHECK(styled_lines("a 東京東京 b", {}, {}, 0, 6) == "a\n東京東京\nb\n");
  CHECK(styled_lines("aa bb", {}, {}, 0, 0) == "aa bb\n");
  CHECK(styled_lines("", {}, {}, 0, 10).empty());
}

TEST_CASE("a mark across a line break is continued on the next line") {
  CHECK(styled_lines("aa bb", {{0, 5}}, {"", "<", ">"}, 0, 2) == "<aa>\n<bb>\n");
}

/// The days that the two options leave.
tl::expected<std::optional<DayRange>, ParameterFault> parse_published_range(const char* since,
                                                                            const char* until,
                                                                            Day today) {
  SearchRequest request{.today = today};
  for (const auto& [name, value] : {std::pair{"since", since}, std::pair{"until", until}}) {
    const SearchParameter& parameter = *find_search_parameter(name, ParameterPlace::cli);
    auto set = set_parameter(parameter, ParameterPlace::cli, value, request);
    if (!set) return tl::unexpected(ParameterFault{parameter.name, set.error()});
  }
  if (auto fault = check_request(request, ParameterPlace::cli)) return tl::unexpected(*fault);
  return request.published;
}

TEST_CASE("--since and --until take what date: takes, and what documents carry", "[part1-19]") {
  const Day today = day_from_civil({2024, 5, 14}).value();
  const auto shown = [&](const char* since, const char* until) {
    const auto range = parse_published_range(since, until, today).value().value();
    return to_string(range.first) + " " + to_string(range.last);
  };
  CHECK(shown("2023", "2024-02") == "2023-01-01 2024-02-29");
  CHECK(shown("7d", "yesterday") == "2024-05-08 2024-05-13");
  CHECK(shown("14 May 2023", "20240101") == "2023-05-14 2024-01-01");
  CHECK(shown("Yesterday", "TODAY") == "2024-05-13 2024-05-14");
  CHECK(shown("7D", "today") == "2024-05-08 2024-05-14");
  CHECK_FALSE(parse_published_range("", "", today).value().has_value());
  CHECK(parse_published_range("2024", "", today).value()->last == std::numeric_limits<Day>::max());
  for (const char* bad : {"foo", "2023..2024", "2024-13", "7x", "0d"}) {
    CAPTURE(bad);
    const auto since = parse_published_range(bad, "2024", today);
    REQUIRE_FALSE(since);
    CHECK(since.error().parameter == "since");
    CHECK(since.error().error.code == ErrorCode::usage);
    const auto until = parse_published_range("2024", bad, today);
    REQUIRE_FALSE(until);
    CHECK(until.error().parameter == "until");
  }
  CHECK_THAT(parse_published_range("2024", "2023", today).error().error.message,
             Catch::Contains("--since 2024-01-01 is after --until 2023-12-31"));
}

TEST_CASE("--until with a number of days is that long ago, right before --since with it",
          "[part1-19]") {
  const Day today = day_from_civil({2024, 3, 31}).value();
  const std::pair<const char*, const char*> cases[] = {{"1d", "2024-03-30"}, {"7d", "2024-03-24"},
                                                       {"2w", "2024-03-17"}, {"1m", "2024-02-29"},
                                                       {"1y", "2023-03-31"}, {"1Y", "2023-03-31"}};
  for (const auto& [text, last] : cases) {
    CAPTURE(text);
    const auto until = parse_published_range("", text, today).value().value();
    CHECK(to_string(until.last) == last);
    CHECK(until.first == std::numeric_limits<Day>::min());
    CHECK(parse_published_range(text, "", today).value()->first == until.last + 1);
  }
  // Longer ago than there are years.
  CHECK(parse_published_range("", "9999y", today).value()->last == std::numeric_limits<Day>::min());
}

TEST_CASE("--since none and --until none mean no limit", "[part1-19]") {
  const Day today = day_from_civil({2024, 5, 14}).value();
  CHECK_FALSE(parse_published_range("none", "", today).value());
  CHECK_FALSE(parse_published_range("None", "NONE", today).value());
  CHECK(parse_published_range("none", "2024", today).value()->first ==
        std::numeric_limits<Day>::min());
  CHECK(parse_published_range("2024", "none", today).value()->last ==
        std::numeric_limits<Day>::max());
}

TEST_CASE("options fill a query") {
  setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
  const SearchOptions options =
      parsed({"--index", "i",      "black",   "sea",        "--limit",  "5",       "--offset",
              "10",      "--sort", "newest",  "--timeline", "week",     "--facet", "source,lang",
              "--facet", "year",   "--facet", "lang",       "--format", "json",    "--explain",
              "--color", "never",  "--since", "2024"});
  CHECK(options.index == "i");
  CHECK(options.query.text == "black sea");
  CHECK(options.query.limit == 5);
  CHECK(options.query.offset == 10);
  CHECK(options.query.sort == Sort::newest);
  CHECK(options.query.timeline == TimelineUnit::week);
  CHECK_FALSE(options.query.timeline_fits);
  CHECK(options.query.facets ==
        std::vector{FacetField::source, FacetField::language, FacetField::year});
  CHECK(options.format == OutputFormat::json);
  CHECK(options.query.explain);
  CHECK(options.color == ColorChoice::never);
  CHECK(options.query.published.has_value());
}

TEST_CASE("a query that begins with - comes after --, and an error says so") {
  setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
  CHECK(parsed({"--index", "i", "--", "-bird", "-h", "turkey"}).query.text == "-bird -h turkey");
  CHECK_THAT(refused({"--index", "i", "turkey", "-house"}).hint, Catch::Contains("-- word -house"));
  CHECK_THAT(refused({"--index", "i", "turkey", "--brid"}).hint, Catch::Contains("--help"));
}

TEST_CASE("wrong options are refused with a hint") {
  setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
  unsetenv("DATELINE_INDEX");
  refused({"odesa"});
  refused({"--index", "i"});
  refused({"--index", "i", "x", "--sort", "best"});
  refused({"--index", "i", "x", "--facet", "source,colour"});
  refused({"--index", "i", "x", "--limit", "-1"});
  refused({"--index", "i", "x", "--limit", "10001"});
  refused({"--index", "i", "x", "--limit", "9000", "--offset", "1001"});
  refused({"--index", "i", "x", "--offset", "18446744073709551615"});
  refused({"--index", "i", "x", "--format", "trec", "--sort", "newest"});
  refused({"--index", "i", "x", "--since", "soon"});
  refused({"--index", "i", "x", "--config", "/nonexistent/file.toml"});
  CHECK(parsed({"--index", "i", "x", "--limit", "9000", "--offset", "1000"}).query.offset == 1000);
}

TEST_CASE("help and version are information, not errors") {
  setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
  for (const char* option : {"--help", "-h"}) {
    const auto help = options_of({option});
    REQUIRE(help);
    CHECK_THAT(std::get<Information>(*help).text, Catch::Contains("Exit codes:"));
  }
  CHECK_THAT(std::get<Information>(*options_of({"--version"})).text,
             Catch::StartsWith("dateline-search 0."));
}

TEST_CASE("the index comes from the option, the environment, or the configuration, in this order") {
  setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
  char pattern[] = "/tmp/dateline-config-XXXXXX";
  const int fd = mkstemp(pattern);
  REQUIRE(fd >= 0);
  close(fd);
  std::ofstream(pattern) << "index = \"/config\"\n[update]\njobs = 2\n[search]\nlimit = 3\n";
  unsetenv("DATELINE_INDEX");
  CHECK(parsed({"--config", pattern, "x"}).index == "/config");
  CHECK(parsed({"--config", pattern, "x"}).query.limit == 3);
  CHECK(parsed({"--config", pattern, "x", "--limit", "4"}).query.limit == 4);
  setenv("DATELINE_INDEX", "/environment", 1);
  CHECK(parsed({"--config", pattern, "x"}).index == "/environment");
  CHECK(parsed({"--config", pattern, "x", "--index", "/option"}).index == "/option");
  unsetenv("DATELINE_INDEX");
  std::ofstream(pattern) << "[search]\nlimti = 3\n";
  CHECK_THAT(refused({"--config", pattern, "--index", "i", "x"}).message, Catch::Contains("limti"));
  unlink(pattern);
}
