#include "searcher/present/word_matcher.hpp"

namespace dateline {
namespace {

/// A page of ten hits has two or three thousand.
constexpr std::size_t most_known_words = 16'384;

}  // namespace

TextMatcher::TextMatcher(const MatchedWords& words, const Analyzer& analyzer)
    : words_(words), analyzer_(analyzer), filter_(words, analyzer) {
  for (std::uint32_t i = 0; i < words.words.size(); ++i) {
    const MatchedWord& word = words.words[i];
    switch (word.by) {
      case MatchBy::stem:
        if (!word.family) stems_.emplace(word.text, i);
        break;
      case MatchBy::form:
        forms_.emplace(word.text, i);
        break;
      case MatchBy::prefix:
        prefixes_.push_back(i);
        break;
    }
  }
  add_families();
}

/// After the exact forms: a word is marked as one of these first.
void TextMatcher::add_families() {
  for (std::uint32_t i = 0; i < words_.words.size(); ++i) {
    const MatchedWord& word = words_.words[i];
    if (!word.family) continue;
    for (const std::string& member : *word.family) forms_.emplace(member, i);
  }
}

std::vector<TextMatch> TextMatcher::find(std::string_view text) {
  std::vector<TextMatch> matches;
  if (words_.words.empty()) return matches;
  for (Analyzer::Chunk chunk = filter_.next_chunk(text, 0); chunk.begin != chunk.end;
       chunk = filter_.next_chunk(text, chunk.end)) {
    tokens_.clear();
    analyzer_.tokenize_chunk(text.substr(chunk.begin, chunk.end - chunk.begin),
                             static_cast<std::uint32_t>(chunk.begin), tokens_);
    for (const Token& token : tokens_) {
      const std::uint32_t word = match_of(token.word);
      if (word != no_match) matches.push_back({token.offset, token.offset + token.length, word});
    }
  }
  return matches;
}

std::uint32_t TextMatcher::match_of(const std::string& word) {
  if (known_.size() >= most_known_words) known_.clear();
  const auto [entry, is_new] = known_.try_emplace(word, no_match);
  if (is_new) entry->second = look_up(word);
  return entry->second;
}

std::uint32_t TextMatcher::look_up(const std::string& word) const {
  if (const auto form = forms_.find(word); form != forms_.end()) return form->second;
  if (!stems_.empty()) {
    const auto stem = stems_.find(analyzer_.stem(word));
    if (stem != stems_.end()) return stem->second;
  }
  for (const std::uint32_t i : prefixes_)
    if (word.starts_with(words_.words[i].text)) return i;
  return no_match;
}

}  // namespace dateline
