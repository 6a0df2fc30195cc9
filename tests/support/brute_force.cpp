#include "tests/support/brute_force.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/analysis/fold_name.hpp"

namespace dateline::test {
namespace {

bool contains(const WordList& list, WordIndex word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void keep_if(DocumentFlags& flags, const DocumentFlags& condition) {
  for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = flags[i] && condition[i];
}

void drop_if(DocumentFlags& flags, const DocumentFlags& condition) {
  for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = flags[i] && !condition[i];
}

void add(DocumentFlags& flags, const DocumentFlags& more) {
  for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = flags[i] || more[i];
}

/// The words of the corpus that each word of a node stands for.
std::vector<WordList> alternatives(const AnalyzedCorpus& corpus, const QueryNode& node) {
  std::vector<WordList> lists;
  for (const QueryWord& word : node.words) {
    if (node.kind == NodeKind::wildcard)
      lists.push_back(corpus.words_with_prefix(word.word));
    else
      lists.push_back(word.exact ? corpus.word(word.word) : corpus.words_with_stem(word.stem));
  }
  return lists;
}

DocumentFlags holders_of_any(const AnalyzedCorpus& corpus, const WordList& words) {
  DocumentFlags flags(corpus.documents().size(), 0);
  for (const WordIndex word : words)
    for (const std::size_t document : corpus.holders(word)) flags[document] = 1;
  return flags;
}

bool phrase_begins_at(const WordList& field, std::size_t begin,
                      const std::vector<WordList>& words) {
  if (begin + words.size() > field.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!contains(words[i], field[begin + i])) return false;
  return true;
}

bool holds_phrase(const WordList& field, const std::vector<WordList>& words) {
  for (std::size_t begin = 0; begin < field.size(); ++begin)
    if (phrase_begins_at(field, begin, words)) return true;
  return false;
}

/// Whether the words from `next` on find places in the window of the field, one each, that are not
/// taken yet.
bool find_places(const WordList& window, std::vector<char>& taken,
                 const std::vector<WordList>& words, std::size_t next) {
  if (next == words.size()) return true;
  for (std::size_t i = 0; i < window.size(); ++i) {
    if (taken[i] || !contains(words[next], window[i])) continue;
    taken[i] = 1;
    if (find_places(window, taken, words, next + 1)) return true;
    taken[i] = 0;
  }
  return false;
}

bool is_any_of(WordIndex word, const std::vector<WordList>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const WordList& list) { return contains(list, word); });
}

bool holds_near(const WordList& field, const std::vector<WordList>& words, std::size_t width) {
  for (std::size_t begin = 0; begin < field.size(); ++begin) {
    if (!is_any_of(field[begin], words)) continue;
    const std::size_t end = std::min(field.size(), begin + width);
    const WordList window(field.begin() + static_cast<std::ptrdiff_t>(begin),
                          field.begin() + static_cast<std::ptrdiff_t>(end));
    std::vector<char> taken(window.size(), 0);
    if (find_places(window, taken, words, 0)) return true;
  }
  return false;
}

bool holds_any(const WordList& field, const WordList& words) {
  return std::any_of(field.begin(), field.end(), [&](WordIndex w) { return contains(words, w); });
}

bool field_matches(const WordList& field, const QueryNode& node,
                   const std::vector<WordList>& words) {
  if (node.kind == NodeKind::phrase) return holds_phrase(field, words);
  if (node.kind == NodeKind::near) return holds_near(field, words, node.window + words.size());
  return holds_any(field, words[0]);
}

/// A date that is known to the month or year only counts as the first day of it.
bool is_within(const Date& date, const DayRange& range) {
  return date.known() && range.first <= date.day && date.day <= range.last;
}

/// What can be looked up of a member's value; empty where it cannot.
std::string text_of_value(const nlohmann::json& value) {
  if (value.is_number_integer() || value.is_boolean()) return value.dump();
  const std::string text = value.is_string() ? value.get<std::string>() : std::string();
  return text.size() <= 256 ? text : std::string();
}

std::vector<std::string> member_values(const Document& document) {
  std::vector<std::string> values;
  const auto members = nlohmann::json::parse(document.extra_json, nullptr, false);
  if (!members.is_object()) return values;
  for (const auto& [name, value] : members.items()) {
    const auto items = value.is_array() ? value : nlohmann::json::array({value});
    for (const auto& item : items)
      if (const std::string text = text_of_value(item); !text.empty())
        values.push_back(name + ":" + text);
  }
  return values;
}

}  // namespace

