// The query language: query_cases.txt has the cases; here is what a table cannot hold.
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "searcher/query/lexer.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/query/plain_query.hpp"
#include "searcher/query/quotes.hpp"
#include "searcher/query/stop_words.hpp"
#include "tests/support/cpu_clock.hpp"

using namespace dateline;

namespace {

constexpr Day today = 19857;  // 2024-05-14

const Analyzer& english() {
  static const Analyzer analyzer = Analyzer::create("en").value();
  return analyzer;
}

Result<QueryNode> parse(std::string_view text) {
  auto root = parse_query(text, english(), today);
  if (root) drop_function_words(*root, text, english());
  return root;
}

/// The tree, or "error OFFSET: MESSAGE".
std::string outcome(std::string_view text) {
  const auto parsed = parse(text);
  if (parsed) return to_string(*parsed);
  const Error& error = parsed.error();
  return "error " + std::to_string(error.offset.value()) + ": " + error.message + "\n";
}

Error error_of(std::string_view text) {
  const auto parsed = parse(text);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == ErrorCode::bad_query);
  return parsed.error();
}

std::string repeated(std::string_view part, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

struct Case {
  std::string query;
  std::string expected;
};

std::vector<Case> cases_of(const std::string& path) {
  std::ifstream file(path);
  REQUIRE(file);
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("> ")) {
      cases.push_back({line.substr(2), {}});
    } else {
      REQUIRE_FALSE(cases.empty());
      cases.back().expected += line + "\n";
    }
  }
  return cases;
}

/// The last child of the root.
QueryNode last_clause(std::string_view text) {
  const auto root = parse(text);
  REQUIRE(root);
  return root->children.back();
}

std::string_view spelled(std::string_view text, const QuerySpan& span) {
  return text.substr(span.offset, span.length);
}

}  // namespace

TEST_CASE("every query of the table is read as the table says") {
  const auto cases = cases_of(DATELINE_SOURCE_DIR "/tests/unit/query_cases.txt");
  REQUIRE(cases.size() > 150);
  for (const Case& c : cases) {
    INFO("query: " << c.query);
    CHECK(outcome(c.query) == c.expected);
  }
}

TEST_CASE("spaces of every kind separate words, and alone they are not a query") {
  const std::string expected = outcome("black sea");
  for (const char* text : {"black\tsea", "black\nsea", "  black \r\n sea ", "black\u00A0sea",
                           "black\u3000sea", "black\u2003sea"})
    CHECK(outcome(text) == expected);
  for (const char* text : {"", " ", "\t\n", "\u00A0", "\u3000 "}) {
    const Error error = error_of(text);
    CHECK(error.offset == 0);
    CHECK_FALSE(error.hint.empty());
  }
}

TEST_CASE("errors hint at a way out") {
  struct Hint {
    const char* query;
    const char* hint;
  };
  const Hint hints[] = {
      {"titel:x", "did you mean title:?"},
      {"headline:x", "did you mean title:?"},
      {"language:en", "did you mean lang:?"},
      {"since:2024", "did you mean date:?"},
      {"dates:2024", "did you mean date:?"},
      {"zzz:x", "The fields are title:, source:, key:, lang:, date:, author:, tag:, x.NAME:"},
      {"date:14.5.2024", "dates are 2024-05-14, 2024-05 or 2024"},
      {"date:2024..2023", "write 2023..2024"},
      {"a AND", "\"AND\""},
      {"title:-a", "write -title:word"},
      {"=title:a", "write title:=word"},
      {"source:", "source:\"US Senate: Akaka\""},
      {"coop* \"a b*\"", "outside the quotes"},
      {"odesa~2", "\"one two\"~5"},
  };
  for (const Hint& h : hints) {
    INFO(h.query);
    CHECK_THAT(error_of(h.query).hint, Catch::Contains(h.hint));
  }
}

