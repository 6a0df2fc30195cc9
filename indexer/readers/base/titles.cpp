// A title from a text: its first sentence, cut at a word where it is long.
#include <algorithm>
#include <array>

#include "common/base/ascii.hpp"
#include "common/base/utf8.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

constexpr std::size_t examined_bytes = 2048;

/// Written with a full stop that ends no sentence. Lower case.
constexpr std::array<std::string_view, 66> abbreviations{
    "mr",     "mrs",  "ms",   "dr",   "prof", "sen",  "sens",  "rep",  "reps", "gov",  "gen",
    "col",    "lt",   "sgt",  "capt", "maj",  "adm",  "cmdr",  "rev",  "hon",  "st",   "jr",
    "sr",     "vs",   "etc",  "inc",  "corp", "co",   "cos",   "ltd",  "bros", "jan",  "feb",
    "mar",    "apr",  "jun",  "jul",  "aug",  "sep",  "sept",  "oct",  "nov",  "dec",  "mt",
    "ft",     "ave",  "blvd", "rd",   "fig",  "vol",  "dept",  "est",  "art",  "sec",  "pp",
    "messrs", "pres", "atty", "supt", "asst", "assn", "calif", "mass", "penn", "univ", "approx"};

/// Characters of other scripts that end a sentence without a space after them.
constexpr std::array<std::string_view, 4> wide_stops{"。", "！", "？", "।"};

/// Quotation marks and brackets that close after a full stop.
constexpr std::array<std::string_view, 6> closers{"\"", "'", ")", "]", "”", "’"};

std::size_t skip_closers(std::string_view text, std::size_t at) noexcept {
  for (bool found = true; found;) {
    found = false;
    for (const auto closer : closers) {
      if (!text.substr(at).starts_with(closer)) continue;
      at += closer.size();
      found = true;
    }
  }
  return at;
}

/// The word that the full stop at `stop` is written to, with full stops inside it.
std::string_view word_before(std::string_view text, std::size_t stop) noexcept {
  std::size_t begin = stop;
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '(' && text[begin - 1] != '"')
    --begin;
  return text.substr(begin, stop - begin);
}

bool is_abbreviation(std::string_view word, char next) {
  const bool initial = word.size() == 1 && !is_ascii_digit(word.front());
  const bool acronym = word.find('.') != std::string_view::npos && word.size() <= 12;
  if (initial || acronym) return true;
  const std::string lower = to_lower_ascii(word);
  if (lower == "no" || lower == "nos") return is_ascii_digit(next);
  return std::find(abbreviations.begin(), abbreviations.end(), lower) != abbreviations.end();
}

/// Where the sentence ends that has a stop at `at`, or npos where that stop ends none.
std::size_t end_of_sentence(std::string_view text, std::size_t at) {
  for (const auto stop : wide_stops) {
    if (text.substr(at).starts_with(stop)) return skip_closers(text, at + stop.size());
  }
  if (text[at] != '.' && text[at] != '!' && text[at] != '?') return std::string_view::npos;
  const std::size_t end = skip_closers(text, at + 1);
  if (end >= text.size()) return text.size();
  if (text[end] != ' ') return std::string_view::npos;
  const char next = end + 1 < text.size() ? text[end + 1] : '\0';
  if (is_ascii_lower(next)) return std::string_view::npos;
  if (text[at] == '.' && is_abbreviation(word_before(text, at), next))
    return std::string_view::npos;
  return end;
}

std::string_view first_sentence(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::size_t end = end_of_sentence(line, i);
    if (end != std::string_view::npos) return line.substr(0, end);
  }
  return line;
}

/// The byte offset of the given character, or the size where there are not so many.
std::size_t offset_of_character(std::string_view text, std::size_t character) noexcept {
  std::size_t offset = 0;
  for (; character > 0 && offset < text.size(); --character)
    offset += decode_utf8(text, offset).length;
  return offset;
}

std::string_view cut_at_word(std::string_view line) {
  const std::size_t limit = offset_of_character(line, derived_title_characters);
  if (limit == line.size()) return line;
  const std::size_t blank = line.rfind(' ', limit);
  // Scripts without spaces are cut between characters.
  const bool has_words = blank != std::string_view::npos && blank * 2 > limit;
  std::string_view cut = line.substr(0, has_words ? blank : limit);
  while (!cut.empty() && std::string_view(" ,;:-").find(cut.back()) != std::string_view::npos)
    cut.remove_suffix(1);
  return cut;
}

}  // namespace

std::string derive_title(std::string_view text) {
  const std::string_view paragraph = text.substr(0, text.find("\n\n"));
  const std::size_t border = utf8_border(paragraph, examined_bytes);
  const std::string line = to_single_line(paragraph.substr(0, border));
  return std::string(cut_at_word(first_sentence(line)));
}

void ensure_title(Document& document) {
  if (!document.title.empty()) return;
  document.title = derive_title(document.text);
  document.title_derived = !document.title.empty();
}

}  // namespace dateline
