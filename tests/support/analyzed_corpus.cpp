#include "tests/support/analyzed_corpus.hpp"

namespace dateline::test {

std::size_t AnalyzedCorpus::add(const Document& document) {
  const std::size_t index = documents_.size();
  AnalyzedDocument analyzed{document, number_words(document.title), number_words(document.text)};
  for (const WordList* field : {&analyzed.title, &analyzed.text})
    for (const WordIndex word : *field)
      if (holders_[word].empty() || holders_[word].back() != index) holders_[word].push_back(index);
  documents_.push_back(std::move(analyzed));
  return index;
}

WordList AnalyzedCorpus::word(const std::string& word) const {
  const auto found = numbers_.find(word);
  return found == numbers_.end() ? WordList{} : WordList{found->second};
}

WordList AnalyzedCorpus::words_with_stem(const std::string& stem) const {
  const auto found = stems_.find(stem);
  return found == stems_.end() ? WordList{} : found->second;
}

WordList AnalyzedCorpus::words_with_prefix(std::string_view prefix) const {
  WordList found;
  for (WordIndex i = 0; i < words_.size(); ++i)
    if (std::string_view(words_[i]).substr(0, prefix.size()) == prefix) found.push_back(i);
  return found;
}

WordList AnalyzedCorpus::number_words(std::string_view text) {
  WordList list;
  for (const Token& token : analyzer_.tokenize(text)) list.push_back(number(token.word));
  return list;
}

WordIndex AnalyzedCorpus::number(const std::string& word) {
  const auto [position, is_new] = numbers_.try_emplace(word, static_cast<WordIndex>(words_.size()));
  if (is_new) {
    words_.push_back(word);
    holders_.emplace_back();
    stems_[analyzer_.stem(word)].push_back(position->second);
  }
  return position->second;
}

}  // namespace dateline::test