TEST_CASE("signs of other engines are refused with the query that was meant", "[part1-22]") {
  struct Refused {
    const char* query;
    const char* suggestion;
  };
  const Refused table[] = {
      {"black sea^2 grain", "black sea grain"},
      {"\"black sea\"^1.5 grain", "\"black sea\" grain"},
      {"(black sea)^3", "(black sea)"},
      {"harb?ur", "harb*"},
      {"wo?d ferry", ""},
      {"/harbou?rs/", "harbo*"},
      {"ferry /[fg]old/", ""},
      {"ferry [2020 TO 2022]", "ferry date:[2020 TO 2022]"},
      {"ferry {2020-05 TO *}", "ferry date:{2020-05 TO *}"},
      {"black&&sea", "black AND sea"},
      {"black||sea", "black OR sea"},
      {"black &&sea", "black AND sea"},
      {"black&& sea", "black AND sea"},
      {"black &&", "black "},
      {"date>=2020 ferry", "date:>=2020 ferry"},
      {"Date<2020-05", "date:<2020-05"},
      {"title>3", ""},
      {"ferry \u2014sank", "ferry -sank"},
      {"title: ferry", "title:ferry"},
      {"Title: ferry", "title:ferry"},
      {"TITLE:  \"black sea\"", "title:\"black sea\""},
      {"source: unn", "source:unn"},
      {"title:!ferry", "-title:ferry"},
      {"title:\u2013ferry", "-title:ferry"},
      {"intitle:ferry", "title:ferry"},
      {"allintitle:ferry", "title:ferry"},
      {"site:unn", "source:unn"},
      {"before:2020 ferry", "date:..2019-12-31 ferry"},
      {"before:2020-05-01", "date:..2020-04-30"},
      {"after:2020-05", "date:2020-05.."},
      {"since:2020", "date:2020.."},
      {"until:2020", "date:..2020"},
      {"mentions:ferry", "\"mentions:ferry\""},
      {"mentions:\"black sea\"", "\"black sea\""},
      {"a b NEAR/5 c NEAR/5 d", "a \"b c d\"~5"},
      {"\"black sea\" w/3 grain", "\"black sea grain\"~3"},
      {"covid-19 NEAR/4 ferry", "\"covid-19 ferry\"~4"},
      {"black pre/2 sea", "\"black sea\"~2"},
      {"black NEAR/2000 sea", "black AND sea"},
      {"NEAR(black sea, 7) x", "\"black sea\"~7 x"},
      {"NEAR(black sea)", "\"black sea\"~10"},
      {"--ferry", "-ferry"},
      {"!-ferry", "-ferry"},
      {"+\u2013ferry", "\u2013ferry"},
      {"5\" gun", "5 gun"},
      {"\u201cblack sea", "black sea"},
      {"(black sea", "black sea"},
      {"black) sea", "black sea"},
      {"((black [2020 TO 2021] \"sea", "black date:[2020 TO 2021] sea"},
      {"black OR +sea", "black OR sea"},
      {"ferry AND", "ferry \"AND\""},
      {"ferry~2", "ferry"},
      {"\"black sea\"~", "\"black sea\""},
      {"\"black sea\"~-1 x", "\"black sea\" x"},
      {"\"black sea\"~five", "\"black sea\""},
      {"\"black sea\"~0.8", "\"black sea\""},
      {"\"black sea\"~5x", "\"black sea\""},
      {"ferry~0.8", "ferry"},
      {"ferry~.5 x", "ferry x"},
      {"(a b)~2", "(a b)"},
      {"source:\"unn\"~2", "source:\"unn\""},
      {"/harbou?rs/i ferry", "harbo* ferry"},
      {"?erry", ""},
      {"F?rry", ""},
      {"title:[a TO b]", ""},
      {"source:{a TO b]", ""},
      {"key:[a TO z]", ""},
      {"lang:[a TO b]", ""},
      {"title:>3", ""},
      {"key:<a", ""},
      {"source:unn*", ""},
      {"source:*", ""},
      {"key:a*", ""},
      {"lang:e*", ""},
      {"source:u?n", ""},
      {"source:unn^2", "source:unn"},
      {"source:unn~2", "source:unn"},
      {"source:=unn", "source:unn"},
      {"date:=2020", "date:2020"},
      {"source:-unn x", "-source:unn x"},
      {"lang:!en", "-lang:en"},
      {"key:+a", "+key:a"},
      {"source:'unn'", "source:\"unn\""},
      {"source:\u2018us senate\u2019", "source:\"us senate\""},
      {"\"black * sea\" x", "\"black sea\"~1 x"},
      {"\"the * * sea\"", "\"the sea\"~2"},
      {"\"black * sea\"~3", ""},
      {"=-ferry", "-=ferry"},
      {"x =+ferry", "x +=ferry"},
      {"=!ferry", "-=ferry"},
      {"==ferry", "=ferry"},
      {"title:=-ferry", "-title:=ferry"},
      {"title:==ferry", "title:=ferry"},
      {"-NOT ferry", "NOT ferry"},
      {"+NOT ferry", "NOT ferry"},
      {"title:NOT ferry", "NOT title:ferry"},
      {"ferry -'black sea'", "ferry -\"black sea\""},
      {"='black sea'", "=\"black sea\""},
      {"title:'black sea'", "title:\"black sea\""},
      {"ANDNOT ferry", "NOT ferry"},
      {"black XOR sea", ""},
      {"black p/5 sea", "\"black sea\"~5"},
      {"black w/s sea", "\"black sea\"~15"},
      {"black W/P sea", "\"black sea\"~50"},
      {"black /s sea", "\"black sea\"~15"},
      {"black ONEAR sea", "\"black sea\"~10"},
      {"black NEAR(5) sea NEAR(5) ferry", "\"black sea ferry\"~5"},
      {"NEAR(5) ferry", ""},
      {"\"black sea\"/2 x", "\"black sea\" x"},
      {"\"black sea\"@3", "\"black sea\""},
      {"ferry[ti]", "title:ferry"},
      {"ferry[TIAB] x", "ferry x"},
      {"en[la]", "lang:en"},
      {"\"black sea\"[ti]", ""},
      {"TITLE(ferry)", "title:(ferry)"},
      {"source(us senate) x", "source:\"us senate\" x"},
      {"date(2020)", "date:2020"},
      {"date=2020", "date:2020"},
      {"date >= 2020 ferry", "date:>=2020 ferry"},
      {"Date => 2020", "date:>=2020"},
      {"date != 2020", "-date:2020"},
      {"title=ferry", "title:ferry"},
      {"title = ferry", "title:ferry"},
      {"title!=ferry", "-title:ferry"},
      {"title=\"black sea\"", "title:\"black sea\""},
      {"title=(black sea)", "title:(black sea)"},
      {"source=unn", "source:unn"},
      {"lang=en ferry", "lang:en ferry"},
      {"date:2020 TO 2021", "date:2020..2021"},
      {"tagg:x", "tag:x"},
      {"tittle:ferry", "title:ferry"},
      {"titel:ferry", "title:ferry"},
  };
  for (const Refused& r : table) {
    INFO(r.query);
    const Error error = error_of(r.query);
    CHECK_FALSE(error.hint.empty());
    CHECK(error.suggestion == r.suggestion);
    if (!error.suggestion.empty()) CHECK(parse(error.suggestion));
  }
}

