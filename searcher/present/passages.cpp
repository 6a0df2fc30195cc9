#include "searcher/present/passages.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "common/base/ascii.hpp"
#include "common/base/utf8.hpp"
#include "searcher/present/sentences.hpp"

namespace dateline {
namespace {

/// A cut is moved by at most this much to fall between words; longer words (or scripts without
/// spaces) are cut.
constexpr std::size_t word_cut_bytes = 48;
/// Passages with no more than this between them are one.
constexpr std::size_t least_gap_bytes = 6;
/// What words that stand side by side, as in the query's phrases, add to a passage's worth.
constexpr double adjacency_share = 0.1;
/// Share of a passage that has to be kept where it is shortened to end with a sentence.
constexpr double least_share = 0.6;

/// Matches [first, last] of a passage, by index.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
  double gain = 0.0;
};

/// What showing each word is worth: its weight, less where the text is full of it.
std::vector<double> word_values(const std::vector<TextMatch>& matches, const MatchedWords& words) {
  std::vector<std::size_t> counts(words.words.size(), 0);
  for (const TextMatch& match : matches) ++counts[match.word];
  std::vector<double> values(words.words.size(), 0.0);
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0)
      values[i] = words.words[i].weight / (1.0 + std::log(static_cast<double>(counts[i])));
  return values;
}

/// Slides a window of `width` bytes over the matches of words that have a value.
class WindowSearch {
 public:
  WindowSearch(const std::vector<TextMatch>& matches, const std::vector<double>& values)
      : matches_(matches), values_(values), counts_(values.size(), 0) {
    for (std::size_t i = 0; i < matches.size(); ++i)
      if (values[matches[i].word] > 0.0) candidates_.push_back(i);
  }

  /// The window that gains most, the first one on ties; gain 0 if there is none.
  Window best(std::size_t width) {
    Window best;
    std::size_t left = 0;
    for (std::size_t right = 0; right < candidates_.size(); ++right) {
      add(right);
      while (left <= right && end(right) - begin(left) > width) remove(left++, right);
      if (left > right) continue;
      const double gain = covered_ + std::min(adjacency_share * adjacent_, covered_);
      // Sums that were added and subtracted differ in their last digits.
      if (gain > best.gain + 1e-9) best = {candidates_[left], candidates_[right], gain};
    }
    return best;
  }

 private:
  [[nodiscard]] const TextMatch& match(std::size_t i) const { return matches_[candidates_[i]]; }
  [[nodiscard]] std::size_t begin(std::size_t i) const { return match(i).begin; }
  [[nodiscard]] std::size_t end(std::size_t i) const { return match(i).end; }

  /// What the pair of candidates i - 1 and i adds where they are neighbours.
  [[nodiscard]] double pair_value(std::size_t i) const {
    if (match(i).word == match(i - 1).word || begin(i) > end(i - 1) + 2) return 0.0;
    return std::min(values_[match(i).word], values_[match(i - 1).word]);
  }

  void add(std::size_t right) {
    if (counts_[match(right).word]++ == 0) covered_ += values_[match(right).word];
    if (right > 0 && in_window_ > 0) adjacent_ += pair_value(right);
    ++in_window_;
  }

  void remove(std::size_t left, std::size_t right) {
    if (--counts_[match(left).word] == 0) covered_ -= values_[match(left).word];
    if (left < right) adjacent_ -= pair_value(left + 1);
    --in_window_;
  }

  const std::vector<TextMatch>& matches_;
  const std::vector<double>& values_;
  std::vector<std::size_t> candidates_;
  std::vector<std::size_t> counts_;
  std::size_t in_window_ = 0;
  double covered_ = 0.0;
  double adjacent_ = 0.0;
};

struct Choice {
  std::vector<Window> windows;
  double covered = 0.0;
};

/// Up to `count` windows, each the best for the words that those before it do not show.
Choice choose_windows(const std::vector<TextMatch>& matches, std::vector<double> values,
                      std::size_t count, std::size_t width) {
  Choice choice;
  while (choice.windows.size() < count) {
    const Window window = WindowSearch(matches, values).best(width);
    if (window.gain <= 0.0) break;
    for (std::size_t i = window.first; i <= window.last; ++i)
      choice.covered += std::exchange(values[matches[i].word], 0.0);
    choice.windows.push_back(window);
  }
  return choice;
}

