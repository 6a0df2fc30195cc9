#include "indexer/readers/html/dates/page_places.hpp"

#include <array>

#include "common/base/ascii.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t longest_headline = 400;

constexpr std::array<std::string_view, 33> foreign_words{
    "ad",         "ads",         "also",       "aside",    "carousel", "comment", "commentlist",
    "comments",   "footer",      "latest",     "more",     "mostread", "nav",     "navbar",
    "navigation", "newest",      "newsletter", "popular",  "promo",    "read",    "recent",
    "recirc",     "recommended", "related",    "replies",  "respond",  "sidebar", "slider",
    "teaser",     "teasers",     "ticker",     "trending", "widget"};

constexpr bool is_sorted_list() {
  return std::is_sorted(foreign_words.begin(), foreign_words.end());
}
static_assert(is_sorted_list());

bool is_foreign(const HtmlTree& tree, NodeId id) {
  switch (tree.tag(id)) {
    case Tag::aside:
    case Tag::footer:
    case Tag::nav:
      return true;
    case Tag::div:
    case Tag::section:
    case Tag::ul:
    case Tag::ol:
    case Tag::li:
    case Tag::article:
    case Tag::table:
      return has_name_word(tree.attribute(id, "class"), foreign_words) ||
             has_name_word(tree.attribute(id, "id"), foreign_words);
    default:
      return false;
  }
}

bool is_one_of(const std::string& headline, const std::vector<std::string>& titles) {
  return std::any_of(titles.begin(), titles.end(),
                     [&](const std::string& title) { return same_headline(headline, title); });
}

}  // namespace

std::string plain_headline(std::string_view headline) {
  std::string plain;
  for (const char c : headline.substr(0, longest_headline)) {
    const char lower = ascii_lower(c);
    if ((c & 0x80) != 0 || is_ascii_lower(lower) || is_ascii_digit(c)) plain.push_back(lower);
  }
  return plain;
}

bool same_headline(std::string_view a, std::string_view b) noexcept {
  constexpr std::size_t shortest = 12;
  if (a.empty() || b.empty()) return false;
  if (a == b) return true;
  const bool both_long = std::min(a.size(), b.size()) >= shortest;
  return both_long && (a.find(b) != std::string_view::npos || b.find(a) != std::string_view::npos);
}

NodeId find_headline(const HtmlTree& tree, const std::vector<std::string>& titles) {
  NodeId first = no_node, other = no_node;
  for (NodeId id = 0; id < tree.size(); ++id) {
    if (!is_heading(tree.tag(id))) continue;
    const bool is_h1 = tree.tag(id) == Tag::h1;
    if (!is_h1 && other != no_node) continue;
    const std::string text = plain_headline(tree.text(id));
    if (text.empty()) continue;
    const bool is_title = is_one_of(text, titles);
    if (is_h1 && is_title) return id;
    if (is_h1 && first == no_node) first = id;
    if (is_title && other == no_node) other = id;
  }
  return other != no_node ? other : first;
}

std::vector<bool> find_foreign_nodes(const HtmlTree& tree, NodeId headline) {
  std::vector<bool> foreign(tree.size());
  for (NodeId id = 1; id < tree.size(); ++id) {
    const bool holds_headline = headline != no_node && tree.is_inside(headline, id);
    foreign[id] = !holds_headline && (foreign[tree.parent(id)] || is_foreign(tree, id));
  }
  return foreign;
}

std::size_t PagePlaces::distance_of(NodeId id, std::size_t times_before) const noexcept {
  const std::size_t at = text.begin_of(id);
  if (headline == no_node) return at;
  const std::size_t from = text.begin_of(headline);
  return at >= from ? at - from : (from - at) * times_before;
}

std::string next_name_word(std::string_view names, std::size_t& at) {
  std::string word;
  for (; at < names.size(); ++at) {
    const char c = names[at];
    const bool begins = is_ascii_upper(c) && !word.empty() && is_ascii_lower(names[at - 1]);
    const bool letter = is_ascii_lower(ascii_lower(c));
    if (!word.empty() && (!letter || begins)) break;
    if (letter) word.push_back(ascii_lower(c));
  }
  return word;
}

}  // namespace dateline::html