TEST_CASE("a name in quotes is itself, whichever quotes it holds", "[part1-16]") {
  const std::vector<std::string> pieces{
      "\"", "\u201c", "\u201d", "\u201e", "\u201f", "\u00ab", "\u00bb", "\uff02", "'", "\\",
      "a",  "\u05d0", " ",      "\\\"",   "\u2018", "\u2019", "*",      ")",      "x"};
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1);
  for (int i = 0; i < 3000; ++i) {
    std::string name = "n";
    for (int length = i % 7; length >= 0; --length) name += pieces[piece(random)];
    CAPTURE(name);
    for (const std::string field : {"source:", "key:"}) {
      const auto root = parse(field + in_quotes(name) + " ferry");
      REQUIRE(root);
      REQUIRE(root->children.size() == 2);
      CHECK(root->children[0].value == name);
    }
  }
}

TEST_CASE("a headline with signs in it is a query for its words", "[part1-22]") {
  const char* const headlines[] = {
      "What next for the U.S./Mexico border?",
      "Who won? We did!",
      "AT&T, R&D and C++: what's new?",
      "Open 24/7: [Update] the [ROAD TO RIO] w/ friends",
      "BMW w/5 seats sold",
      "SHIP SINKS NEAR ODESA",
      "NEAR/5 of them",
      "The ferry \u2013which sank\u2013 was old",
      "El ferry \u2014hundido ayer\u2014 era viejo",
      "Rates rise \u2013 again; 10\u201312 % \u2014 report",
      "Attention ! Danger !! Wow !!Breaking",
      "Breaking | News & more > less < x ^_^ 10^6 x^2",
      "Ukraine: talks resume at 10:30, see http://example.org/?q=a&&b",
      "Source: minister resigns",
      "Key: what to know",
      "watch?v=abc story.php?id=5",
      "\u00bfQu\u00e9 pasa? \u00a1Hola!",
      "/r/news /usr/lib/ a/b",
      "To be or not to be, and why",
      "profits >5% (50 <100) {sic} ~5 people",
      "$100-million deal @odesa #ferry",
      "\u662f\u5417?\u662f\u7684",
      "n/a around (5) ONEAR, said /s",
      "Source > Title > Date",
      "the date > the rest",
      "the rock 'n' roll 'years'",
      "name the title(s), date(s) and source(s)",
      "'twas /r/news N5 W5 [sic] what?",
      "a sign? yes\u00ac",
  };
  for (const char* headline : headlines) {
    INFO(headline);
    const auto parsed = parse(headline);
    if (!parsed) FAIL(parsed.error().message);
    for (const QueryNode& child : parsed->children) CHECK(child.occur != Occur::must_not);
  }
}

