#include "searcher/match/query_compiler.hpp"

#include <algorithm>
#include <utility>

#include "common/schema.hpp"
#include "searcher/match/record_sources.hpp"

namespace dateline {
namespace {

/// Not Xapian::Query::MatchAll, whose reference count all threads would share.
Xapian::Query every_document() {
  return Xapian::Query(std::string());
}

Xapian::Query without_weight(const Xapian::Query& query) {
  return query.empty() ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 0.0);
}

Xapian::Query best_of(const std::vector<std::string>& terms) {
  if (terms.size() == 1) return Xapian::Query(terms.front());
  std::vector<Xapian::Query> queries(terms.begin(), terms.end());
  queries.push_back(never_ending());
  return Xapian::Query(Xapian::Query::OP_MAX, queries.begin(), queries.end());
}

/// A query that nothing matches, though its words score where the document is a hit for another
/// reason.
CompiledQuery without_matches(CompiledQuery compiled) {
  compiled.query = Xapian::Query();
  compiled.complete = !compiled.scores;
  return compiled;
}

/// AND (nothing matches where one part is empty) or OR (empty parts add nothing).
CompiledQuery combine(Xapian::Query::op op, const std::vector<CompiledQuery>& parts) {
  CompiledQuery combined;
  std::vector<Xapian::Query> queries;
  for (const CompiledQuery& part : parts) {
    if (!part.query.empty()) queries.push_back(part.query);
    combined.scores |= part.scores;
    combined.additive &= part.additive;
    combined.complete &= part.complete;
  }
  if (op == Xapian::Query::OP_AND && queries.size() < parts.size())
    return without_matches(combined);
  combined.query = Xapian::Query(op, queries.begin(), queries.end());
  return combined;
}

CompiledQuery conjunction_of(const std::vector<CompiledQuery>& parts) {
  CompiledQuery combined = combine(Xapian::Query::OP_AND, parts);
  combined.complete = !combined.scores || (combined.complete && parts.size() == 1);
  return combined;
}

CompiledQuery disjunction_of(const std::vector<CompiledQuery>& parts) {
  CompiledQuery combined = combine(Xapian::Query::OP_OR, parts);
  combined.additive &= combined.complete;
  return combined;
}

/// The matches of `required`, which weigh more where they match `optional` as well.
CompiledQuery prefer(const CompiledQuery& required, const CompiledQuery& optional) {
  CompiledQuery combined = required;
  combined.scores |= optional.scores;
  combined.additive = required.additive && optional.additive && optional.complete;
  combined.complete = !combined.scores;
  if (!required.query.empty() && !optional.query.empty()) {
    combined.query = Xapian::Query(Xapian::Query::OP_AND_MAYBE, required.query, optional.query);
  }
  return combined;
}

CompiledQuery filter_by(const CompiledQuery& matches, const CompiledQuery& filter) {
  if (filter.query.empty()) return without_matches(matches);
  CompiledQuery combined = matches;
  combined.complete = !combined.scores;
  if (matches.query.empty()) return combined;
  combined.query = Xapian::Query(Xapian::Query::OP_FILTER, matches.query, filter.query);
  return combined;
}

/// Stems and how often each occurs, in the order of their first occurrence.
class StemCounts {
 public:
  void add(const std::string& stem) {
    const auto same = [&](const auto& entry) { return entry.first == stem; };
    const auto found = std::find_if(counts_.begin(), counts_.end(), same);
    if (found != counts_.end()) {
      ++found->second;
    } else {
      counts_.emplace_back(stem, 1u);
    }
  }
  [[nodiscard]] const std::vector<std::pair<std::string, unsigned>>& counts() const {
    return counts_;
  }

 private:
  std::vector<std::pair<std::string, unsigned>> counts_;
};

std::vector<const QueryNode*> clauses_of(const QueryNode& list, Occur occur) {
  std::vector<const QueryNode*> clauses;
  for (const QueryNode& child : list.children) {
    if (child.occur == occur) clauses.push_back(&child);
  }
  return clauses;
}

Result<bool> all_exact(const std::vector<QueryNode>& nodes, WordResolver& words) {
  for (const QueryNode& node : nodes) {
    DATELINE_ASSIGN(const bool exact, is_exact(node, words));
    if (!exact) return false;
  }
  return true;
}

Result<bool> is_exact_wildcard(const QueryNode& node, WordResolver& words) {
  if (node.title_only) return false;
  DATELINE_ASSIGN(const auto* reach, words.reach_of(node));
  return reach->whole_families;
}

}  // namespace

