// Every stemmer that --language accepts gives each word a term that Xapian can hold.
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <string>
#include <unordered_set>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "tests/support/corpora.hpp"

namespace dateline {
namespace {

std::vector<std::string> languages() {
  std::istringstream names(stemmer_languages());
  std::vector<std::string> all;
  for (std::string name; names >> name;) all.push_back(name);
  return all;
}

/// What is wrong with the stem of a folded word; empty where nothing is.
std::string fault_of(const std::string& stem) {
  if (stem.empty()) return "empty";
  if (stem.size() > max_word_bytes) return "too long";
  if (stem[0] >= 'A' && stem[0] <= 'Z') return "like a term with a prefix";
  return {};
}

template <typename Words>
void check_stems(const Words& words) {
  for (const std::string& language : languages()) {
    const Analyzer analyzer = Analyzer::create(language).value();
    std::vector<std::string> faults;
    for (const std::string& word : words) {
      const std::string fault = fault_of(analyzer.stem(word));
      if (!fault.empty() && faults.size() < 10) faults.push_back(word + ": " + fault);
    }
    CAPTURE(language);
    CHECK(faults == std::vector<std::string>());
  }
}

/// Endings that stemmers take off, alone, doubled and after a letter, and words of every length.
std::vector<std::string> own_words() {
  const std::vector<std::string> endings{
      "leri",   "lari", "ler",   "lar", "in", "un",  "i",   "ki",  "da",  "dan",  "s",
      "es",     "ed",   "ing",   "ly",  "e",  "y",   "ies", "er",  "en",  "heid", "ung",
      "amente", "ment", "ation", "os",  "as", "ul",  "lor", "nya", "lah", "kah",  "ого",
      "ами",    "ов",   "ый",    "ся",  "ال", "ها",  "ات",  "ون",  "ه",   "ي",    "و",
      "गर्ने",    "हरू",   "ले",     "கள்",  "ஐ",  "երի", "ներ", "ról", "nak", "ok",   "ssa"};
  std::vector<std::string> words;
  for (const std::string& a : endings) {
    words.push_back(a);
    for (const std::string& b : endings) {
      words.push_back(a + b);
      words.push_back("x" + a + b);
    }
  }
  for (const char c : std::string("0123456789abcdefghijklmnopqrstuvwxyz"))
    for (std::size_t length : {1u, 2u, 3u, 4u, 100u, 244u, 245u}) words.emplace_back(length, c);
  return words;
}

TEST_CASE("no stem is empty, too long or like another term, for endings alone", "[part1-28]") {
  CHECK(languages().size() > 25);
  check_stems(own_words());
}

TEST_CASE("no stem is empty, too long or like another term, for real words", "[part1-28]") {
  constexpr std::size_t wanted = 100'000;
  const std::vector<std::string> corpora{
      "lang/ar.jsonl.zst", "lang/de.jsonl.zst",
      "lang/fi.jsonl.zst", "lang/ru.jsonl.zst",
      "lang/tr.jsonl.zst", "lang/uk.jsonl.zst",
      "lang/zh.jsonl.zst", "corpora/senate-press-2004-2008.jsonl.zst"};
  const Analyzer analyzer = Analyzer::create("none").value();
  std::unordered_set<std::string> words;
  for (const std::string& corpus : corpora) {
    const auto path = test::shared_path(corpus);
    if (!std::filesystem::exists(path)) {
      WARN("skipped: there is no " << path);
      continue;
    }
    const std::size_t most = words.size() + wanted / corpora.size();
    CHECK(test::for_each_line(path, [&](std::string_view line) {
      const auto document = test::document_from_line(line);
      if (document)
        for (Token& token : analyzer.tokenize(document->text)) words.insert(std::move(token.word));
      return words.size() < most;
    }));
  }
  if (words.empty()) return;
  CHECK(words.size() > wanted * 3 / 4);
  check_stems(words);
}

TEST_CASE("a stem that would be empty is the word", "[part1-28]") {
  CHECK(Analyzer::create("turkish").value().stem("leri") == "leri");
  CHECK(Analyzer::create("porter").value().stem("s") == "s");
  CHECK(Analyzer::create("earlyenglish").value().stem("s") == "s");
}

}  // namespace
}  // namespace dateline
