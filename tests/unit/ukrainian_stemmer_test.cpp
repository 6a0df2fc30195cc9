// The forms of a Ukrainian word have one stem, and other words another.
#include "common/analysis/ukrainian_stemmer.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/analysis/analyzer.hpp"

using namespace dateline;

TEST_CASE("the forms of a Ukrainian word have one stem") {
  const std::vector<std::vector<std::string>> words = {
      {"книга", "книги", "книзі", "книгу", "книгою", "книго", "книгам", "книгами", "книгах"},
      {"рука", "руки", "руці", "руку", "рукою", "рук", "рукам"},
      {"муха", "мухи", "мусі", "муху", "мухою"},
      {"будинок", "будинку", "будинком", "будинки", "будинків", "будинками"},
      {"вікно", "вікна", "вікном", "вікон", "вікнами"},
      {"українець", "українця", "українцем", "українці", "українців"},
      {"операція", "операції", "операцію", "операцією", "операцій", "операціями"},
      {"життя", "життю", "життям", "життів"},
      {"питання", "питанню", "питань", "питаннями"},
      {"осінній", "осіннього", "осінньому", "осінніх", "осіння", "осінню"},
      {"великий", "великого", "великому", "великим", "великі", "великих", "велика", "великої"},
      {"працювати", "працює", "працюють", "працював", "працювали", "працюємо", "працювало"},
      {"намагатися", "намагається", "намагаються", "намагався", "намагалися", "намагатимуться"},
      {"робити", "робитиму", "робитимуть", "робив", "робила"},
      {"знищити", "знищив", "знищено", "знищила", "знищать"},
  };
  for (const auto& forms : words) {
    for (const std::string& form : forms) {
      CAPTURE(form);
      CHECK(ukrainian_stem(form) == ukrainian_stem(forms.front()));
    }
  }
}

TEST_CASE("different Ukrainian words have different stems") {
  const std::vector<std::string> words = {
      "книга",   "рука",    "муха",      "будинок", "вікно",   "українець", "операція",
      "питання", "великий", "працювати", "робити",  "знищити", "порт",      "партія",
      "портал",  "одеса",   "одяг",      "мир",     "море",    "місто"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t k = i + 1; k < words.size(); ++k) {
      CAPTURE(words[i], words[k]);
      CHECK(ukrainian_stem(words[i]) != ukrainian_stem(words[k]));
    }
  }
}

TEST_CASE("what is not a Ukrainian word of four letters stays as it is") {
  for (const char* word :
       {"", "рік", "на", "nato", "2024", "ковід19", "съезд", "вилxилені", "а\xD0", "одеса_мама"}) {
    CAPTURE(word);
    CHECK(ukrainian_stem(word) == word);
  }
}

TEST_CASE("an analyser knows Ukrainian by name and code") {
  for (const char* name : {"uk", "ukrainian"}) {
    const Analyzer analyzer = Analyzer::create(name).value();
    CHECK(analyzer.stem("операцією") == analyzer.stem("операцій"));
    CHECK(analyzer.stem("cooperation") == "cooperation");
  }
  CHECK(is_same_language("uk", "ukrainian").value());
  CHECK_FALSE(is_same_language("uk", "ru").value());
}
