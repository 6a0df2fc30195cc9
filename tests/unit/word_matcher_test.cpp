// Matches of a query's words in a text: what is passed over and what is remembered must not show.
#include "searcher/present/word_matcher.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "searcher/query/parser.hpp"

using namespace dateline;

namespace {

constexpr Day today = 19857;

/// Every word of the text looked at, and compared with every word of the query.
std::vector<TextMatch> all_matches(std::string_view text, const MatchedWords& words,
                                   const Analyzer& analyzer) {
  std::vector<TextMatch> matches;
  for (const Token& token : analyzer.tokenize(text)) {
    const std::string stem = analyzer.stem(token.word);
    const auto first_by = [&](MatchBy by, auto is_match) {
      return std::find_if(words.words.begin(), words.words.end(), [&](const MatchedWord& word) {
        return word.by == by && is_match(word.text);
      });
    };
    auto found = first_by(MatchBy::form, [&](const auto& form) { return token.word == form; });
    if (found == words.words.end())
      found = first_by(MatchBy::stem, [&](const auto& wanted) { return stem == wanted; });
    if (found == words.words.end())
      found = first_by(MatchBy::prefix,
                       [&](const auto& prefix) { return token.word.starts_with(prefix); });
    if (found != words.words.end())
      matches.push_back({token.offset, token.offset + token.length,
                         static_cast<std::uint32_t>(found - words.words.begin())});
  }
  return matches;
}

const std::vector<std::string> pieces{"dying",     "lie",
                                      "Lying",     "tie",
                                      "tied",      "skies",
                                      "sky",       "ports",
                                      "Port",      "PORTS'",
                                      "O'Brien",   "O’Briens",
                                      "obrien's",  "U.S.A",
                                      "u.s",       "usa",
                                      "1,000",     "1000",
                                      "3.5",       "a",
                                      "A",         "I’ll",
                                      "“ports”",   "port—sky",
                                      "l'avion",   "l’avion",
                                      "avions",    "Häuser",
                                      "haus",      "hauses",
                                      "café",      "cafe\u0301s",
                                      "ÉCOLE",     "ecole",
                                      "naïve",     "ﬁnance",
                                      "finance",   "порты",
                                      "порт",      "ёлка",
                                      "елки",      "ΠΌΛΗ",
                                      "πόλη",      "東京大学",
                                      "東京",      "カタカナ",
                                      "ประเทศไทย", "한국어",
                                      "עִבְרִית",     "العربية",
                                      "e\u0301",   "\u200d",
                                      "\u2019",    "\u2026",
                                      "\xE2\x80",  "\xE2",
                                      "\xFF",      "\xF0\xE2\x80\x99",
                                      "s’",        "…ports",
                                      "’ports",    "x-ray",
                                      "$5",        "_a_",
                                      "ing",       "aed",
                                      "👍🏽",  "İstanbul",
                                      "ıstanbul",  "K",
                                      "ſea",       "sea",
                                      "Å",         "a\u030a"};

std::string any_of(const std::vector<std::string>& choices, std::mt19937& random) {
  return choices[std::uniform_int_distribution<std::size_t>(0, choices.size() - 1)(random)];
}

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> gaps{" ", " ", " ", " ",  "\n", "\t ", "",
                                             "-", ".", ",", "\"", "—",  "’"};
  std::string text;
  for (int n = std::uniform_int_distribution<int>(0, 60)(random); n > 0; --n)
    text += any_of(pieces, random) + any_of(gaps, random);
  return text;
}

/// Up to five words of the pieces, or parts of them, by any way of matching.
MatchedWords random_words(const Analyzer& analyzer, std::mt19937& random) {
  MatchedWords words;
  for (int n = std::uniform_int_distribution<int>(0, 5)(random); n > 0; --n) {
    const std::vector<Token> tokens = analyzer.tokenize(any_of(pieces, random));
    if (tokens.empty()) continue;
    const std::string& word = tokens.back().word;
    const std::array<MatchedWord, 3> choices{
        MatchedWord{MatchBy::stem, analyzer.stem(word)}, MatchedWord{MatchBy::form, word},
        MatchedWord{MatchBy::prefix, word.substr(0, 1 + random() % word.size())}};
    const MatchedWord& chosen = choices[random() % choices.size()];
    const auto same = [&](const MatchedWord& other) { return other == chosen; };
    if (std::none_of(words.words.begin(), words.words.end(), same)) words.words.push_back(chosen);
  }
  return words;
}

