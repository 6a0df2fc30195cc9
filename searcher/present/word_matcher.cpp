#include "searcher/present/word_matcher.hpp"

namespace dateline {

TextMatcher::TextMatcher(const MatchedWords& words, const Analyzer& analyzer)
    : words_(words), analyzer_(analyzer) {
  for (std::uint32_t i = 0; i < words.words.size(); ++i) {
    const MatchedWord& word = words.words[i];
    switch (word.by) {
      case MatchBy::stem:
        stems_.emplace(word.text, i);
        break;
      case MatchBy::form:
        forms_.emplace(word.text, i);
        break;
      case MatchBy::prefix:
        prefixes_.push_back(i);
        break;
    }
  }
}

std::vector<TextMatch> TextMatcher::find(std::string_view text) {
  std::vector<TextMatch> matches;
  if (words_.words.empty()) return matches;
  std::vector<Token> tokens;
  for (std::size_t at = 0;;) {
    const Analyzer::Chunk chunk = Analyzer::next_chunk(text, at);
    if (chunk.begin == chunk.end) return matches;
    tokens.clear();
    analyzer_.tokenize_chunk(text.substr(chunk.begin, chunk.end - chunk.begin),
                             static_cast<std::uint32_t>(chunk.begin), tokens);
    for (const Token& token : tokens) {
      const std::uint32_t word = match_of(token.word);
      if (word != no_match) matches.push_back({token.offset, token.offset + token.length, word});
    }
    at = chunk.end;
  }
}

std::uint32_t TextMatcher::match_of(const std::string& word) {
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
