// Snippets: which passages are shown, and that marks and text are always whole.
#include <catch2/catch.hpp>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "common/base/utf8.hpp"
#include "searcher/present/sentences.hpp"
#include "searcher/present/snippet.hpp"
#include "searcher/query/parser.hpp"

using namespace dateline;

namespace {

constexpr Day today = 19857;

const Analyzer& english() {
  static const Analyzer analyzer = Analyzer::create("en").value();
  return analyzer;
}

MatchedWords words_of(std::string_view query) {
  return collect_matched_words(parse_query(query, english(), today).value());
}

Snippet snippet_of(std::string_view text, std::string_view query, std::size_t bytes = 320) {
  Document document;
  document.text = text;
  const MatchedWords words = words_of(query);
  TextMatcher matcher(words, english());
  return make_snippet(document, matcher, bytes);
}

std::vector<Mark> marks_in(std::string_view text, std::string_view query) {
  const MatchedWords words = words_of(query);
  TextMatcher matcher(words, english());
  return mark_words(text, matcher);
}

/// The text with [ ] around the marks.
std::string marked(std::string_view text, const std::vector<Mark>& marks) {
  std::string out;
  std::size_t at = 0;
  for (const Mark& mark : marks) {
    out += text.substr(at, mark.offset - at);
    out += '[';
    out += text.substr(mark.offset, mark.length);
    out += ']';
    at = mark.offset + mark.length;
  }
  return out.append(text.substr(at));
}

std::string marked(const Snippet& snippet) {
  return marked(snippet.text, snippet.marks);
}

/// Sentences of 10 words that no query looks for.
std::string filler(std::size_t sentences) {
  std::string text;
  for (std::size_t i = 0; i < sentences; ++i)
    text += "Nothing in here was ever meant to be looked for. ";
  return text;
}

/// Everything that must hold for any snippet of any text.
void check_whole(const Snippet& snippet, std::size_t bytes) {
  if (snippet.text.size() > bytes) FAIL("snippet over its limit: " << snippet.text);
  bool blank = true;
  for (std::size_t at = 0; at < snippet.text.size();) {
    const Utf8Character character = decode_utf8(snippet.text, at);
    if (!character.valid || is_control(character.value)) FAIL("control or no UTF-8 in a snippet");
    const bool is_blank = is_white_space(character.value);
    if (is_blank && (blank || character.value != U' ')) FAIL("white space is not folded");
    blank = is_blank;
    at += character.length;
  }
  if (blank && !snippet.text.empty()) FAIL("a blank at the end");
  std::size_t end = 0;
  for (const Mark& mark : snippet.marks) {
    if (mark.length == 0 || mark.offset < end) FAIL("marks overlap or are empty");
    end = mark.offset + mark.length;
    if (end > snippet.text.size()) FAIL("a mark leaves the text");
    if (is_utf8_continuation(snippet.text[mark.offset])) FAIL("a mark begins in a character");
    if (end < snippet.text.size() && is_utf8_continuation(snippet.text[end]))
      FAIL("a mark ends in a character");
  }
}

}  // namespace

TEST_CASE("words of a query that are not excluded are highlighted, each once") {
  const MatchedWords words = words_of(
      "Odesa =Odesa coop* odesa -bird NOT (a b) title:trade \"black sea\"~3 "
      "(ports AND NOT fish) source:unn date:2024");
  const std::vector<MatchedWord> expected{{MatchBy::stem, "odesa"},  {MatchBy::form, "odesa"},
                                          {MatchBy::prefix, "coop"}, {MatchBy::stem, "trade"},
                                          {MatchBy::stem, "black"},  {MatchBy::stem, "sea"},
                                          {MatchBy::stem, "port"}};
  CHECK(words.words == expected);
}