TEST_CASE("a name that is far from every field gets no guess") {
  CHECK_THAT(error_of("mentions:2002").hint, !Catch::Contains("did you mean"));
  CHECK_THAT(error_of(repeated("t", 1000) + ":x").hint, !Catch::Contains("did you mean"));
}

TEST_CASE("spans name the words of the query for carets and clause counts") {
  const std::string text = "x covid-19";
  const auto root = parse(text).value();
  REQUIRE(root.children.size() == 3);
  CHECK(spelled(text, root.children[1].span) == "covid");
  CHECK(spelled(text, root.children[2].span) == "19");
  for (const char* clause : {"\"black sea\"~5", "title:(a b)", "source:\"a b\"", "key:x/y",
                             "date:2024..", "(a b)", "=odesa", "coop*", "a AND b", "a OR b AND c",
                             "title:\"a b\"", "a AND NOT b", "NOT a OR -b"}) {
    const std::string query = std::string("\"x\" ") + clause;
    CHECK(spelled(query, last_clause(query).span) == clause);
  }
  const std::string negated = "x -\"a b\"";
  CHECK(spelled(negated, last_clause(negated).span) == "\"a b\"");
}

TEST_CASE("open ends of date spans are the least and the greatest day") {
  CHECK(last_clause("date:2024..").dates.last == std::numeric_limits<Day>::max());
  CHECK(last_clause("date:..2024").dates.first == std::numeric_limits<Day>::min());
}

TEST_CASE("months and years back end at the month's last day where it is shorter") {
  struct Back {
    CivilDate today;
    const char* value;
    CivilDate first;
  };
  const Back table[] = {
      {{2024, 5, 31}, "3m", {2024, 3, 1}}, {{2023, 5, 31}, "3m", {2023, 3, 1}},
      {{2024, 2, 29}, "1y", {2023, 3, 1}}, {{2024, 2, 29}, "4y", {2020, 3, 1}},
      {{2024, 1, 1}, "1m", {2023, 12, 2}}, {{2024, 12, 31}, "1m", {2024, 12, 1}},
      {{2024, 3, 1}, "1d", {2024, 3, 1}},  {{2024, 3, 1}, "2d", {2024, 2, 29}},
      {{2024, 1, 1}, "52w", {2023, 1, 3}}, {{2024, 5, 14}, "12m", {2023, 5, 15}},
  };
  for (const Back& back : table) {
    const Day now = day_from_civil(back.today).value();
    const auto root = parse_query(std::string("date:") + back.value, english(), now);
    REQUIRE(root);
    const DayRange range = root->children[0].dates;
    INFO(back.value << " up to " << to_string(now));
    CHECK(to_string(range.first) == to_string(day_from_civil(back.first).value()));
    CHECK(range.last == now);
  }
}

