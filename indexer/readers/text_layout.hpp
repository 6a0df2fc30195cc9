// The layout of texts and titles: paragraphs, single lines, and a title made from a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

inline constexpr std::string_view blanks = " \t\r\n";

[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
[[nodiscard]] char ascii_lower(char c) noexcept;
[[nodiscard]] std::string to_lower_ascii(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;

/// Lines lose their trailing blanks; runs of empty lines become one, and none is left at the ends.
/// Blanks at the start of a line stay.
[[nodiscard]] std::string lay_out_paragraphs(std::string_view text);

/// All runs of blanks and line ends become one blank, and none is left at the ends.
[[nodiscard]] std::string to_single_line(std::string_view text);

/// How many characters a title has that is made from a text.
inline constexpr std::size_t derived_title_characters = 120;

/// The text's first sentence as a single line, cut at a word where it is longer than
/// derived_title_characters. The end of a sentence is no full stop behind an initial, an
/// abbreviation ("U.S.", "Ms.") or "No." before a number. Looks at the first 2 KiB only.
[[nodiscard]] std::string derive_title(std::string_view text);

}  // namespace dateline