std::vector<std::string> values_of_field(const Document& document, FieldId field) {
  if (field == FieldId::authors) return document.authors;
  if (field == FieldId::tags) return document.tags;
  if (field == FieldId::extra) return member_values(document);
  const std::string& one = field == FieldId::source ? document.source : document.language;
  return one.empty() ? std::vector<std::string>() : std::vector{one};
}

namespace {

std::string folded_value(FieldId field, const std::string& value) {
  return field == FieldId::language ? fold_language(value) : fold_name(value);
}

bool has_value(const Document& document, const QueryNode& filter) {
  const auto values = values_of_field(document, filter.field);
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    return folded_value(filter.field, value) == folded_value(filter.field, filter.value);
  });
}

bool filter_matches(const Document& document, const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::filter:
      return has_value(document, node);
    case NodeKind::key:
      return document.key == node.value;
    case NodeKind::dates:
      return is_within(document.date, node.dates);
    case NodeKind::undated:
      return !document.date.known();
    case NodeKind::added_after:
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::near:
    case NodeKind::wildcard:
    case NodeKind::conjunction:
    case NodeKind::disjunction:
    case NodeKind::negation:
    case NodeKind::list:
      return false;
  }
  return false;
}

}  // namespace

DocumentFlags BruteForce::matches(const QueryNode& node) const {
  DocumentFlags flags = evaluate(node);
  keep_if(flags, live_);
  return flags;
}

DocumentFlags BruteForce::evaluate(const QueryNode& node) const {
  DocumentFlags flags = none();
  switch (node.kind) {
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::near:
    case NodeKind::wildcard:
      return evaluate_words(node);
    case NodeKind::filter:
    case NodeKind::key:
    case NodeKind::dates:
    case NodeKind::undated:
      return evaluate_filter(node);
    case NodeKind::added_after:  // documents of a corpus are added in its order, from number 1
      for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = i + 1 > node.number;
      return flags;
    case NodeKind::conjunction:
      flags = all();
      for (const QueryNode& child : node.children) keep_if(flags, evaluate(child));
      return flags;
    case NodeKind::disjunction:
      for (const QueryNode& child : node.children) add(flags, evaluate(child));
      return flags;
    case NodeKind::negation:
      flags = all();
      drop_if(flags, evaluate(node.children[0]));
      return flags;
    case NodeKind::list:
      return evaluate_list(node);
  }
  return flags;
}

DocumentFlags BruteForce::evaluate_list(const QueryNode& list) const {
  DocumentFlags flags = all();
  DocumentFlags wanted = none();
  bool has_must = false;
  bool has_should = false;
  for (const QueryNode& child : list.children) {
    const DocumentFlags matching = evaluate(child);
    switch (child.occur) {
      case Occur::must:
        has_must = true;
        keep_if(flags, matching);
        break;
      case Occur::filter:
        keep_if(flags, matching);
        break;
      case Occur::must_not:
        drop_if(flags, matching);
        break;
      case Occur::should:
        has_should = true;
        add(wanted, matching);
        break;
    }
  }
  if (has_should && !has_must) keep_if(flags, wanted);
  return flags;
}

DocumentFlags BruteForce::evaluate_words(const QueryNode& node) const {
  const std::vector<WordList> words = alternatives(corpus_, node);
  DocumentFlags flags = all();
  for (const WordList& list : words) keep_if(flags, holders_of_any(corpus_, list));
  if (words.size() == 1 && !node.title_only) return flags;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const AnalyzedDocument& document = corpus_.documents()[i];
    flags[i] = flags[i] && (field_matches(document.title, node, words) ||
                            (!node.title_only && field_matches(document.text, node, words)));
  }
  return flags;
}

DocumentFlags BruteForce::evaluate_filter(const QueryNode& node) const {
  DocumentFlags flags = none();
  for (std::size_t i = 0; i < flags.size(); ++i)
    flags[i] = filter_matches(corpus_.documents()[i].document, node);
  return flags;
}

}  // namespace dateline::test
