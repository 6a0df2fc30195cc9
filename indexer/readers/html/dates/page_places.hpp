// Where on a page things are: its headline, and what belongs to other articles.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html/dates/page_text.hpp"
#include "indexer/readers/html/html_tree.hpp"

namespace dateline::html {

/// A text's letters and digits, in one case for ASCII: what two ways to write a headline share.
[[nodiscard]] std::string plain_headline(std::string_view headline);
/// Whether two of them are the same, or one holds the other.
[[nodiscard]] bool same_headline(std::string_view a, std::string_view b) noexcept;

/// The page's headline: the <h1> that one of the titles has, else another heading that is one of
/// them, else the first <h1>; no_node where there is none.
[[nodiscard]] NodeId find_headline(const HtmlTree& tree, const std::vector<std::string>& titles);

/// By node, whether it is in something that is not the page's article: navigation, teasers of other
/// articles, comments. What holds the headline is never that.
[[nodiscard]] std::vector<bool> find_foreign_nodes(const HtmlTree& tree, NodeId headline);

/// What the readers of a page's dates share.
struct PagePlaces {
  PagePlaces(const HtmlTree& page, const std::vector<std::string>& titles)
      : tree(page),
        text(page),
        headline(find_headline(page, titles)),
        foreign(find_foreign_nodes(page, headline)) {}

  /// How far from the headline a node is in the text, or from the text's beginning: less is nearer.
  /// What is above a headline is oftener something else's, and counts as so many times as far.
  [[nodiscard]] std::size_t distance_of(NodeId id, std::size_t times_before) const noexcept;

  const HtmlTree& tree;
  PageText text;
  NodeId headline;            ///< or no_node
  std::vector<bool> foreign;  ///< see find_foreign_nodes()
};

/// Whether one of the words that a class or id is made of ("entry-date", "pubDate") is in the list,
/// which is sorted and in lower case.
template <typename List>
[[nodiscard]] bool has_name_word(std::string_view names, const List& sorted_words);

/// The next such word of `names`, from `at` on, in lower case; empty at the end.
[[nodiscard]] std::string next_name_word(std::string_view names, std::size_t& at);

template <typename List>
bool has_name_word(std::string_view names, const List& sorted_words) {
  std::size_t at = 0;
  for (std::string word = next_name_word(names, at); !word.empty();
       word = next_name_word(names, at))
    if (std::binary_search(sorted_words.begin(), sorted_words.end(), std::string_view(word)))
      return true;
  return false;
}

}  // namespace dateline::html
