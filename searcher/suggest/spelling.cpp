#include "searcher/suggest/spelling.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <vector>

#include "common/base/utf8.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t most_words_read = 2'000'000;
constexpr auto longest_reading = std::chrono::milliseconds(100);
constexpr std::size_t words_between_looks_at_the_clock = 1024;
constexpr std::size_t short_word_characters = 4;
constexpr std::size_t most_characters = 64;  // of a word that is corrected

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  for (std::size_t position = 0; position < text.size();) {
    const Utf8Character character = decode_utf8(text, position);
    characters.push_back(character.valid ? character.value
                                         : static_cast<unsigned char>(text[position]));
    position += character.length;
  }
  return characters;
}

std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) return limit + 1;
  // Rows for the characters of `a` up to i - 2, i - 1 and i.
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
    before_last.swap(last);
    last.swap(row);
  }
  return std::min(last[b.size()], limit + 1);
}

void append_utf8(std::string& text, char32_t character) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (character < 0x80) return put(character);
  if (character < 0x800) {
    put(0xC0 | character >> 6);
  } else if (character < 0x10000) {
    put(0xE0 | character >> 12);
    put(0x80 | (character >> 6 & 0x3F));
  } else {
    put(0xF0 | character >> 18);
    put(0x80 | (character >> 12 & 0x3F));
    put(0x80 | (character >> 6 & 0x3F));
  }
  put(0x80 | (character & 0x3F));
}

std::string utf8_of(const std::u32string& characters) {
  std::string text;
  for (const char32_t character : characters) append_utf8(text, character);
  return text;
}

struct Letters {
  char32_t first;
  char32_t last;
};

/// The alphabet that a word's first character is taken from, as folded words have it.
std::optional<Letters> alphabet_of(char32_t character) {
  constexpr std::array<Letters, 3> alphabets{{{U'a', U'z'}, {U'α', U'ω'}, {U'а', U'я'}}};
  for (const Letters& letters : alphabets) {
    if (character >= letters.first && character <= letters.last) return letters;
  }
  return std::nullopt;
}

bool has_letter(const std::u32string& characters) {
  return std::any_of(characters.begin(), characters.end(), [](char32_t character) {
    return character >= 0x80 || (character >= U'a' && character <= U'z');
  });
}

/// The nearest word so far.
class Nearest {
 public:
  Nearest(std::u32string wanted, std::size_t limit) : wanted_(std::move(wanted)), limit_(limit) {}

  void consider(const WordEntry& entry) {
    // A character takes one byte at least, four at most: most words are too long or too short.
    if (entry.documents == 0 || entry.word.size() + limit_ < wanted_.size() ||
        entry.word.size() > 4 * (wanted_.size() + limit_)) {
      return;
    }
    const std::u32string characters = characters_of(entry.word);
    const std::size_t edits = distance(wanted_, characters, limit_);
    if (edits == 0 || edits > limit_ || !has_letter(characters)) return;
    if (!word_.empty() && edits == limit_ && entry.documents <= documents_) return;
    word_ = entry.word;
    documents_ = entry.documents;
    limit_ = edits;  // a later word must be nearer, or as near and in more documents
  }
  [[nodiscard]] const std::string& word() const { return word_; }

 private:
  std::u32string wanted_;
  std::size_t limit_;
  std::string word_;
  std::uint32_t documents_ = 0;
};

Status consider_words_with_same_start(const std::u32string& wanted, const IndexLookup& lookup,
                                      Nearest& nearest) {
  const Clock::time_point end = Clock::now() + longest_reading;
  std::size_t read = 0;
  return lookup.for_each_word(utf8_of(wanted.substr(0, 1)), [&](const WordEntry& entry) {
    nearest.consider(entry);
    if (++read >= most_words_read) return false;
    return read % words_between_looks_at_the_clock != 0 || Clock::now() < end;
  });
}

/// Words that come from the wanted one by a single edit that changes its first character.
std::vector<std::u32string> edits_of_first_character(const std::u32string& wanted) {
  std::vector<std::u32string> words;
  if (wanted.size() > 1) {
    words.push_back(wanted.substr(1));
    words.push_back(wanted);
    std::swap(words.back()[0], words.back()[1]);
  }
  if (const auto letters = alphabet_of(wanted.front())) {
    for (char32_t letter = letters->first; letter <= letters->last; ++letter) {
      words.push_back(letter + wanted);
      words.push_back(letter + wanted.substr(1));
    }
  }
  return words;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  return distance(characters_of(a), characters_of(b), limit);
}

Result<std::string> suggest_word(std::string_view word, const IndexLookup& lookup) {
  const std::u32string wanted = characters_of(word);
  if (wanted.empty() || wanted.size() > most_characters || !has_letter(wanted)) {
    return std::string();
  }
  Nearest nearest(wanted, wanted.size() <= short_word_characters ? 1 : 2);
  for (const std::u32string& edited : edits_of_first_character(wanted)) {
    DATELINE_ASSIGN(const auto entry, lookup.word(utf8_of(edited)));
    if (entry) nearest.consider(*entry);
  }
  DATELINE_TRY(consider_words_with_same_start(wanted, lookup, nearest));
  return nearest.word();
}

}  // namespace dateline
