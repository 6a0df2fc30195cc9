// What stands between quotes in a query: which characters are quotes, and how one is written inside
// others: \" for a quote, \\ for a backslash. A backslash before anything else is itself.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

/// Quotes of all kinds open and close alike.
[[nodiscard]] bool is_quote(char32_t c) noexcept;

/// Whether a backslash stands at `at` that belongs to the quote or backslash after it.
[[nodiscard]] bool is_escape(std::string_view text, std::size_t at);

/// The text without the backslashes of escapes.
[[nodiscard]] std::string unescaped(std::string_view text);
/// The offset in `text` of what stands at `offset` in unescaped(text).
[[nodiscard]] std::size_t offset_in_escaped(std::string_view text, std::size_t offset);

/// The value between quotes, so that a query reads it as it is.
[[nodiscard]] std::string in_quotes(std::string_view value);

}  // namespace dateline
