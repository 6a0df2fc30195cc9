// Matches of a query's words in a text: what is passed over and what is remembered must not show.
#include "searcher/present/word_matcher.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "common/analysis/fold.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/base/utf8.hpp"

using namespace dateline;

namespace {

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

const std::vector<std::string> pieces{"dying",
                                      "lie",
                                      "Lying",
                                      "tie",
                                      "tied",
                                      "skies",
                                      "sky",
                                      "ports",
                                      "Port",
                                      "PORTS'",
                                      "O'Brien",
                                      "O’Briens",
                                      "obrien's",
                                      "U.S.A",
                                      "u.s",
                                      "usa",
                                      "1,000",
                                      "1000",
                                      "3.5",
                                      "a",
                                      "A",
                                      "I’ll",
                                      "“ports”",
                                      "port—sky",
                                      "l'avion",
                                      "l’avion",
                                      "avions",
                                      "Häuser",
                                      "haus",
                                      "hauses",
                                      "café",
                                      "cafe\u0301s",
                                      "ÉCOLE",
                                      "ecole",
                                      "naïve",
                                      "ﬁnance",
                                      "finance",
                                      "порты",
                                      "порт",
                                      "ёлка",
                                      "елки",
                                      "ΠΌΛΗ",
                                      "πόλη",
                                      "東京大学",
                                      "東京",
                                      "カタカナ",
                                      "ประเทศไทย",
                                      "한국어",
                                      "עִבְרִית",
                                      "العربية",
                                      "e\u0301",
                                      "\u200d",
                                      "\u2019",
                                      "\u2026",
                                      "\xE2\x80",
                                      "\xE2",
                                      "\xFF",
                                      "\xF0\xE2\x80\x99",
                                      "s’",
                                      "…ports",
                                      "’ports",
                                      "x-ray",
                                      "$5",
                                      "_a_",
                                      "ing",
                                      "aed",
                                      "👍🏽",
                                      "İstanbul",
                                      "ıstanbul",
                                      "K",
                                      "ſea",
                                      "sea",
                                      "Å",
                                      "a\u030a",
                                      "CO₂",
                                      "co2",
                                      "m²",
                                      "m2",
                                      "٢٠٢٤",
                                      "2024",
                                      "२०२४",
                                      "1 234 567",
                                      "1234567",
                                      "1.234.567",
                                      "12,34,567",
                                      "1'234'567",
                                      "1\u00a0234\u202f567",
                                      "234",
                                      "l'univers",
                                      "univers",
                                      "d’Estaing",
                                      "estaing",
                                      "destaing",
                                      "Sant'Egidio",
                                      "צה\"ל",
                                      "צהל",
                                      "ב\"הארץ\"",
                                      "הארץ",
                                      "دولة",
                                      "دوله",
                                      "ایران",
                                      "ايران",
                                      "القــاهرة",
                                      "서울에서",
                                      "서울",
                                      "\u1109\u1165\u110b\u116e\u11af",
                                      "か\u3099く",
                                      "がく",
                                      "и\u0306од",
                                      "йод",
                                      "O`Brien",
                                      "Hawaiʻi"};

std::string any_of(const std::vector<std::string>& choices, std::mt19937& random) {
  return choices[std::uniform_int_distribution<std::size_t>(0, choices.size() - 1)(random)];
}

std::string utf8(unsigned c) {
  const auto byte = [](unsigned bits) { return static_cast<char>(bits); };
  const char last = byte(0x80u | (c & 0x3Fu));
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0u | c >> 6), last};
  return {byte(0xE0u | c >> 12), byte(0x80u | (c >> 6 & 0x3Fu)), last};
}

/// Any character of two bytes, or one of East Asia's.
std::string random_character(std::mt19937& random) {
  const auto between = [&](unsigned least, unsigned most) {
    return utf8(std::uniform_int_distribution<unsigned>(least, most)(random));
  };
  switch (random() % 6) {
    case 2:
      return between(0x2000, 0x209F);
    case 3:
      return between(0xAC00, 0xD7A3);
    case 0:
      return between(0x3000, 0x30FF);
    case 1:
      return between(0xFF00, 0xFF7F);
    default:
      return between(0x80, 0x7FF);
  }
}

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> gaps{" ", " ", " ", " ",  "\n", "\t ", "",
                                             "-", ".", ",", "\"", "—",  "’"};
  std::string text;
  for (int n = std::uniform_int_distribution<int>(0, 60)(random); n > 0; --n) {
    if (random() % 8 == 0) text += random_character(random);
    text += any_of(pieces, random);
    if (random() % 8 == 0) text += random_character(random);
    text += any_of(gaps, random);
  }
  return text;
}