TEST_CASE("a query over a limit gets an error that names the limit") {
  struct Over {
    std::string query;
    std::size_t offset;
    const char* message;
  };
  const Over table[] = {
      {std::string(max_query_bytes + 1, 'a'), 4096, "limit of 4096 bytes"},
      {repeated("a ", 128) + "b", 256, "limit of 128 words and filters"},
      {repeated("a ", 127) + "\"b c d\"", 257, "limit of 128 words and filters"},
      {repeated("lang:a ", 129), 7 * 128, "limit of 128 words and filters"},
      {repeated("abc* ", 5), 20, "limit of 4 wildcards"},
      {repeated("(", 33) + "a" + repeated(")", 33), 32, "limit of 32"},
      {"x " + std::string(246, 'a'), 2, "limit of 245 bytes"},
      {"\"x " + std::string(246, 'a') + "\"", 3, "limit of 245 bytes"},
      {"\"a b\"~1001", 5, "limit of 1000"},
  };
  for (const Over& over : table) {
    const Error error = error_of(over.query);
    CHECK(error.offset == over.offset);
    CHECK_THAT(error.message, Catch::Contains(over.message));
    CHECK_FALSE(error.hint.empty());
  }
}

TEST_CASE("a query at its limits is accepted") {
  CHECK(parse(repeated("a ", 128)));
  CHECK(parse(repeated("abc* ", 4)));
  CHECK(parse(repeated("(", 32) + "a" + repeated(")", 32)));
  CHECK(parse(repeated("a (", 32) + "a" + repeated(")", 32)));
  CHECK(parse(std::string(245, 'a')));
  CHECK(parse("a" + std::string(max_query_bytes - 1, ' ')));
  CHECK(parse("\"a b\"~1000"));
}

TEST_CASE("parentheses side by side are not deep") {
  CHECK(parse(repeated("(a) ", 100)));
}

TEST_CASE("a root is always a list, and never a list of one list") {
  for (const char* text : {"a", "(a)", "(a b)", "((a b))", "+(a b)", "a AND b", "-a", "-(a b)"}) {
    const auto root = parse(text);
    REQUIRE(root);
    CHECK(root->kind == NodeKind::list);
    const bool lone_list = root->children.size() == 1 && root->children[0].kind == NodeKind::list;
    CHECK(lone_list == (root->children[0].occur == Occur::must_not && text[1] == '('));
  }
}

namespace {

/// Bytes and pieces that the lexer treats specially, so that random queries reach the grammar.
std::string random_query(std::mt19937& random) {
  static const std::vector<std::string> pieces{"a",        "odesa ",   " ",
                                               "\"",       "(",        ")",
                                               "+",        "-",        "=",
                                               "*",        "~",        "~5",
                                               "AND ",     "OR ",      "NOT ",
                                               "title:",   "key:",     "source:",
                                               "lang:",    "date:",    "2024",
                                               "..",       "7d",       "“",
                                               "»",        "東京",     "\xFF",
                                               "\xC3",     "\xE2\x80", std::string(1, '\0'),
                                               ":",        "//",       "foo:",
                                               "coop*",    "\n",       "-05",
                                               "ß",        "e\u0301",  "'",
                                               ".",        "!",        "\u2013",
                                               "\u2014",   "&&",       "|| ",
                                               " NEAR/5 ", " w/3 ",    "pre/2",
                                               "^2",       "?",        "[2020 TO 2021]",
                                               "{",        "]",        "/",
                                               ">=2020",   "Title:",   "before:",
                                               "NEAR(",    "\u00AC",   "title=",
                                               "'",        "[ti]",     " * ",
                                               "\u201e",   "source(",  " w/s ",
                                               "ANDNOT "};
  std::uniform_int_distribution<int> length(0, 60);
  std::uniform_int_distribution<int> byte(0, 255);
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() * 5 / 4);
  std::string query;
  for (int i = length(random); i > 0; --i) {
    const std::size_t p = piece(random);
    if (p < pieces.size()) {
      query += pieces[p];
    } else {
      query += static_cast<char>(byte(random));
    }
  }
  return query;
}

