// Which passages of a text to show.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "searcher/present/matched_words.hpp"
#include "searcher/present/word_matcher.hpp"

namespace dateline {

/// Bytes [begin, end) of a text, cut between characters.
struct Passage {
  std::size_t begin;
  std::size_t end;
  friend bool operator==(const Passage&, const Passage&) = default;
};

/// Up to `max_passages` passages of at most `max_bytes` in all that show the most words of the
/// query, weighted; fewer and longer ones where they show as much. Ascending, not touching. Empty
/// where there is no match that fits. `matches` are ascending. Linear in the matches.
[[nodiscard]] std::vector<Passage> choose_passages(std::string_view text,
                                                   const std::vector<TextMatch>& matches,
                                                   const MatchedWords& words,
                                                   std::size_t max_passages, std::size_t max_bytes);

/// The text's beginning, at most `max_bytes`, ending between words where it can.
[[nodiscard]] Passage first_passage(std::string_view text, std::size_t max_bytes);

}  // namespace dateline