Result<bool> is_exact(const QueryNode& node, WordResolver& words) {
  switch (node.kind) {
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::near:
      if (node.title_only || node.words.size() > 1) return false;
      return node.words.empty() ? Result<bool>(true) : words.decided_by_stem(node.words.front());
    case NodeKind::wildcard:
      return is_exact_wildcard(node, words);
    case NodeKind::source:
    case NodeKind::language:
    case NodeKind::key:
    case NodeKind::dates:
    case NodeKind::undated:
      return true;
    case NodeKind::conjunction:
    case NodeKind::disjunction:
    case NodeKind::negation:
    case NodeKind::list:
      return all_exact(node.children, words);
  }
  return false;
}

Result<Xapian::Query> QueryCompiler::compile_root(const QueryNode& root) {
  DATELINE_ASSIGN(const CompiledQuery compiled, compile(root));
  if (compiled.query.empty() || compiled.additive) return compiled.query;
  return Xapian::Query(Xapian::Query::OP_AND_MAYBE, without_weight(compiled.query),
                       all_scoring_terms());
}

Result<CompiledQuery> QueryCompiler::compile(const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::near:
      return compile_words(node);
    case NodeKind::wildcard:
      return compile_wildcard(node);
    case NodeKind::source:
    case NodeKind::language:
    case NodeKind::key:
    case NodeKind::dates:
    case NodeKind::undated:
      return compile_filter(node);
    case NodeKind::conjunction: {
      Nodes nodes;
      for (const QueryNode& child : node.children) nodes.push_back(&child);
      return compile_conjunction(nodes);
    }
    case NodeKind::disjunction: {
      Nodes nodes;
      for (const QueryNode& child : node.children) nodes.push_back(&child);
      return compile_disjunction(nodes);
    }
    case NodeKind::negation:
      return compile_conjunction({&node});
    case NodeKind::list:
      return compile_list(node);
  }
  return CompiledQuery{};
}

/// A word, phrase or NEAR: the AND of its stems, unless the index has no word for one of them.
Result<CompiledQuery> QueryCompiler::compile_words(const QueryNode& node) {
  StemCounts stems;
  bool possible = !node.words.empty();
  for (const QueryWord& word : node.words) {
    DATELINE_ASSIGN(const bool unknown, is_unknown(word));
    possible &= !unknown;
    if (!unknown) stems.add(word.stem);
  }
  std::vector<CompiledQuery> parts;
  for (const auto& [stem, occurrences] : stems.counts()) parts.push_back(term(stem, occurrences));
  const CompiledQuery compiled = conjunction_of(parts);
  return possible ? compiled : without_matches(compiled);
}

/// An exact word that no document holds; a stem without documents needs no such question.
Result<bool> QueryCompiler::is_unknown(const QueryWord& word) {
  if (!word.exact) return false;
  DATELINE_ASSIGN(const WordSet numbers, words_.words_of(word));
  return numbers.empty();
}

CompiledQuery QueryCompiler::term(const std::string& stem, unsigned occurrences) {
  use_term(stem);
  CompiledQuery compiled;
  compiled.query = Xapian::Query(stem, occurrences);
  if (unscored_depth_ > 0) return compiled;
  compiled.scores = true;
  scoring_.push_back({stem, {stem}, occurrences});
  return compiled;
}

void QueryCompiler::use_term(const std::string& term) {
  if (std::find(terms_.begin(), terms_.end(), term) == terms_.end()) terms_.push_back(term);
}

Result<CompiledQuery> QueryCompiler::compile_wildcard(const QueryNode& node) {
  DATELINE_ASSIGN(const auto* reach, words_.reach_of(node));
  CompiledQuery compiled;
  if (reach->stems.empty()) return compiled;
  for (const std::string& stem : reach->stems) use_term(stem);
  open_ended_ |= reach->stems.size() > 1;
  compiled.query = best_of(reach->stems);
  if (unscored_depth_ > 0) return compiled;
  compiled.scores = true;
  scoring_.push_back({node.words.front().word + "*", reach->stems, 1});
  return compiled;
}

Result<CompiledQuery> QueryCompiler::compile_filter(const QueryNode& node) {
  if (node.kind == NodeKind::key) return compile_key(node);
  CompiledQuery compiled;
  if (node.kind == NodeKind::dates) {
    compiled.query = published_within(session_, node.dates);
    return compiled;
  }
  const std::string name = node.kind == NodeKind::source     ? source_term(node.value)
                           : node.kind == NodeKind::language ? language_term(node.value)
                                                             : std::string(undated_term);
  use_term(name);
  compiled.query = without_weight(Xapian::Query(name));
  return compiled;
}