TEST_CASE("a word matches by stem, by form or by prefix") {
  const std::string text = "Agreements on cooperation; the agreement of the Özlem cooperative.";
  const auto mark = [&](std::string_view query) { return marked(text, marks_in(text, query)); };
  CHECK(mark("agreement") ==
        "[Agreements] on cooperation; the [agreement] of the Özlem cooperative.");
  CHECK(mark("=agreement") ==
        "Agreements on cooperation; the [agreement] of the Özlem cooperative.");
  CHECK(mark("coop*") == "Agreements on [cooperation]; the agreement of the Özlem [cooperative].");
  CHECK(mark("ozlem") == "Agreements on cooperation; the agreement of the [Özlem] cooperative.");
  CHECK(mark("bird") == text);
}

TEST_CASE("n-grams that overlap are one mark") {
  const std::string text = "今日は東京大学へ";
  CHECK(marked(text, marks_in(text, "東京大学")) == "今日は[東京大学]へ");
}

TEST_CASE("a short text is its own snippet") {
  CHECK(marked(snippet_of("Odesa and Istanbul agreed.", "istanbul")) ==
        "Odesa and [Istanbul] agreed.");
}

TEST_CASE("a text without a match shows its beginning, to the end of a sentence") {
  const std::string text = "The first sentence. The second one. " + filler(20);
  CHECK(snippet_of(text, "zebra", 48).text == "The first sentence. The second one.");
  CHECK(snippet_of(text, "zebra", 33).text == "The first sentence.");
  const std::string long_sentence = "One sentence that goes on and on without an end in sight";
  CHECK(snippet_of(long_sentence, "zebra", 40).text == "One sentence that goes on and on …");
  CHECK(snippet_of("", "zebra").text.empty());
}

TEST_CASE("a passage begins with the sentence that holds the word") {
  const std::string text = filler(20) + "In Odesa the ports opened. " + filler(20);
  CHECK(snippet_of(text, "ports", 120).text.substr(0, 26) == "In Odesa the ports opened.");
}

TEST_CASE("in a sentence that is too long a passage begins at a word, and says so") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "word ";
  const Snippet snippet = snippet_of(text + "odesa " + text, "odesa", 60);
  CHECK(marked(snippet).substr(0, 9) == "… word ");
  CHECK(marked(snippet).find("[odesa]") != std::string::npos);
  CHECK(snippet.text.substr(snippet.text.size() - 8) == "word …");
}

TEST_CASE("the passage with more of the query's words is preferred, wherever it is") {
  const std::string text =
      "Odesa first. " + filler(20) + "Odesa signed an agreement. " + filler(20);
  CHECK(marked(snippet_of(text, "odesa agreement", 100)).substr(0, 31) ==
        "[Odesa] signed an [agreement]. ");
}

TEST_CASE("of equal passages the first is shown") {
  const std::string text = filler(3) + "Odesa one. " + filler(20) + "Odesa two. " + filler(20);
  CHECK_THAT(marked(snippet_of(text, "odesa", 80)), Catch::Contains("[Odesa] one."));
}

TEST_CASE("words that stand side by side are worth more than the same words apart") {
  const std::string text = "A black ship on the wide sea. " + filler(20) + "The Black Sea ports. ";
  CHECK_THAT(marked(snippet_of(text, "\"black sea\"", 60)), Catch::Contains("[Black] [Sea] ports"));
}

TEST_CASE("a rare word is shown rather than a frequent one") {
  MatchedWords words = words_of("common rare");
  words.words[0].weight = 1.0;
  words.words[1].weight = 8.0;
  Document document;
  document.text = "The common word. " + filler(30) + "The rare word. " + filler(30);
  TextMatcher matcher(words, english());
  // Too short for a second passage beside the first.
  const Snippet snippet = make_snippet(document, matcher, 34);
  CHECK_THAT(marked(snippet), Catch::Contains("[rare]"));
}

TEST_CASE("words far apart get up to three passages, in the text's order") {
  const std::string text = "Odesa is here. " + filler(20) + "Turkey is there. " + filler(20) +
                           "The agreement stands. " + filler(20);
  const Snippet snippet = snippet_of(text, "agreement odesa turkey");
  CHECK(snippet.marks.size() == 3);
  const std::string shown = marked(snippet);
  CHECK(shown.find("[Odesa]") < shown.find(" … "));
  CHECK(shown.find("[Odesa]") < shown.find("[Turkey]"));
  CHECK(shown.find("[Turkey]") < shown.find("[agreement]"));
  check_whole(snippet, 320);
}

