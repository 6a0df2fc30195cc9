// What the names that a page's authors gave to its elements say of the text in them: "comment",
// "related", "article".
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/readers/html/html_tree.hpp"

namespace dateline::html {

/// A word of such a name, and how much it speaks for text of an article: tenths of the logarithm
/// of the odds, by what elements of many sites hold. `near`: for the text right in the element;
/// `far`: for text further inside.
struct ClassWord {
  std::string_view word;
  std::int8_t near;
  std::int8_t far;
};

/// Safe from many threads.
class ClassWords {
 public:
  explicit ClassWords(std::span<const ClassWord> words);
  /// Those that scripts/page-model has made.
  static const ClassWords& standard();
  /// Likewise for the words of short texts ("newsletter", "subscribe"), of which only `near` is
  /// used.
  static const ClassWords& of_texts();
  /// Null where the word says nothing.
  [[nodiscard]] const ClassWord* find(std::string_view word) const noexcept;

 private:
  std::span<const ClassWord> words_;
  std::vector<std::uint16_t> places_;  ///< by hash, from 1
};

/// Cuts `relatedLinks main-col_2` into `related`, `links`, `main`, `col`; words are in lower case,
/// and have 2 to 20 letters.
class ClassWordCutter {
 public:
  explicit ClassWordCutter(std::string_view names) : names_(names) {}
  /// Valid until the next call; empty at the end.
  std::string_view next() noexcept;

 private:
  static constexpr std::size_t longest = 20;
  std::string_view names_;
  std::size_t at_ = 0;
  std::array<char, longest> word_{};
};

/// Cuts a text into words, in lower case as far as they are ASCII: letters, and all that is not
/// ASCII. Longer ones are cut.
class TextWordCutter {
 public:
  explicit TextWordCutter(std::string_view text) : text_(text) {}
  /// Valid until the next call; empty at the end.
  std::string_view next() noexcept;

 private:
  static constexpr std::size_t longest = 24;
  std::string_view text_;
  std::size_t at_ = 0;
  std::array<char, longest> word_{};
};

/// Calls back with each word of an element's class, id, role and itemprop, and with its tag as
/// `<aside`.
template <typename Take>
void for_each_class_word(const HtmlTree& tree, NodeId id, Take&& take) {
  constexpr std::size_t longest_attribute = 400;
  std::array<char, 24> tag{'<'};
  const std::string_view name = name_of(tree.tag(id));
  if (!name.empty()) {
    name.copy(tag.data() + 1, name.size());
    take(std::string_view(tag.data(), name.size() + 1));
  }
  for (const HtmlAttribute* at = tree.begin_attributes(id); at != tree.end_attributes(id); ++at) {
    if (at->name != "class" && at->name != "id" && at->name != "role" && at->name != "itemprop")
      continue;
    ClassWordCutter words(at->value.substr(0, longest_attribute));
    for (std::string_view word = words.next(); !word.empty(); word = words.next()) take(word);
  }
}

}  // namespace dateline::html
