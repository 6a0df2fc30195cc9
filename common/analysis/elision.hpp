// Articles and other short words that French, Italian and Catalan write together with the next
// word: l'univers, d'Estaing.
#pragma once

#include <string_view>

namespace dateline {

/// Whether `before` and `behind`, the folded words on both sides of an apostrophe, are two words of
/// which the first lost its vowel: l'univers, not o'brien, don't or l'x.
[[nodiscard]] bool is_elision(std::string_view before, std::string_view behind) noexcept;

/// Letters of the longest word that is elided.
inline constexpr std::size_t longest_elided = 7;

}  // namespace dateline
