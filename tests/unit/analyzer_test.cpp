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
  const char* words;  // separated by spaces
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
}

void check_cases(const std::string& language, const std::vector<Case>& cases) {
  const Analyzer analyzer = analyzer_for(language);
  for (const Case& c : cases) {
    INFO("text: " << c.text);
    CHECK(words_of(analyzer, c.text) == c.words);
  }
}

TEST_CASE("Korean is cut into pairs, however its syllables are encoded", "[part1-21]") {
  check_cases("en", {
                        {"부산에서 열린 전시회", "부산 산에 에서 열린 전시 시회"},
                        {"책 한권", "책 한권"},
                        {"\u1107\u116e\u1109\u1161\u11ab\u110b\u1166", "부산 산에"},
                        {"K리그 3월", "k 리그 3 월"},
                        {"부산・서울", "부산 서울"},
                    });
}

TEST_CASE("raised and lowered digits of formulas and units are digits", "[part1-21]") {
  check_cases("en", {
                        {"NO₂ NO2", "no2 no2"},
                        {"C₆H₁₂O₆ PM₂.₅", "c6h12o6 pm2.5"},
                        {"90 m² and 5 km³, 12cm²", "90 m2 and 5 km3 12cm2"},
                        {"SO²", "so2"},
                        {"ministers¹ agreed²", "ministers agreed"},
                        {"10⁶ 2¹²", "10 2"},
                    });
}

TEST_CASE("decimal digits of every script are one", "[part1-21]") {
  check_cases("en", {
                        {"١٩٩٨ ۱۹۹۸ १९९८ ১৯৯৮ ๑๙๙๘ １９９８", "1998 1998 1998 1998 1998 1998"},
                        {"٢٫٧ ٤٬٥٠٠", "2.7 4500"},
                        {"١٢.٥", "12.5"},
                    });
}

TEST_CASE("letters of Arabic script that keyboards interchange are one", "[part1-21]") {
  const Analyzer analyzer = analyzer_for("none");
  const std::pair<const char*, const char*> same[] = {
      {"یکی", "يكي"},       {"مدرسة", "مدرسه"}, {"مستشفى", "مستشفي"}, {"کشور", "كشور"},
      {"مـدرسـة", "مدرسه"}, {"أحمد", "احمد"},   {"ٱلله", "الله"},     {"ہے", "هے"},
      {"مَدْرَسَةٌ", "مدرسه"},   {"رحمـٰن", "رحمن"},  {"نامۀ", "نامه"},
  };
  for (const auto& [a, b] : same) {
    INFO(a << " and " << b);
    CHECK(words_of(analyzer, a) == words_of(analyzer, b));
    CHECK_FALSE(words_of(analyzer, a).empty());
  }
  CHECK(words_of(analyzer, "لڑکے") != words_of(analyzer, "لڑکی"));
}

TEST_CASE("an Arabic ending that folding changes is still taken off", "[part1-21]") {
  const Analyzer analyzer = analyzer_for("arabic");
  const auto stem_of = [&](std::string_view word) {
    return analyzer.stem(words_of(analyzer, word));
  };
  CHECK(stem_of("حكومة") == "حكوم");
  CHECK(stem_of("الحكومه") == "حكوم");
  CHECK(stem_of("مدرسة") == "مدرس");
}

TEST_CASE("a quote inside a Hebrew abbreviation is part of it", "[part1-21]") {
  check_cases("none", {
                          {"דו\"ח דו״ח דו”ח דו''ח", "דוח דוח דוח דוח"},
                          {"מנכ\"לית או\"ם ח\"כ", "מנכלית אום חכ"},
                          {"\"דו\"ח\"", "דוח"},
                          {"ב\"מעריב\" וב\"מעריב\"", "ב מעריב וב מעריב"},
                          {"\"מעריב\", \"דבר\"", "מעריב דבר"},
                          {"ג׳ורג׳ ג'ורג'", "גורג גורג"},
                          {"a\"b", "a b"},
                      });
}