TEST_CASE("plain text is its words, and none of it is an operator") {
  const auto parsed = parse_plain_query(
      "-Turkey's AND \"black title:sea* (date:2024 grain grain~5 covid-19", english());
  REQUIRE(parsed);
  CHECK(parsed->kind == NodeKind::list);
  std::string words;
  for (const QueryNode& child : parsed->children) {
    CHECK(child.kind == NodeKind::word);
    CHECK(child.occur == Occur::should);
    words += child.words.front().word + " ";
  }
  CHECK(words == "turkey and black title sea date 2024 grain grain 5 covid 19 ");
  CHECK(parsed->children[0].span.offset == 1);
  CHECK(parsed->children[0].span.length == 8);  // with the possessive
}

TEST_CASE("plain text has limits of its own, and needs a word") {
  const auto error = [](const std::string& text) {
    const auto parsed = parse_plain_query(text, english());
    return parsed ? std::string() : parsed.error().message;
  };
  CHECK(error("\"?! -") == "the text holds no word to search for");
  CHECK(error(std::string(max_plain_query_bytes + 1, 'a')) ==
        "the text is longer than the limit of 65536 bytes");
  CHECK(error(std::string(max_plain_query_bytes, 'a')) == "the text holds no word to search for");
  std::string different;
  for (std::size_t i = 0; i < max_plain_words; ++i) different += "w" + std::to_string(i) + " ";
  CHECK(error(different + different) == "");
  CHECK(error(different + "one") == "over the limit of 1024 different words");
}

}  // namespace

TEST_CASE("random bytes never crash the parser, take long, or put an error outside the text") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  using Clock = test::CpuClock;
  std::size_t accepted = 0;
  for (int i = 0; i < 10'000; ++i) {
    const std::string query = random_query(random);
    CAPTURE(query);
    const auto start = Clock::now();
    const auto parsed = parse(query);
    const auto took = Clock::now() - start;
    if (took > std::chrono::milliseconds(10)) {
      // Only what is slow again is slow: the first time another process may have had the processor.
      const auto again = Clock::now();
      CHECK(parse(query).has_value() == parsed.has_value());
      CHECK(Clock::now() - again < std::chrono::milliseconds(10));
    }
    if (parsed) {
      ++accepted;
      CHECK_FALSE(to_string(*parsed).empty());
      continue;
    }
    if (parsed.error().code != ErrorCode::bad_query) FAIL("not a bad_query");
    if (parsed.error().offset.value() > query.size()) FAIL("offset outside the text");
    if (parsed.error().hint.empty()) FAIL("no hint: " << parsed.error().message);
    const std::string& suggestion = parsed.error().suggestion;
    if (!suggestion.empty() && !parse(suggestion)) FAIL("suggests an error: " << suggestion);
  }
  CHECK(accepted > 500);
}

TEST_CASE("the longest queries are read quickly") {
  using Clock = test::CpuClock;
  for (const std::string part : {"(",        "\"",    "-",         "a:",   "[ ",
                                 " \u2013x", "NEAR(", "a NEAR/5 ", "!",    "[2020 TO 2021 ",
                                 "/[ ",      "~",     "*",         "key:", "(key:(",
                                 "“",        "=",     "東",        "-'a ", "date=",
                                 "title(",   "„",     "x[ti",      "* ",   "source:'",
                                 "a w/s "}) {
    const std::string query = repeated(part, max_query_bytes / part.size());
    const auto start = Clock::now();
    const auto parsed = parse(query);
    CAPTURE(part, parsed.has_value());
    CHECK(Clock::now() - start < std::chrono::milliseconds(100));
  }
}
