// The layout of texts: paragraphs, single lines, letters of either case.
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

/// Lines lose their trailing spaces; runs of empty lines become one, and none is left at the ends.
/// Spaces at the start of a line stay.
[[nodiscard]] std::string lay_out_paragraphs(std::string_view text);

/// All runs of spaces and line ends become one space, and none is left at the ends.
[[nodiscard]] std::string to_single_line(std::string_view text);

}  // namespace dateline
