// Words, phrases, wildcards and filters of a query, analysed and held to the query's limits.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "dateline/error.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/operand.hpp"

namespace dateline {

/// Makes the leaves of one query, and counts them. Refers to the analyzer. All errors are
/// bad_query.
class LeafBuilder {
 public:
  LeafBuilder(const Analyzer& analyzer, Day today) : analyzer_(analyzer), today_(today) {}

  /// A word, also with * at its end. Form::nothing where it is only punctuation.
  Result<Operand> word(const QueryToken& token, bool exact, bool title_only);
  /// What is in quotes: a phrase, NEAR, or a word.
  Result<Operand> quoted(const QueryToken& token, bool exact, bool title_only);
  /// source:, key:, lang: or date:.
  Result<Operand> filter(const QueryToken& token);

 private:
  Result<Operand> wildcard(const QueryToken& token, bool exact, bool title_only);
  /// Two characters or more, and * at `star`, in a script that is searched by pairs: these pairs in
  /// a row.
  Result<Operand> run_of_pairs(QueryToken token, std::size_t star, bool title_only);
  [[nodiscard]] Result<QueryNode> filter_node(const QueryToken& token) const;
  [[nodiscard]] Result<QueryNode> date_node(const QueryToken& token) const;
  /// The words of a piece of the query, folded. Errors: a word that is too long to be indexed.
  [[nodiscard]] Result<std::vector<Token>> analyse(std::string_view raw, std::size_t offset) const;
  /// The token's words, ready to be looked up; `spans` (where given) gets where each stands in the
  /// query.
  Result<std::vector<QueryWord>> words_of(const QueryToken& token, bool exact,
                                          std::vector<QuerySpan>* spans = nullptr);
  Status count_term(std::size_t offset);

  const Analyzer& analyzer_;
  Day today_;
  std::size_t terms_ = 0;
  std::size_t wildcards_ = 0;
};

}  // namespace dateline