TEST_CASE("passages that touch are one") {
  const std::string text = "Odesa met Turkey. They signed an agreement. " + filler(20);
  CHECK(snippet_of(text, "odesa agreement").text.find("…") == std::string::npos);
}

TEST_CASE("white space is folded and control characters are left out, marks stay right") {
  const Snippet snippet =
      snippet_of("A\tred \x1b[31m  Odesa\n\n port\x07\u202e of\u00A0 call", "odesa call");
  CHECK(marked(snippet) == "A red [31m [Odesa] port of [call]");
}

TEST_CASE("no snippet is made where none is asked for") {
  CHECK(snippet_of("Odesa", "odesa", 0).text.empty());
  check_whole(snippet_of(filler(10), "looked", 10), 10);
}

TEST_CASE("sentences begin after full stops, not after initials and abbreviations") {
  struct Case {
    std::string before, after;
    bool expected;
  };
  const Case cases[] = {
      {"", "The", true},           {"It ended. ", "The", true},    {"It ended.\" ", "The", true},
      {"Really? ", "The", true},   {"Stop! ", "The", true},        {"in 2002. ", "The", true},
      {"J. ", "Smith", false},     {"the U.S. ", "Senate", false}, {"Mr. ", "Smith", false},
      {"approx. ", "five", false}, {"It ended ", "The", false},    {"It ended.", "The", false},
      {"title\n\n", "the", true},  {"line\n", "the", false},       {"title\n \n", "the", true},
      {"終わった。", "次", true},
  };
  for (const Case& c : cases) {
    INFO(c.before << c.after);
    CHECK(is_sentence_start(c.before + c.after, c.before.size()) == c.expected);
  }
}

TEST_CASE("snippets of random texts are whole, whatever the texts hold") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> pieces{"odesa",
                                        "Turkey",
                                        "agreements",
                                        ". ",
                                        " ",
                                        "\n\n",
                                        "東京大学",
                                        "。",
                                        "é",
                                        "e\u0301",
                                        "👍🏽",
                                        "\x1b[1m",
                                        "\xFF",
                                        "\xE2\x80",
                                        "…",
                                        "\u202e",
                                        "\t",
                                        "U.S.",
                                        "\u00A0",
                                        "O'Brien’s",
                                        "(",
                                        "\"",
                                        std::string(60, 'x'),
                                        std::string(40, ' ')};
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1);
  std::uniform_int_distribution<std::size_t> bytes(0, 400);
  std::uniform_int_distribution<int> length(0, 400);
  for (int i = 0; i < 3'000; ++i) {
    std::string text;
    for (int n = length(random); n > 0; --n) text += pieces[piece(random)];
    const std::size_t limit = bytes(random);
    CAPTURE(text, limit);
    const Snippet snippet = snippet_of(text, "odesa turkey agreement 東京 obrien xxx*", limit);
    check_whole(snippet, limit);
    std::size_t end = 0;
    for (const Mark& mark : marks_in(text, "odesa 東京大学")) {
      if (mark.offset < end) FAIL("marks overlap");
      end = mark.offset + mark.length;
    }
    if (end > text.size()) FAIL("a mark leaves the text");
  }
}

TEST_CASE("the longest documents do not hold up a page") {
  std::string matches;
  std::string blanks = "odesa" + std::string(16u << 20, ' ');
  std::string ideographs;
  while (matches.size() < 16u << 20) matches += "odesa and turkey, ";
  while (ideographs.size() < 16u << 20) ideographs += "東京大学";
  for (const std::string* text : {&matches, &blanks, &ideographs}) {
    const std::clock_t start = std::clock();  // of the processor: others may use the machine
    const Snippet snippet = snippet_of(*text, "odesa turkey 東京");
    const double took_seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    check_whole(snippet, 320);
    CHECK_FALSE(snippet.marks.empty());
#ifdef NDEBUG
    CHECK(took_seconds < 0.3);
#else
    CHECK(took_seconds < 6);  // without optimisation
#endif
  }
}
