#include "searcher/suggest/typed_text.hpp"

#include <algorithm>
#include <iterator>

#include "common/analysis/hebrew.hpp"

namespace dateline {
namespace {

/// Nothing that a word goes across, in queries.
constexpr std::string_view word_borders = " \t\r\n\"():+-=~*";
constexpr std::size_t most_earlier_words = 8;

/// `title:word` -> `word`; empty for what does not say which words are looked for.
std::string_view words_of_chunk(std::string_view chunk) {
  if (chunk == "AND" || chunk == "OR" || chunk == "NOT" || chunk[0] == '-') return {};
  const std::size_t colon = chunk.find(':');
  if (colon == std::string_view::npos) return chunk;
  const std::string_view field = chunk.substr(0, colon);
  const bool is_title = field == "title" || field == "+title";
  return is_title ? chunk.substr(colon + 1) : std::string_view();
}

void append_words(std::string_view chunk, const Analyzer& analyzer,
                  std::vector<std::string>& words) {
  for (Token& token : analyzer.tokenize(words_of_chunk(chunk)))
    words.push_back(std::move(token.word));
}

std::vector<std::string> earlier_words(std::string_view head, const Analyzer& analyzer) {
  std::vector<std::string> words;
  for (auto chunk = Analyzer::next_chunk(head, 0); chunk.begin != chunk.end;
       chunk = Analyzer::next_chunk(head, chunk.end))
    append_words(head.substr(chunk.begin, chunk.end - chunk.begin), analyzer, words);
  const std::size_t surplus = words.size() - std::min(words.size(), most_earlier_words);
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(surplus));
  return words;
}

/// The last border; the sign inside a Hebrew abbreviation is none.
std::size_t last_border(std::string_view text) {
  std::size_t border = text.find_last_of(word_borders);
  while (border != std::string_view::npos && border > 0 && gershayim_length(text, border) > 0)
    border = text.find_last_of(word_borders, border - 1);
  return border;
}

}  // namespace

TypedText read_typed_text(std::string_view text, const Analyzer& analyzer) {
  TypedText typed;
  const std::size_t border = last_border(text);
  std::size_t begin = border == std::string_view::npos ? 0 : border + 1;
  const std::vector<Token> tokens = analyzer.tokenize(text.substr(begin));
  if (!tokens.empty()) {
    typed.beginning = tokens.back().word;
    begin += tokens.back().offset;
  }
  typed.head = text.substr(0, begin);
  typed.earlier = earlier_words(typed.head, analyzer);
  return typed;
}

}  // namespace dateline
