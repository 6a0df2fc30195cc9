// Titles made from texts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dateline/document.hpp"

namespace dateline {

/// How many characters a title has that is made from a text.
inline constexpr std::size_t derived_title_characters = 120;

/// The text's first sentence as a single line, cut at a word where it is longer than
/// derived_title_characters. A full stop does not end a sentence after an initial, an
/// abbreviation ("U.S.", "Ms.") or "No." before a number. Looks at the first 2 KiB only.
[[nodiscard]] std::string derive_title(std::string_view text);

/// Gives a document that has a text but no title its derived title.
void ensure_title(Document& document);

}  // namespace dateline
