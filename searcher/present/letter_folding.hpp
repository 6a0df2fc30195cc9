// Characters beyond ASCII as folding leaves them, without folding the word that they are in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dateline {

/// What can be said of a character, whatever stands beside it (but for marks, which are `unsure`).
struct FoldedLetter {
  enum class Kind : std::uint8_t {
    unsure,  ///< a mark, a digit, no valid character, or one that nothing is known of
    parts,   ///< stands between words, or is an apostrophe
    letter,
    ngram,  ///< of a script that is searched by pairs: every two of them are a word
  };
  Kind kind = Kind::unsure;
  bool is_single = false;  ///< folded to one character
  char16_t first = 0;      ///< the first folded character of a letter or ngram; otherwise 0
  unsigned length = 0;     ///< bytes of the text; 0 where unsure
};

/// The character whose first byte, not ASCII, is at `position`. Known are characters of two bytes
/// (Latin, Greek, Cyrillic, Hebrew, Arabic ...), Han, Kana, Hangul and their punctuation. Safe from
/// many threads; what is learned of a character is kept for the life of the program (4 KB).
[[nodiscard]] FoldedLetter folded_letter(std::string_view text, std::size_t position);

}  // namespace dateline
