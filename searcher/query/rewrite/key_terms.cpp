#include "searcher/query/rewrite/key_terms.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "common/base/utf8.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/query/stop_words.hpp"

namespace dateline {
namespace {

constexpr std::size_t most_text_bytes = 64 * 1024;
/// Terms that more documents hold are not characteristic.
constexpr double greatest_share = 0.1;
constexpr double least_documents = 2;

using Frequencies = std::unordered_map<std::string, double>;

/// Adds the words of a text to the frequencies; how many they are.
std::size_t count_words(std::string_view text, const Analyzer& analyzer, Frequencies& words) {
  const auto tokens = analyzer.tokenize(text);
  for (const Token& token : tokens) ++words[token.word];
  return tokens.size();
}

bool may_tell(const std::string& word, bool english) {
  return word.size() > 1 && !(english && is_function_word(word));
}

double length_norm(const Scoring& scoring, std::size_t length) {
  const FieldWeights& body = scoring.fields[static_cast<std::size_t>(TextField::body)];
  return 1.0 - body.b + body.b * static_cast<double>(length) / body.average_length;
}

struct RankedTerm {
  std::string stem;
  double sum;
  double worth;
};

}  // namespace

QueryNode optional_word(const TellingTerm& term, double weight) {
  QueryNode node;
  node.kind = NodeKind::word;
  node.words.push_back({term.stem, term.stem, false});
  node.weight = weight * term.weight;
  return node;
}

struct TellingTerms::Sums {
  std::unordered_map<std::string, double> by_stem;
};

TellingTerms::TellingTerms(const Session& session, const Scoring& scoring)
    : session_(session), scoring_(scoring), sums_(std::make_unique<Sums>()) {}
TellingTerms::~TellingTerms() = default;

void TellingTerms::add(const Document& document, double weight) {
  const Analyzer& analyzer = session_.analyzer();
  const std::string_view text = document.text;
  Frequencies words;
  count_words(document.title, analyzer, words);
  const std::size_t length =
      count_words(text.substr(0, utf8_border(text, most_text_bytes)), analyzer, words);
  Frequencies stems;
  for (const auto& [word, count] : words) {
    if (may_tell(word, analyzer.is_english())) stems[analyzer.stem(word)] += count;
  }
  const double norm = length_norm(scoring_, length);
  for (const auto& [stem, count] : stems) {
    const double frequency = count / norm;
    sums_->by_stem[stem] += weight * frequency / (scoring_.k1 + frequency);
  }
}

std::vector<TellingTerm> TellingTerms::choose(std::size_t count) const {
  const auto documents = static_cast<double>(session_.segments().document_count());
  std::vector<RankedTerm> terms;
  for (const auto& [stem, sum] : sums_->by_stem) {
    const double holding = session_.document_frequency(stem);
    if (holding < least_documents || holding > greatest_share * documents) continue;
    terms.push_back({stem, sum, sum * inverse_document_frequency(documents, holding)});
  }
  std::sort(terms.begin(), terms.end(), [](const RankedTerm& a, const RankedTerm& b) {
    return a.worth != b.worth ? a.worth > b.worth : a.stem < b.stem;
  });
  terms.resize(std::min(count, terms.size()));
  double total = 0;
  for (const RankedTerm& term : terms) total += term.sum;
  std::vector<TellingTerm> chosen;
  for (RankedTerm& term : terms) chosen.push_back({std::move(term.stem), term.sum / total});
  return chosen;
}

}  // namespace dateline
