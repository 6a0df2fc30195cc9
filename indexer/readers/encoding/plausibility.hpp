// How much a text, as some encoding reads it, looks like one that somebody wrote.
#pragma once

#include <string_view>

namespace dateline {

/// Of the characters above ASCII, the share of those that one of the languages writes (the letters
/// that Unicode's CLDR lists for it, quotation marks, dashes, signs), at the best of them. What
/// nobody writes counts against it: an upper-case letter after a lower-case one, two alphabets in
/// one word, signs inside words or in a row. 0 to 1; 1 for plain ASCII.
/// `languages`: CLDR's names, separated by spaces. `text` is valid UTF-8. Thread-safe.
[[nodiscard]] double plausibility(std::string_view text, std::string_view languages);

/// Whether somebody may write this character between these two, in whatever language.
[[nodiscard]] bool stands_well(char32_t before, char32_t c, char32_t after) noexcept;

}  // namespace dateline
