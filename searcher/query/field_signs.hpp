// How other engines name fields and limit them, and what that is here: date>=2020, TITLE(word),
// word[ti], source:bbc*.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "common/format/schema.hpp"
#include "searcher/query/foreign_signs.hpp"

namespace dateline {

/// A field without a colon at the word at [begin, end) of the query: `date >= 2020`, `title=word`,
/// `TITLE(word)`, `word[ti]`.
[[nodiscard]] std::optional<ForeignSign> field_sign(std::string_view text, std::size_t begin,
                                                    std::size_t end);

/// What a field's value holds that would not be taken for what it means elsewhere: `source:bbc*`,
/// `key:[a TO z]`, `source:-bbc`, `source:'bbc news'`. The clause begins at `begin`, the value,
/// which has no double quotes, stands at [value, end).
[[nodiscard]] std::optional<ForeignSign> value_sign(const FieldSpec& field, std::string_view text,
                                                    std::size_t begin, std::size_t value,
                                                    std::size_t end);

}  // namespace dateline
