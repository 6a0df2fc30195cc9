// The parsed query as text for people, one node a line.
#include <fmt/format.h>

#include <limits>

#include "searcher/query/parser.hpp"
#include "searcher/query/quotes.hpp"

namespace dateline {
namespace {

std::string_view name_of(Occur occur) {
  switch (occur) {
    case Occur::should:
      return "should";
    case Occur::must:
      return "must";
    case Occur::must_not:
      return "must_not";
    case Occur::filter:
      return "filter";
  }
  return {};
}

/// `=odessa` for an exact word, `cooperation/cooper` for a word and its stem where they differ.
std::string text_of(const QueryWord& word) {
  if (word.exact) return "=" + word.word;
  return word.stem == word.word ? word.word : word.word + "/" + word.stem;
}

std::string text_of(const std::vector<QueryWord>& words) {
  std::string text;
  for (const QueryWord& word : words) {
    if (!text.empty()) text += ' ';
    text += text_of(word);
  }
  return text;
}

std::string text_of(const DayRange& days) {
  const bool open_begin = days.first == std::numeric_limits<Day>::min();
  const bool open_end = days.last == std::numeric_limits<Day>::max();
  if (days.first == days.last) return to_string(days.first);
  return fmt::format("{}..{}", open_begin ? "" : to_string(days.first),
                     open_end ? "" : to_string(days.last));
}

/// A value on one line; as a query has it where it holds quotes or backslashes.
std::string one_line(std::string_view value) {
  std::string text = in_quotes(value);
  if (text.size() == value.size() + 2) text = value;
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return text;
}

std::string describe(const QueryNode& node) {
  const std::string_view title = node.title_only ? "title " : "";
  switch (node.kind) {
    case NodeKind::word:
      return fmt::format("{}word {}", title, text_of(node.words));
    case NodeKind::phrase:
      return fmt::format("{}phrase {}", title, text_of(node.words));
    case NodeKind::near:
      return fmt::format("{}near ~{} {}", title, node.window, text_of(node.words));
    case NodeKind::wildcard:
      return fmt::format("{}wildcard {}*", title, node.words[0].word);
    case NodeKind::filter:
      return fmt::format("{} {}", field_of(node.field).name, one_line(node.value));
    case NodeKind::key:
      return fmt::format("key {}", one_line(node.value));
    case NodeKind::dates:
      return fmt::format("date {}", text_of(node.dates));
    case NodeKind::undated:
      return "date none";
    case NodeKind::added_after:
      return fmt::format("added after {}", node.number);
    case NodeKind::conjunction:
      return "and";
    case NodeKind::disjunction:
      return "or";
    case NodeKind::negation:
      return "not";
    case NodeKind::list:
      return "list";
  }
  return {};
}

void append_tree(std::string& out, const QueryNode& node, std::size_t depth, bool in_list) {
  out.append(depth * 2, ' ');
  if (in_list) {
    out += name_of(node.occur);
    out += ' ';
  }
  out += describe(node);
  out += '\n';
  for (const QueryNode& child : node.children)
    append_tree(out, child, depth + 1, node.kind == NodeKind::list);
}

}  // namespace

std::string to_string(const QueryNode& root) {
  std::string out;
  append_tree(out, root, 0, false);
  return out;
}

}  // namespace dateline