/// Up to five words of the text, or parts of them, by any way of matching.
MatchedWords random_words(const std::string& text, const Analyzer& analyzer, std::mt19937& random) {
  const std::vector<Token> tokens = analyzer.tokenize(text);
  MatchedWords words;
  for (int n = std::uniform_int_distribution<int>(0, 5)(random); n > 0 && !tokens.empty(); --n) {
    const std::string& word = tokens[random() % tokens.size()].word;
    const std::array<MatchedWord, 3> choices{
        MatchedWord{MatchBy::stem, analyzer.stem(word)}, MatchedWord{MatchBy::form, word},
        MatchedWord{MatchBy::prefix, word.substr(0, 1 + random() % word.size())}};
    const MatchedWord& chosen = choices[random() % choices.size()];
    const auto same = [&](const MatchedWord& other) { return other == chosen; };
    if (std::none_of(words.words.begin(), words.words.end(), same)) words.words.push_back(chosen);
  }
  return words;
}

/// The words with the families that an index of the texts gives them.
MatchedWords with_families(MatchedWords words, const std::vector<std::string>& texts,
                           const Analyzer& analyzer) {
  for (MatchedWord& word : words.words) {
    if (word.by != MatchBy::stem) continue;
    word.family.emplace();
    for (const std::string& text : texts)
      for (const Token& token : analyzer.tokenize(text))
        if (analyzer.stem(token.word) == word.text) word.family->push_back(token.word);
  }
  return words;
}

std::vector<std::string> random_texts(std::size_t count, std::mt19937& random) {
  std::vector<std::string> texts(count);
  for (std::string& text : texts) text = random_text(random);
  return texts;
}

/// The first match that one has and the other has not.
std::string difference(const std::string& text, const std::vector<TextMatch>& found,
                       const std::vector<TextMatch>& expected, const MatchedWords& words) {
  const auto [a, b] = std::mismatch(found.begin(), found.end(), expected.begin(), expected.end());
  const TextMatch& match = b != expected.end() ? *b : *a;
  return text.substr(match.begin, match.end - match.begin) + " at " + std::to_string(match.begin) +
         " is to match " + words.words[match.word].text;
}

/// Whether the chunk, which `word` was cut from, is looked at where that word's stem is wanted.
bool is_admitted(std::string_view chunk, const std::string& word, const Analyzer& analyzer) {
  const MatchedWords words{{{MatchBy::stem, analyzer.stem(word)}}};
  const Analyzer::Chunk found = WordFilter(words, analyzer).next_chunk(chunk, 0);
  return found.begin == 0 && found.end == chunk.size();
}

bool is_in_words(CharClass char_class) {
  return char_class == CharClass::letter || char_class == CharClass::digit ||
         char_class == CharClass::ngram || char_class == CharClass::extend;
}

