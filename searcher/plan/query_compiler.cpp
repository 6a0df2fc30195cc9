#include "searcher/plan/query_compiler.hpp"

#include <algorithm>
#include <utility>

#include "common/format/schema.hpp"
#include "searcher/plan/record_sources.hpp"

namespace dateline {
namespace {

/// Not Xapian::Query::MatchAll, whose reference count all threads would share.
Xapian::Query every_document() {
  return Xapian::Query(std::string());
}

/// Nothing where one part is empty.
Xapian::Query matching_all(const std::vector<Xapian::Query>& parts) {
  const bool impossible = std::any_of(parts.begin(), parts.end(),
                                      [](const Xapian::Query& part) { return part.empty(); });
  if (impossible) return {};
  return Xapian::Query(Xapian::Query::OP_AND, parts.begin(), parts.end());
}

/// Empty parts add nothing.
Xapian::Query matching_any(const std::vector<Xapian::Query>& parts) {
  std::vector<Xapian::Query> queries;
  for (const Xapian::Query& part : parts)
    if (!part.empty()) queries.push_back(part);
  return Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end());
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

/// Whether a filter's documents have a term; of other fields the verifier knows the values.
bool has_terms(const QueryNode& filter) {
  return !field_of(filter.field).query.term_prefix.empty();
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
    case NodeKind::filter:
      return has_terms(node);
    case NodeKind::key:
    case NodeKind::dates:
    case NodeKind::undated:
    case NodeKind::added_after:
      return true;
    case NodeKind::conjunction:
    case NodeKind::disjunction:
    case NodeKind::negation:
    case NodeKind::list:
      return all_exact(node.children, words);
  }
  return false;
}

Result<Xapian::Query> QueryCompiler::compile(const QueryNode& node) {
  Nodes children;
  for (const QueryNode& child : node.children) children.push_back(&child);
  switch (node.kind) {
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::near:
      return compile_words(node);
    case NodeKind::wildcard:
      return compile_wildcard(node);
    case NodeKind::filter:
      return has_terms(node) ? compile_named(filter_term(field_of(node.field), node.value))
                             : every_document();
    case NodeKind::undated:
      return compile_named(std::string(undated_term));
    case NodeKind::key:
      return compile_key(node);
    case NodeKind::dates:
      return published_within(session_, node.dates);
    case NodeKind::added_after:
      return added_after(session_, node.number);
    case NodeKind::conjunction:
      return compile_conjunction(children);
    case NodeKind::disjunction:
      return compile_disjunction(children);
    case NodeKind::negation:
      return compile_conjunction({&node});
    case NodeKind::list:
      return compile_list(node);
  }
  return Xapian::Query();
}

/// A word, phrase or NEAR: the AND of its stems, unless the index has no word for one of them. Its
/// words score in any case: a document can be a hit for another reason.
Result<Xapian::Query> QueryCompiler::compile_words(const QueryNode& node) {
  StemCounts stems;
  bool possible = !node.words.empty();
  for (const QueryWord& word : node.words) {
    DATELINE_ASSIGN(const bool unknown, is_unknown(word));
    possible &= !unknown;
    if (!unknown) stems.add(word.stem);
  }
  Queries parts;
  for (const auto& [stem, occurrences] : stems.counts()) parts.push_back(term(stem, occurrences));
  return possible ? matching_all(parts) : Xapian::Query();
}

/// An exact word that no document holds; a stem without documents needs no such question.
Result<bool> QueryCompiler::is_unknown(const QueryWord& word) {
  if (!word.exact) return false;
  DATELINE_ASSIGN(const WordSet numbers, words_.words_of(word));
  return numbers.empty();
}

Xapian::Query QueryCompiler::term(const std::string& stem, unsigned occurrences) {
  use_term(stem);
  if (unscored_depth_ == 0) scoring_.push_back({stem, {stem}, occurrences});
  return Xapian::Query(stem);
}

Xapian::Query QueryCompiler::weighted_term(const QueryNode& word) {
  const Xapian::Query query = term(word.words.front().stem, 1);
  if (unscored_depth_ > 0) return query;
  scoring_.back().label += " (added)";
  scoring_.back().weight = word.weight;
  return query;
}

void QueryCompiler::use_term(const std::string& term) {
  if (std::find(terms_.begin(), terms_.end(), term) == terms_.end()) terms_.push_back(term);
}

Result<Xapian::Query> QueryCompiler::compile_wildcard(const QueryNode& node) {
  DATELINE_ASSIGN(const auto* reach, words_.reach_of(node));
  if (reach->stems.empty()) return Xapian::Query();
  for (const std::string& stem : reach->stems) use_term(stem);
  if (unscored_depth_ == 0) scoring_.push_back({node.words.front().word + "*", reach->stems});
  return matching_any({reach->stems.begin(), reach->stems.end()});
}

Result<Xapian::Query> QueryCompiler::compile_named(const std::string& term) {
  use_term(term);
  return Xapian::Query(term);
}

Result<Xapian::Query> QueryCompiler::compile_key(const QueryNode& node) {
  DATELINE_ASSIGN(const auto number, lookup_.number_of_key(node.value));
  const auto address = number ? session_.segments().find(*number) : std::nullopt;
  return address ? document_at(session_, *address) : Xapian::Query();
}

Result<Xapian::Query> QueryCompiler::compile_list(const QueryNode& list) {
  const Nodes musts = clauses_of(list, Occur::must);
  const Nodes shoulds = clauses_of(list, Occur::should);
  Queries parts;
  if (!musts.empty()) {
    DATELINE_ASSIGN(parts.emplace_back(), compile_conjunction(musts));
    DATELINE_TRY(compile_each(shoulds));  // these only score
  } else if (!shoulds.empty()) {
    DATELINE_ASSIGN(parts.emplace_back(), compile_disjunction(shoulds));
  }
  DATELINE_ASSIGN(const Queries filters, compile_each_unscored(clauses_of(list, Occur::filter)));
  parts.insert(parts.end(), filters.begin(), filters.end());
  if (parts.empty()) parts.push_back(every_document());
  return exclude(matching_all(parts), clauses_of(list, Occur::must_not));
}

/// A negation among the nodes takes away from the others instead of being an operand of its own.
Result<Xapian::Query> QueryCompiler::compile_conjunction(const Nodes& nodes) {
  Nodes positive;
  Nodes negated;
  for (const QueryNode* node : nodes) {
    if (node->kind == NodeKind::negation) {
      negated.push_back(&node->children.front());
    } else {
      positive.push_back(node);
    }
  }
  DATELINE_ASSIGN(Queries parts, compile_each(positive));
  if (positive.empty()) parts.push_back(every_document());
  return exclude(matching_all(parts), negated);
}

Result<Xapian::Query> QueryCompiler::compile_disjunction(const Nodes& nodes) {
  DATELINE_ASSIGN(const Queries parts, compile_each(nodes));
  return matching_any(parts);
}

Result<Xapian::Query> QueryCompiler::exclude(Xapian::Query from, const Nodes& nodes) {
  Nodes exact_nodes;
  for (const QueryNode* node : nodes) {
    DATELINE_ASSIGN(const bool exact, is_exact(*node, words_));
    if (exact) exact_nodes.push_back(node);
  }
  DATELINE_ASSIGN(const Queries unwanted, compile_each_unscored(exact_nodes));
  const Xapian::Query any_unwanted = matching_any(unwanted);
  if (from.empty() || any_unwanted.empty()) return from;
  return Xapian::Query(Xapian::Query::OP_AND_NOT, from, any_unwanted);
}

Result<QueryCompiler::Queries> QueryCompiler::compile_each_unscored(const Nodes& nodes) {
  ++unscored_depth_;
  auto queries = compile_each(nodes);
  --unscored_depth_;
  return queries;
}

Result<QueryCompiler::Queries> QueryCompiler::compile_each(const Nodes& nodes) {
  Queries queries;
  StemCounts stems;
  for (const QueryNode* node : nodes) {
    if (node->kind != NodeKind::word || node->words.size() != 1) {
      DATELINE_ASSIGN(queries.emplace_back(), compile(*node));
      continue;
    }
    DATELINE_ASSIGN(const bool unknown, is_unknown(node->words.front()));
    if (unknown) {
      queries.emplace_back();
    } else if (node->weight != 1.0) {
      queries.push_back(weighted_term(*node));
    } else {
      stems.add(node->words.front().stem);
    }
  }
  for (const auto& [stem, occurrences] : stems.counts()) queries.push_back(term(stem, occurrences));
  return queries;
}

}  // namespace dateline