/// The first boundary of words (or of characters, if no space is near) at or after `from`, at
/// most `limit`.
std::size_t begin_at_word(std::string_view text, std::size_t from, std::size_t limit) {
  if (from == 0) return 0;
  const std::size_t furthest = std::min(limit, from + word_cut_bytes);
  for (std::size_t at = from; at <= furthest; ++at)
    if (is_ascii_blank(text[at - 1]) && !is_ascii_blank(text[at])) return at;
  while (from < limit && is_utf8_continuation(text[from])) ++from;
  return from;
}

/// The last border of words (or characters) at or before `limit`, at least `least`.
std::size_t end_at_word(std::string_view text, std::size_t limit, std::size_t least) {
  if (limit >= text.size()) return text.size();
  const std::size_t nearest = std::max(least, limit > word_cut_bytes ? limit - word_cut_bytes : 0);
  for (std::size_t at = limit; at > nearest; --at)
    if (is_ascii_blank(text[at]) && !is_ascii_blank(text[at - 1])) return at;
  return std::max(least, utf8_border(text, limit));
}

/// The end of a passage that may be `width` bytes long and must reach `least`: with a sentence
/// where little is lost by it.
std::size_t passage_end(std::string_view text, std::size_t begin, std::size_t width,
                        std::size_t least) {
  const std::size_t limit = begin + width;
  if (limit >= text.size()) return text.size();
  const auto kept = static_cast<std::size_t>(least_share * static_cast<double>(width));
  const std::size_t shortest = std::max(least, begin + kept);
  std::size_t end = last_sentence_start(text, shortest, limit);
  if (end == std::string_view::npos) return end_at_word(text, limit, least);
  while (end > least && is_ascii_blank(text[end - 1])) --end;
  return end;
}

/// Where a passage of `width` bytes begins that has to show [first, last).
std::size_t passage_begin(std::string_view text, std::size_t first, std::size_t last,
                          std::size_t width) {
  const std::size_t slack = width - (last - first);
  std::size_t least = first > slack ? first - slack : 0;
  const bool near_end = text.size() - std::min(text.size(), first) < width / 2;
  const std::size_t sentence =
      near_end ? first_sentence_start(text, least, first) : last_sentence_start(text, least, first);
  if (sentence != std::string_view::npos) return sentence;
  if (!near_end) least = first - std::min(first, slack / 3);
  return begin_at_word(text, least, first);
}

Passage passage_around(std::string_view text, const TextMatch& first, const TextMatch& last,
                       std::size_t width) {
  const std::size_t begin = passage_begin(text, first.begin, last.end, width);
  return {begin, passage_end(text, begin, width, last.end)};
}

/// In order, and those that touch joined.
std::vector<Passage> joined(std::vector<Passage> passages) {
  std::sort(passages.begin(), passages.end(),
            [](const Passage& a, const Passage& b) { return a.begin < b.begin; });
  std::vector<Passage> out;
  for (const Passage& passage : passages) {
    if (!out.empty() && passage.begin <= out.back().end + least_gap_bytes) {
      out.back().end = std::max(out.back().end, passage.end);
    } else {
      out.push_back(passage);
    }
  }
  return out;
}

}  // namespace

std::vector<Passage> choose_passages(std::string_view text, const std::vector<TextMatch>& matches,
                                     const MatchedWords& words, std::size_t max_passages,
                                     std::size_t max_bytes) {
  const std::vector<double> values = word_values(matches, words);
  const double all = std::accumulate(values.begin(), values.end(), 0.0);
  Choice best;
  std::size_t best_width = 0;
  for (std::size_t count = 1; count <= max_passages && best.covered < all - 1e-9; ++count) {
    const std::size_t parting = least_gap_bytes * (count - 1);
    if (max_bytes <= parting) break;
    const std::size_t width = (max_bytes - parting) / count;
    Choice choice = choose_windows(matches, values, count, width);
    if (choice.covered <= best.covered + 1e-9) continue;
    best = std::move(choice);
    best_width = width;
  }
  std::vector<Passage> passages;
  for (const Window& window : best.windows)
    passages.push_back(
        passage_around(text, matches[window.first], matches[window.last], best_width));
  return joined(std::move(passages));
}

Passage first_passage(std::string_view text, std::size_t max_bytes) {
  return {0, passage_end(text, 0, max_bytes, 0)};
}

}  // namespace dateline
