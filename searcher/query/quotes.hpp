// What stands between quotes in a query: which characters are quotes, which one ends what another
// began, and how one is written inside others: \" for a quote, \\ for a backslash. A backslash
// before anything else is itself.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

[[nodiscard]] bool is_quote(char32_t c) noexcept;

/// Whether a quote stands at `at`; the sign inside a Hebrew abbreviation is none.
[[nodiscard]] bool is_quote_at(std::string_view text, std::size_t at);

/// The offset of the quote that ends what the one at `opening` began; npos where none does. Inside
/// "..." only " does. Typographic quotes end what their kind began and may hold others of their
/// kind; only where none of them ends it does a ", as on keyboards that type one of the two.
[[nodiscard]] std::size_t closing_quote(std::string_view text, std::size_t opening);

/// Whether a backslash stands at `at` that belongs to the quote or backslash after it.
[[nodiscard]] bool is_escape(std::string_view text, std::size_t at);

/// The text without the backslashes of escapes.
[[nodiscard]] std::string unescaped(std::string_view text);
/// The offset in `text` of what stands at `offset` in unescaped(text).
[[nodiscard]] std::size_t offset_in_escaped(std::string_view text, std::size_t offset);

/// The value between quotes, so that a query reads it as it is.
[[nodiscard]] std::string in_quotes(std::string_view value);

}  // namespace dateline
