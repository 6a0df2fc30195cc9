// A worker's token streams and weighted terms, against the plain way that docs/analysis.md and
// common/format/scoring.hpp describe.
#include "indexer/write/segment/document_analyzer.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "indexer/write/store/store_writer.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

constexpr Scoring scoring{{{{4.5, 0.4, 8}, {1.75, 0.6, 90}, {1, 0.75, 90}}}, default_k1};

struct Analysed {
  std::string stream;
  std::vector<std::pair<std::string, std::uint32_t>> terms;
  friend bool operator==(const Analysed&, const Analysed&) = default;
};

/// Analyses with nothing remembered but the numbers of words.
class PlainAnalysis {
 public:
  Analysed analyze(const Document& document) {
    Analysed out;
    std::map<std::string, std::array<std::uint32_t, text_field_count>> frequencies;
    const auto title = add_words(document.title, out, [&](const std::string& stem, std::size_t) {
      ++frequencies[stem][static_cast<std::size_t>(TextField::title)];
    });
    append_word_code(out.stream, field_separator);
    const auto text = add_words(document.text, out, [&](const std::string& stem, std::size_t i) {
      const TextField field = i < lead_words ? TextField::lead : TextField::body;
      ++frequencies[stem][static_cast<std::size_t>(field)];
    });
    for (const auto& [stem, frequency] : frequencies)
      out.terms.emplace_back(stem, wdf(frequency, {title, text, text}));
    return out;
  }

 private:
  template <typename Count>
  std::size_t add_words(const std::string& text, Analysed& out, Count&& count) {
    const auto tokens = analyzer_.tokenize(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const auto next = static_cast<WordNumber>(numbers_.size() + 1);
      append_word_code(out.stream, numbers_.try_emplace(tokens[i].word, next).first->second);
      count(analyzer_.stem(tokens[i].word), i);
    }
    return tokens.size();
  }

  static std::uint32_t wdf(const std::array<std::uint32_t, text_field_count>& frequency,
                           const std::array<std::size_t, text_field_count>& lengths) {
    double ntf = 0;
    for (std::size_t i = 0; i < text_field_count; ++i) {
      const FieldWeights& field = scoring.fields[i];
      const double norm =
          1.0 - field.b + field.b * static_cast<double>(lengths[i]) / field.average_length;
      ntf += field.weight / norm * frequency[i];
    }
    return static_cast<std::uint32_t>(std::max(1.0, std::round(wdf_scale * ntf)));
  }

  Analyzer analyzer_ = std::move(*Analyzer::create("en"));
  std::map<std::string, WordNumber> numbers_;
};

/// Words that share stems, parts, marks and lengths on both sides of what tables treat differently.
std::string random_chunk(std::mt19937& random) {
  static const std::vector<std::string> endings{"",    "s",  "ing", "'s",   "ed,", ".",  "-wide",
                                                "...", "\"", "é",   "漢字", ";",   "--", "/b/c"};
  const auto number = random() % 4 == 0 ? random() % 5000 : random() % 60;
  std::string chunk = random() % 10 == 0 ? "" : "vote" + std::to_string(number);
  if (random() % 6 == 0) chunk = "U.S." + chunk;
  if (random() % 15 == 0) chunk.append(random() % 60, 'w');
  if (random() % 500 == 0) chunk.append(max_word_bytes, 'x');
  return chunk + endings[random() % endings.size()];
}

std::string random_words(std::mt19937& random, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text += random_chunk(random) + (random() % 9 == 0 ? "\n\n" : " ");
  return text;
}

void compare(std::size_t memory_bytes) {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed, memory_bytes);
  std::mt19937 random(seed);
  const test::TemporaryFolder folder;
  const auto store = StoreWriter::open(folder.path() / "store", 1u << 20);
  REQUIRE(store);
  Vocabulary vocabulary(**store, 1);
  DocumentAnalyzer analyzer(std::move(*Analyzer::create("en")), vocabulary, scoring, memory_bytes);
  PlainAnalysis plain;
  for (int i = 0; i < 300; ++i) {
    Document document;
    document.title = random_words(random, random() % 12);
    document.text = random_words(random, random() % 300);
    Analysed analysed;
    REQUIRE(analyzer.analyze(document, analysed.stream));
    for (const auto& [term, wdf] : analyzer.terms()) analysed.terms.emplace_back(term, wdf);
    REQUIRE(analysed == plain.analyze(document));
  }
}

TEST_CASE("streams and weighted terms are those of the plain analysis") {
  compare(64u << 20);
}

TEST_CASE("an analyzer that forgets everything again and again gives the same") {
  compare(400'000);
  compare(0);
}

}  // namespace
}  // namespace dateline