/// Whether the chunk, which `word` was cut from, is looked at where that word's stem is wanted.
bool is_admitted(std::string_view chunk, const std::string& word, const Analyzer& analyzer) {
  const MatchedWords words{{{MatchBy::stem, analyzer.stem(word)}}};
  const Analyzer::Chunk found = WordFilter(words, analyzer).next_chunk(chunk, 0);
  return found.begin == 0 && found.end == chunk.size();
}

}  // namespace

TEST_CASE("matches are those of every word compared, in all scripts and languages") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::size_t matches = 0;
  for (const char* language : {"en", "none", "de", "fr", "it", "ru", "el", "ar"}) {
    const auto analyzer = Analyzer::create(language);
    if (!analyzer) continue;
    for (int i = 0; i < 150; ++i) {
      const MatchedWords words = random_words(*analyzer, random);
      TextMatcher matcher(words, *analyzer);
      // Several texts, so that what was learned from one is used for the next.
      for (int n = 0; n < 4; ++n) {
        const std::string text = random_text(random);
        CAPTURE(language, text);
        const auto expected = all_matches(text, words, *analyzer);
        matches += expected.size();
        if (matcher.find(text) != expected) FAIL("other matches than by comparing every word");
      }
    }
  }
  CHECK(matches > 1'000);
}

TEST_CASE("no word of a stem is passed over, whatever the English stemmer makes of it") {
  const Analyzer english = Analyzer::create("en").value();
  const std::vector<std::string> endings{
      "",        "s",       "es",  "ies",    "ied",     "ed",    "edly", "eed",   "eedly",
      "ing",     "ingly",   "y",   "ly",     "e",       "ate",   "ated", "izing", "ness",
      "fulness", "ational", "ion", "ements", "iveness", "ogist", "bed",  "tting"};
  std::string beginnings = "0123456789abcdefghijklmnopqrstuvwxyz";
  for (const char first : beginnings) {
    for (const char second : beginnings) {
      for (const std::string middle : {"", "a", "e", "y", "i", "b", "t", "w", "st"}) {
        for (const std::string& ending : endings) {
          const std::string word = std::string{first, second} + middle + ending;
          if (!is_admitted(word, word, english)) FAIL("passed over: " << word);
        }
      }
    }
    for (const std::string& ending : endings)
      if (!is_admitted(first + ending, first + ending, english))
        FAIL("passed over: " << first << ending);
  }
  for (const std::string chunk :
       {"dying", "lying", "tying", "skies", "skis", "idly", "only", "U.S.A", "O'Brien’s", "1,000",
        "“quoted,", "it’s", "a", "A's", "well-being", "(3.5)"})
    for (const Token& token : english.tokenize(chunk))
      CHECK(is_admitted(chunk, token.word, english));
}

TEST_CASE("chunks without a word that could match are passed over") {
  const Analyzer english = Analyzer::create("en").value();
  const MatchedWords words{{{MatchBy::stem, "port"}, {MatchBy::prefix, "coop"}}};
  const WordFilter filter(words, english);
  const std::string text = "In “May” report’s an export-oriented Portugal … and cop’s, p. 1";
  std::vector<std::string> chunks;
  for (auto chunk = filter.next_chunk(text, 0); chunk.begin != chunk.end;
       chunk = filter.next_chunk(text, chunk.end))
    chunks.push_back(text.substr(chunk.begin, chunk.end - chunk.begin));
  CHECK(chunks == std::vector<std::string>{"Portugal", "cop’s,", "p."});
}

TEST_CASE("what is remembered of texts is bounded, and forgetting changes no match") {
  const Analyzer german = Analyzer::create("de").value();
  const MatchedWords words{{{MatchBy::stem, german.stem("hafen")}}};
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "w" + std::to_string(i) + (i % 1000 ? " " : " Hafen, ");
  TextMatcher matcher(words, german);
  const auto matches = matcher.find(text);
  CHECK(matches.size() == 40);
  CHECK(matches == all_matches(text, words, german));
}