Result<CompiledQuery> QueryCompiler::compile_key(const QueryNode& node) {
  CompiledQuery compiled;
  DATELINE_ASSIGN(const auto number, lookup_.number_of_key(node.value));
  const auto address = number ? session_.segments().find(*number) : std::nullopt;
  if (address) compiled.query = document_at(session_, *address);
  return compiled;
}

Result<CompiledQuery> QueryCompiler::compile_list(const QueryNode& list) {
  const Nodes musts = clauses_of(list, Occur::must);
  const Nodes shoulds = clauses_of(list, Occur::should);
  const Nodes filters = clauses_of(list, Occur::filter);
  CompiledQuery matches;
  if (!musts.empty()) {
    DATELINE_ASSIGN(matches, compile_conjunction(musts));
    DATELINE_ASSIGN(const CompiledQuery optional, compile_disjunction(shoulds));
    matches = prefer(matches, optional);
  } else if (!shoulds.empty()) {
    DATELINE_ASSIGN(matches, compile_disjunction(shoulds));
  } else if (filters.empty()) {
    matches.query = every_document();
  }
  if (!filters.empty()) {
    DATELINE_ASSIGN(const CompiledQuery filter, compile_unscored(Xapian::Query::OP_AND, filters));
    const bool only_filters = musts.empty() && shoulds.empty();
    matches = only_filters ? filter : filter_by(matches, filter);
  }
  return exclude(std::move(matches), clauses_of(list, Occur::must_not));
}

/// A negation among the nodes takes away from the others instead of being an operand of its own.
Result<CompiledQuery> QueryCompiler::compile_conjunction(const Nodes& nodes) {
  Nodes positive;
  Nodes negated;
  for (const QueryNode* node : nodes) {
    if (node->kind == NodeKind::negation) {
      negated.push_back(&node->children.front());
    } else {
      positive.push_back(node);
    }
  }
  CompiledQuery matches;
  if (positive.empty()) {
    matches.query = every_document();
  } else {
    DATELINE_ASSIGN(const auto parts, compile_each(positive));
    matches = conjunction_of(parts);
  }
  return exclude(std::move(matches), negated);
}

Result<CompiledQuery> QueryCompiler::compile_disjunction(const Nodes& nodes) {
  DATELINE_ASSIGN(const auto parts, compile_each(nodes));
  return disjunction_of(parts);
}

Result<CompiledQuery> QueryCompiler::exclude(CompiledQuery from, const Nodes& nodes) {
  Nodes exact_nodes;
  for (const QueryNode* node : nodes) {
    DATELINE_ASSIGN(const bool exact, is_exact(*node, words_));
    if (exact) exact_nodes.push_back(node);
  }
  if (exact_nodes.empty() || from.query.empty()) return from;
  DATELINE_ASSIGN(const CompiledQuery unwanted,
                  compile_unscored(Xapian::Query::OP_OR, exact_nodes));
  if (unwanted.query.empty()) return from;
  from.query = Xapian::Query(Xapian::Query::OP_AND_NOT, from.query, unwanted.query);
  from.complete = !from.scores;
  return from;
}

Result<CompiledQuery> QueryCompiler::compile_unscored(Xapian::Query::op op, const Nodes& nodes) {
  ++unscored_depth_;
  auto parts = compile_each(nodes);
  --unscored_depth_;
  if (!parts) return tl::unexpected<Error>(std::move(parts.error()));
  CompiledQuery compiled = combine(op, *parts);
  compiled.query = without_weight(compiled.query);
  return compiled;
}

Result<std::vector<CompiledQuery>> QueryCompiler::compile_each(const Nodes& nodes) {
  std::vector<CompiledQuery> parts;
  StemCounts stems;
  for (const QueryNode* node : nodes) {
    if (node->kind != NodeKind::word || node->words.size() != 1) {
      DATELINE_ASSIGN(parts.emplace_back(), compile(*node));
      continue;
    }
    DATELINE_ASSIGN(const bool unknown, is_unknown(node->words.front()));
    if (unknown) {
      parts.emplace_back();
    } else {
      stems.add(node->words.front().stem);
    }
  }
  for (const auto& [stem, occurrences] : stems.counts()) parts.push_back(term(stem, occurrences));
  return parts;
}

Xapian::Query QueryCompiler::all_scoring_terms() const {
  std::vector<Xapian::Query> queries;
  for (const ScoringTerm& scoring : scoring_) {
    queries.push_back(scoring.stems.size() == 1
                          ? Xapian::Query(scoring.stems.front(), scoring.occurrences)
                          : best_of(scoring.stems));
  }
  return Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end());
}

}  // namespace dateline