TEST_CASE("elided words are found with and without their article", "[part1-21]") {
  const std::vector<Case> cases = {
      {"d'Artois d’Artois D'ARTOIS", "dartois artois dartois artois dartois artois"},
      {"l'Écho de l'été", "lecho echo de lete ete"},
      {"dell'Umbria Sant'Agata quell'uomo", "dellumbria umbria santagata agata quelluomo uomo"},
      {"l'Équipe's win", "lequipe equipe win"},
      {"O'Hara don't o'clock 'tis ma'am y'all", "ohara dont oclock tis maam yall"},
      {"rock 'n' roll", "rock n roll"},
      {"d'Brien l'x t'a", "dbrien lx ta"},
      {"qu'aujourd'hui", "quaujourdhui aujourdhui"},
  };
  for (const char* language : {"en", "de", "none"}) check_cases(language, cases);
  check_cases("fr", {{"d'Artois de l'été", "d artois de l ete"}});
}

TEST_CASE("what stands for an apostrophe is one", "[part1-21]") {
  check_cases("en",
              {{"O`Hara O´Hara O‘Hara OʼHara OʻHara O′Hara", "ohara ohara ohara ohara ohara ohara"},
               {"`quoted` ´quoted´ ‘quoted’", "quoted quoted quoted"},
               {"O`Hara`s", "ohara"}});
}

TEST_CASE("groups of digits are one number", "[part1-21]") {
  check_cases("en",
              {
                  {"9,876,543 9.876.543 9'876'543 9’876’543", "9876543 9876543 9876543 9876543"},
                  {"9 876 543; 9\u00a0876\u00a0543; 9\u2009876\u2009543; 9\u202f876",
                   "9876543 9876543 9876543 9876"},
                  {"98,76,543 1,23,45,678 5,00,00,000", "9876543 12345678 50000000"},
                  {"€12 500, (12 500) 12 500.", "12500 12500 12500"},
                  {"12 500,75 and 12 500.75", "12500 75 and 12500.75"},
                  {"12 500\n750\t100  200", "12500 750 100 200"},
              });
}

TEST_CASE("digits that are not one number stay apart", "[part1-21]") {
  check_cases("en", {
                        {"2.5 2.71 9.876 1'23", "2.5 2.71 9.876 1 23"},
                        {"in 2003 400 people", "in 2003 400 people"},
                        {"2023 2024 1999 2000", "2023 2024 1999 2000"},
                        {"17.06.2023 1.2.3", "17.06.2023 1.2.3"},
                        {"10.120.130.140 192.168.100.200 8.8.8.8",
                         "10.120.130.140 192.168.100.200 8.8.8.8"},
                        {"202 555 0143 +49 123 456 0800 123 456 06 12 34 56 78",
                         "202 555 0143 49 123 456 0800 123 456 06 12 34 56 78"},
                        {"COVID-19 200 cases, F-16 300", "covid 19 200 cases f 16 300"},
                        {"1,23 12,34 12,34,56 123,45,678", "1 23 12 34 12 34 56 123 45678"},
                        {"14 200-year-old 9 876th 1 23", "14 200 year old 9 876th 1 23"},
                        {"100 200 300 400 500 600", "100 200 300 400 500 600"},
                        {"012 345", "012 345"},
                    });
}

TEST_CASE("tokens say which bytes of the text they come from") {
  const Analyzer analyzer = analyzer_for("en");
  const std::string text = "The Özlem's U.S. visit";
  std::string raw;
  for (const Token& token : analyzer.tokenize(text))
    raw += text.substr(token.offset, token.length) + "|";
  CHECK(raw == "The|Özlem's|U.S|visit|");
  const std::string elided = "Sant’Agata's 1 000\u00a0000 דו\"ח";
  raw.clear();
  for (const Token& token : analyzer.tokenize(elided))
    raw += elided.substr(token.offset, token.length) + "|";
  CHECK(raw == "Sant’Agata's|Agata's|1 000\u00a0000|דו\"ח|");
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
  const std::string alphabet = "aadlSs''`..,,  ;:_-/00112399ZU";
  for (int i = 0; i < 20000; ++i) {
    std::string chunk;
    for (std::size_t n = random() % 16; n > 0; --n) chunk += alphabet[random() % alphabet.size()];
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
