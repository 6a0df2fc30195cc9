// Snippets: the passages of a document that show best why it was found.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "dateline/searcher.hpp"
#include "searcher/present/word_matcher.hpp"

namespace dateline {

/// Only this much of a text is looked at for passages and marks (at its beginning): longer texts
/// exist, longer waits should not.
inline constexpr std::size_t snippet_scan_bytes = 1u << 20;
/// Most passages in a snippet.
inline constexpr std::size_t max_snippet_passages = 3;

/// Up to three passages of the document's text that show the most query words, rare words first,
/// the earlier passage on ties; its beginning where none of the words is in it. Passages begin at a
/// sentence where one begins near by. White space runs are one space, control characters are left
/// out, " … " parts passages and "…" stands where the first begins or the last ends inside the
/// text. Text and marks hold whole UTF-8 characters; the text is at most `max_bytes` long (0:
/// empty). `matcher` has the query's words; one for a whole page is faster than one for each text.
/// Linear in min(text, snippet_scan_bytes).
[[nodiscard]] Snippet make_snippet(const Document& document, TextMatcher& matcher,
                                   std::size_t max_bytes);

/// Where the matcher's words are in a text (a title, a document that is shown), in ascending order,
/// not overlapping.
[[nodiscard]] std::vector<Mark> mark_words(std::string_view text, TextMatcher& matcher);

}  // namespace dateline
