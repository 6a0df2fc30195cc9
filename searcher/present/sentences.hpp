// Where a passage may begin and end so that it reads well.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

/// Whether a sentence or paragraph begins at `position`, as far as punctuation shows: after an
/// empty line, or after a full stop, question or exclamation mark that ends neither an initial
/// (J.) nor a common abbreviation (Mr.).
[[nodiscard]] bool is_sentence_start(std::string_view text, std::size_t position);

/// The last sentence start in [least, from], or npos. Linear in from - least.
[[nodiscard]] std::size_t last_sentence_start(std::string_view text, std::size_t least,
                                              std::size_t from);
/// The first sentence start in [from, greatest], or npos.
[[nodiscard]] std::size_t first_sentence_start(std::string_view text, std::size_t from,
                                               std::size_t greatest);

}  // namespace dateline