std::vector<std::string> looked_at(const std::string& text, const MatchedWords& words,
                                   const Analyzer& analyzer) {
  const WordFilter filter(words, analyzer);
  std::vector<std::string> chunks;
  for (auto chunk = filter.next_chunk(text, 0); chunk.begin != chunk.end;
       chunk = filter.next_chunk(text, chunk.end))
    chunks.push_back(text.substr(chunk.begin, chunk.end - chunk.begin));
  return chunks;
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
    for (int i = 0; i < 100; ++i) {
      const auto texts = random_texts(4, random);
      const MatchedWords words = random_words(texts[0], *analyzer, random);
      const MatchedWords families = with_families(words, texts, *analyzer);
      // One for all texts, so that what was learned from one is used for the next.
      TextMatcher by_stem(words, *analyzer);
      TextMatcher by_family(families, *analyzer);
      for (const std::string& text : texts) {
        CAPTURE(language, text);
        const auto expected = all_matches(text, words, *analyzer);
        matches += expected.size();
        if (const auto found = by_stem.find(text); found != expected)
          FAIL("by stem: " << difference(text, found, expected, words));
        if (const auto found = by_family.find(text); found != expected)
          FAIL("by family: " << difference(text, found, expected, words));
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
       {"dying",      "lying",     "tying",  "skies",    "skis", "idly", "only",
        "U.S.A",      "O'Brien’s", "1,000",  "“quoted,", "it’s", "a",    "A's",
        "well-being", "(3.5)",     "é’cole", "г'порт",   "Å’s",  "ß’a"})
    for (const Token& token : english.tokenize(chunk))
      CHECK(is_admitted(chunk, token.word, english));
}

TEST_CASE("chunks without a word that could match are passed over") {
  const Analyzer english = Analyzer::create("en").value();
  const MatchedWords words{{{MatchBy::stem, "port"}, {MatchBy::prefix, "coop"}}};
  CHECK(looked_at("In “May” report’s an export-oriented Portugal … and cop’s, p. 1", words,
                  english) == std::vector<std::string>{"Portugal", "cop’s,", "p."});
}

TEST_CASE("what is known of a character is what the tokenizer and folding make of it") {
  using Kind = FoldedLetter::Kind;
  std::map<Kind, std::size_t> counts;
  for (unsigned c = 0x80; c < 0xFFFF; ++c) {
    const std::string character = utf8(c);
    if (!decode_utf8(character, 0).valid) continue;
    // Twice: when it is learned, and as it is remembered.
    FoldedLetter letter = folded_letter(character + "x", 0);
    letter = folded_letter(character + "x", 0);
    ++counts[letter.kind];
    if (letter.kind == Kind::unsure) continue;
    CAPTURE(c);
    if (letter.length != character.size()) FAIL("another length");
    const CharClass char_class = classify(c);
    if (letter.kind == Kind::parts) {
      if (is_in_words(char_class)) FAIL("parts nothing");
      if (letter.first != 0) FAIL("folded to a character, but in no word");
      continue;
    }
    if (char_class != (letter.kind == Kind::letter ? CharClass::letter : CharClass::ngram))
      FAIL("another class");
    std::string folded;
    fold_word(character, folded);
    if (folded.substr(0, utf8(letter.first).size()) != utf8(letter.first)) FAIL("folded otherwise");
    if (letter.is_single != (folded == utf8(letter.first))) FAIL("not one character");
  }
  CHECK(counts[Kind::parts] > 100);
  CHECK(counts[Kind::letter] > 1'000);
  CHECK(counts[Kind::ngram] > 38'000);
}

TEST_CASE("words of other alphabets are passed over as well") {
  const Analyzer russian = Analyzer::create("ru").value();
  const MatchedWords words{
      {{MatchBy::stem, "порт", 1.0, {{"порт", "порта"}}}, {MatchBy::form, "ecole"}}};
  CHECK(looked_at("В ПОРТУ «Порт», перед по́ртом порядок Écoles été élan Ecce 東京 ไทย и", words,
                  russian) ==
        std::vector<std::string>{"ПОРТУ", "«Порт»,", "по́ртом", "порядок", "Écoles", "Ecce", "ไทย"});
}

TEST_CASE("paragraphs of scripts without spaces are looked at where a pair of the query stands") {
  const Analyzer english = Analyzer::create("en").value();
  const MatchedWords words{
      {{MatchBy::stem, "東京"}, {MatchBy::stem, "京大"}, {MatchBy::stem, "海"}}};
  CHECK(looked_at("今日は東の京、 東京へ行く。 カタカナ 「京大」 海 青海、 한국어", words,
                  english) == std::vector<std::string>{"東京へ行く。", "「京大」", "海", "青海、"});
}

TEST_CASE("a number in groups is one chunk, and Hangul is passed over by pairs", "[part1-21]") {
  const Analyzer english = Analyzer::create("en").value();
  const MatchedWords words{{{MatchBy::stem, "7654321"}, {MatchBy::stem, "부산"}}};
  CHECK(looked_at("7 654 321 people, 7 billion, 부산에서 대구에서 7 654", words, english) ==
        std::vector<std::string>{"7 654 321", "7", "부산에서", "7 654"});
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
