#include "searcher/present/sentences.hpp"

#include <algorithm>
#include <array>

#include "common/base/ascii.hpp"
#include "common/base/utf8.hpp"

namespace dateline {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Quotes and brackets that may be between a full stop and the space after it.
constexpr std::array<std::string_view, 5> closing_marks{"\"", ")", "'", "”", "»"};

std::string_view without_closing_marks(std::string_view text) {
  for (std::size_t i = 0; i < closing_marks.size();) {
    if (text.ends_with(closing_marks[i])) {
      text.remove_suffix(closing_marks[i].size());
      i = 0;
    } else {
      ++i;
    }
  }
  return text;
}

/// Whether the text, which ends in a full stop, ends in an initial or an abbreviation.
bool ends_in_abbreviation(std::string_view text) {
  text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin);
  constexpr std::array<std::string_view, 14> abbreviations{
      "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "Col", "Lt", "St", "Prof", "No", "vs"};
  return word.size() == 1 ||
         std::find(abbreviations.begin(), abbreviations.end(), word) != abbreviations.end();
}

bool ends_sentence(std::string_view text) {
  text = without_closing_marks(text);
  if (text.ends_with('!') || text.ends_with('?')) return true;
  return text.ends_with('.') && !ends_in_abbreviation(text);
}

/// Ideographic full stops need no space after them.
bool ends_ideographic_sentence(std::string_view text) {
  return text.ends_with("。") || text.ends_with("！") || text.ends_with("？");
}

}  // namespace

bool is_sentence_start(std::string_view text, std::size_t position) {
  if (position >= text.size() || is_ascii_blank(text[position])) return false;
  if (is_utf8_continuation(text[position])) return false;
  std::size_t end = position;
  std::size_t line_breaks = 0;
  while (end > 0 && is_ascii_blank(text[end - 1]))
    if (text[--end] == '\n') ++line_breaks;
  if (end == 0 || line_breaks > 1) return true;
  const std::string_view before = text.substr(0, end);
  if (ends_ideographic_sentence(before)) return true;
  const bool lower_case = text[position] >= 'a' && text[position] <= 'z';
  return end < position && !lower_case && ends_sentence(before);
}

std::size_t last_sentence_start(std::string_view text, std::size_t least, std::size_t from) {
  for (std::size_t at = from + 1; at-- > least;)
    if (is_sentence_start(text, at)) return at;
  return std::string_view::npos;
}

std::size_t first_sentence_start(std::string_view text, std::size_t from, std::size_t greatest) {
  for (std::size_t at = from; at <= greatest; ++at)
    if (is_sentence_start(text, at)) return at;
  return std::string_view::npos;
}

}  // namespace dateline
