// The rules of docs/analysis.md, case by case, and that both paths of the tokenizer agree.
#include "common/analysis/analyzer.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <utility>

#include "common/analysis/fold_name.hpp"

namespace dateline {
namespace {

struct Case {
  const char* text;
  const char* words;  // parted by blanks
};

std::string words_of(const Analyzer& analyzer, std::string_view text) {
  std::string joined;
  for (const Token& token : analyzer.tokenize(text))
    joined += (joined.empty() ? "" : " ") + token.word;
  return joined;
}

Analyzer analyzer_for(const std::string& language) {
  auto analyzer = Analyzer::create(language);
  REQUIRE(analyzer);
  return std::move(*analyzer);
}

TEST_CASE("words are folded and cut as docs/analysis.md says") {
  const Analyzer analyzer = analyzer_for("en");
  const Case cases[] = {
      {"", ""},
      {" \t\n", ""},
      {"Odesa, Turkey: cooperation!", "odesa turkey cooperation"},
      {"Odesa's port", "odesa port"},
      {"Odesa\u2019s port", "odesa port"},
      {"the ships' crews", "the ships crews"},
      {"don't O'Brien O\u2019Brien", "dont obrien obrien"},
      {"U.S. U.S.A. u.s", "us usa us"},
      {"Affairs.By MARK", "affairs by mark"},
      {"example.com", "example com"},
      {"COVID-19", "covid 19"},
      {"1,000 12,345,678 1,00 2001,2002 1000,000", "1000 12345678 1 00 2001 2002 1000 000"},
      {"3.5 10.5.2024 3. 5", "3.5 10.5.2024 3 5"},
      {"snake_case a:b x;y", "snake case a b x y"},
      {"Özlem ÖZLEM O\u0308zlem", "ozlem ozlem ozlem"},
      {"Straße STRASSE", "strasse strasse"},
      {"й Й ё Ё Київ", "й й е е київ"},
      {"замо\u0301к", "замок"},
      {"п'ять п\u2019ять п\u02bcять", "пять пять пять"},
      {"Łódź Ærø İstanbul ısı", "lodz aero istanbul isi"},
      {"Ελλάδα", "ελλαδα"},
      {"ﬁne Ⅷ", "fine viii"},
      {"北京市 東", "北京 京市 東"},
      {"カタカナ", "カタ タカ カナ"},
      {"한국어 단어", "한국어 단어"},
      {"שָׁלוֹם", "שלום"},
      {"soft\u00adhyphen", "softhyphen"},
      {"\xff\xfe bad\xc3", "bad"},
      {"it’s “quoted”—dash", "it quoted dash"},
  };
  for (const Case& c : cases) {
    INFO("text: " << c.text);
    CHECK(words_of(analyzer, c.text) == c.words);
  }
}

TEST_CASE("an apostrophe parts words where a language elides") {
  CHECK(words_of(analyzer_for("fr"), "l'avion d’Odessa") == "l avion d odessa");
  CHECK(words_of(analyzer_for("en"), "l'avion") == "lavion");
}

TEST_CASE("tokens say which bytes of the text they come from") {
  const Analyzer analyzer = analyzer_for("en");
  const std::string text = "The Özlem's U.S. visit";
  std::string raw;
  for (const Token& token : analyzer.tokenize(text))
    raw += text.substr(token.offset, token.length) + "|";
  CHECK(raw == "The|Özlem's|U.S|visit|");
}

TEST_CASE("words over 245 bytes are dropped and counted") {
  const Analyzer analyzer = analyzer_for("en");
  std::vector<Token> tokens;
  CHECK(analyzer.tokenize_chunk(std::string(245, 'a'), 0, tokens) == 0);
  CHECK(tokens.size() == 1);
  CHECK(analyzer.tokenize_chunk(std::string(246, 'a'), 0, tokens) == 1);
  CHECK(tokens.size() == 1);
}

TEST_CASE("stems are Snowball's, and an unknown language is an error that lists the known") {
  CHECK(analyzer_for("en").stem("cooperation") == analyzer_for("english").stem("cooperate"));
  CHECK(analyzer_for("none").stem("cooperation") == "cooperation");
  const auto unknown = Analyzer::create("klingon");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().hint.find("english") != std::string::npos);
}

TEST_CASE("the ASCII fast path gives what the general path gives, on random chunks") {
  const Analyzer analyzer = analyzer_for("en");
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string alphabet = "aabSs''..,,;:_-/019ZU";
  for (int i = 0; i < 20000; ++i) {
    std::string chunk;
    for (std::size_t n = random() % 12; n > 0; --n) chunk += alphabet[random() % alphabet.size()];
    std::vector<Token> fast, general;
    analyzer.tokenize_chunk(chunk, 7, fast);
    analyzer.tokenize_chunk_generally(chunk, 7, general);
    const auto same = [](const Token& a, const Token& b) {
      return a.word == b.word && a.offset == b.offset && a.length == b.length;
    };
    INFO("chunk: " << chunk);
    REQUIRE(std::equal(fast.begin(), fast.end(), general.begin(), general.end(), same));
  }
}

TEST_CASE("in names case, accents and the number of spaces do not count, punctuation does",
          "[part1-16]") {
  const std::pair<const char*, const char*> cases[] = {
      {"  US  Senate:\tAkaka ", "us senate: akaka"},
      {"Özgür & Co.", "ozgur & co."},
      {"C++", "c++"},
      {"C#", "c#"},
      {"AT&T", "at&t"},
      {"ＡＴ＆Ｔ", "at&t"},
      {"A-T-T", "a-t-t"},
      {"★", "★"},
      {"☆ News", "☆ news"},
      {"RÚV", "ruv"},
      {"Ru\u0301v", "ruv"},
      {"Το Βήμα", "το βημα"},
      {"Коммерсантъ", "коммерсантъ"},
      {"7 News", "7 news"},
      {"7News", "7news"},
      {"日本\u3000新聞", "日本 新聞"},
      {"L’Équipe", "l'equipe"},
      {"L´Equipe", "l'equipe"},
      {"„Die Zeit“", "\"die zeit\""},
      {"«Ведомости»", "\"ведомости\""},
      {"ABC – Radio", "abc - radio"},
      {"STRASSE", "strasse"},
      {"Straße", "strasse"},
      {"soft\u00ADhyphen", "softhyphen"},
      {"a\u00A0\u2003b", "a b"},
      {"☕\uFE0F Times", "☕ times"},
      {"\u200B", ""},
      {" \t", ""},
      {"N.Y. Times", "n.y. times"},
      {"NY Times", "ny times"}};
  for (const auto& [name, folded] : cases) {
    CAPTURE(name);
    CHECK(fold_name(name) == folded);
    CHECK(fold_name(folded) == folded);
  }
}

TEST_CASE("every name of ASCII folds as it does beside a character of another kind", "[part1-16]") {
  for (int c = 1; c < 0x80; ++c) {
    const std::string name = {'a', static_cast<char>(c), 'B', static_cast<char>(c), ' ', '9'};
    CAPTURE(name);
    CHECK(fold_name(name + "★") == fold_name(name) + "★");
  }
}

TEST_CASE("in language tags _ is -", "[part1-16]") {
  for (const char* tag : {"en-US", "en_US", "EN-us", " en_us "})
    CHECK(fold_language(tag) == "en-us");
  CHECK(fold_language("Português (BR)") == "portugues (br)");
}

}  // namespace
}  // namespace dateline
