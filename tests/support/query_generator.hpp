// Random query texts made of the words, phrases, dates and names that a corpus holds.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/analyzed_corpus.hpp"

namespace dateline::test {

/// Makes valid queries within all limits. The same seed and corpus give the same queries.
class QueryGenerator {
 public:
  /// Both must outlive the generator. The corpus must hold a document with a text.
  QueryGenerator(const AnalyzedCorpus& corpus, const Analyzer& analyzer, unsigned seed)
      : corpus_(corpus), analyzer_(analyzer), random_(seed) {}

  /// Anything the language has, in combinations up to three levels deep. Mostly the parts come from
  /// one document, so that many queries have hits.
  [[nodiscard]] std::string next();

  /// One to five different words, unsigned.
  [[nodiscard]] std::string next_words();

 private:
  void settle_on_document();
  std::string list(unsigned depth);
  std::string clause(unsigned depth);
  std::string operators(unsigned depth);
  std::string operand(unsigned depth);
  std::string primary(unsigned depth);
  std::string textual();
  std::string word();
  std::string quoted();
  std::string phrase();
  std::string reversed_phrase();
  std::string near();
  std::string near_operator();
  std::string minus();
  std::string conjunction();
  std::string disjunction();
  std::string wildcard();
  std::string filter();
  std::string date();
  std::string date_value();
  std::size_t some_token();
  std::string raw(std::size_t token) const;
  std::string joined(const std::vector<std::size_t>& tokens) const;

  std::size_t below(std::size_t bound) { return random_() % bound; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  const Document& any_document();

  const AnalyzedCorpus& corpus_;
  const Analyzer& analyzer_;
  std::mt19937 random_;
  const Document* document_ = nullptr;  // where the words come from
  std::string field_;                   // its title or text
  std::vector<Token> tokens_;           // of field_, never empty
  std::size_t wildcards_ = 0;           // of the current query
};

}  // namespace dateline::test
