// The vocabulary in memory, and what was typed taken apart.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "searcher/suggest/typed_text.hpp"
#include "searcher/suggest/word_table.hpp"

using namespace dateline;

namespace {

/// Words with their document counts, sorted; the number of a word is its place here plus 1.
class FakeVocabulary final : public IndexLookup {
 public:
  explicit FakeVocabulary(std::vector<std::pair<std::string, std::uint32_t>> words)
      : words_(std::move(words)) {
    std::sort(words_.begin(), words_.end());
  }
  [[nodiscard]] Result<std::optional<WordEntry>> word(std::string_view) const override {
    return std::nullopt;
  }
  [[nodiscard]] Result<std::vector<WordEntry>> words_of_stem(std::string_view) const override {
    return std::vector<WordEntry>();
  }
  Status for_each_word(std::string_view prefix, const VisitWord& visit) const override {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto& [word, documents] = words_[i];
      if (word.compare(0, prefix.size(), prefix) != 0) continue;
      if (!visit({word, static_cast<WordNumber>(i + 1), documents})) break;
    }
    return {};
  }
  [[nodiscard]] Result<std::optional<DocumentNumber>> number_of_key(
      std::string_view) const override {
    return std::nullopt;
  }
  [[nodiscard]] Result<NameTablePointer> names(FieldId) const override {
    return std::make_shared<const NameTable>();
  }
  [[nodiscard]] Result<std::vector<std::uint32_t>> numbers_of_name(
      FieldId, std::string_view) const override {
    return std::vector<std::uint32_t>();
  }

 private:
  std::vector<std::pair<std::string, std::uint32_t>> words_;
};

std::vector<std::string> words_at(const WordTable& table,
                                  const std::vector<WordTable::Rank>& ranks) {
  std::vector<std::string> words;
  for (const auto rank : ranks) words.emplace_back(table.word(rank));
  return words;
}

constexpr std::uint32_t no_ceiling = std::numeric_limits<std::uint32_t>::max();

}  // namespace

TEST_CASE("words are found by beginning, by name and by number") {
  const auto table = WordTable::build(FakeVocabulary(
      {{"turkey", 9}, {"turkish", 7}, {"turf", 1}, {"tür", 4}, {"gone", 0}, {"a", 2}}));
  REQUIRE(table);
  CHECK(table->size() == 5);  // no document holds "gone"
  const auto range = table->with_prefix("turk");
  CHECK(words_at(*table, table->most_frequent(range, 10, no_ceiling)) ==
        std::vector<std::string>{"turkey", "turkish"});
  CHECK(table->find("turf") != WordTable::no_rank);
  CHECK(table->find("tur") == WordTable::no_rank);
  CHECK(table->find("zz") == WordTable::no_rank);
  CHECK(table->word(table->rank_of(3)) == "turf");
  CHECK(table->rank_of(2) == WordTable::no_rank);
  CHECK(table->rank_of(1000) == WordTable::no_rank);
  const auto none = table->with_prefix("zz");
  CHECK(none.begin == none.end);
  const auto all = table->with_prefix("");
  CHECK(all.end - all.begin == table->size());
}

TEST_CASE("an empty vocabulary completes nothing") {
  const auto table = WordTable::build(FakeVocabulary({}));
  REQUIRE(table);
  CHECK(table->most_frequent(table->with_prefix("a"), 5, no_ceiling).empty());
  CHECK(table->find("a") == WordTable::no_rank);
}

TEST_CASE("the most frequent words are those that sorting all would give") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::vector<std::pair<std::string, std::uint32_t>> words;
  for (int i = 0; i < 3000; ++i) {
    std::string word;
    for (int letters = 1 + static_cast<int>(random() % 5); letters > 0; --letters)
      word += static_cast<char>('a' + random() % 4);
    const auto same = [&](const auto& other) { return other.first == word; };
    if (std::none_of(words.begin(), words.end(), same)) words.emplace_back(word, 1 + random() % 50);
  }
  const auto table = WordTable::build(FakeVocabulary(words));
  REQUIRE(table);
  for (const std::string prefix : {"", "a", "ab", "dcb", "abcda"}) {
    for (const std::uint32_t ceiling : {no_ceiling, 25u, 1u}) {
      std::vector<std::pair<std::string, std::uint32_t>> fitting;
      for (const auto& word : words)
        if (word.first.compare(0, prefix.size(), prefix) == 0 && word.second <= ceiling)
          fitting.push_back(word);
      std::sort(fitting.begin(), fitting.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
      });
      std::vector<std::string> expected;
      for (const auto& word : fitting)
        if (expected.size() < 7) expected.push_back(word.first);
      CAPTURE(prefix, ceiling);
      CHECK(words_at(*table, table->most_frequent(table->with_prefix(prefix), 7, ceiling)) ==
            expected);
    }
  }
}

TEST_CASE("what was typed is a last word and the words before it") {
  const auto analyzer = Analyzer::create("en");
  REQUIRE(analyzer);
  struct Case {
    const char* text;
    const char* head;
    const char* beginning;
    std::vector<std::string> earlier;
  };
  const std::vector<Case> cases{
      {"", "", "", {}},
      {"   ", "   ", "", {}},
      {"Ode", "", "ode", {}},
      {"Odesa Tur", "Odesa ", "tur", {"odesa"}},
      {"Odesa ", "Odesa ", "", {"odesa"}},
      {"ÖZL", "", "ozl", {}},
      {"\"black se", "\"black ", "se", {"black"}},
      {"grain AND (whe", "grain AND (", "whe", {"grain"}},
      {"grain -wheat +bar", "grain -wheat +", "bar", {"grain"}},
      {"title:harbour date:2024 gra", "title:harbour date:2024 ", "gra", {"harbour"}},
      {"title:har", "title:", "har", {}},
      {"a b c d e f g h i j k",
       "a b c d e f g h i j ",
       "k",
       {"c", "d", "e", "f", "g", "h", "i", "j"}},
      {"\"\"\"((", "\"\"\"((", "", {}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const TypedText typed = read_typed_text(c.text, *analyzer);
    CHECK(typed.head == c.head);
    CHECK(typed.beginning == c.beginning);
    CHECK(typed.earlier == c.earlier);
  }
}
