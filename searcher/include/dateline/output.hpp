// Results as text: JSON of version 1 (dateline-search(1) describes the layout), plain or coloured
// text for people, and runs of TREC. All functions are pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

/// The version in the JSON. A change that readers could trip over makes it another one; added
/// members do not.
inline constexpr int json_output_version = 1;

/// The name of a facet's field, as --facet takes it and JSON shows it.
[[nodiscard]] std::string_view facet_name(FacetField field) noexcept;

/// Where the page of dateline-serve shows a document: `/document?key=KEY` with the key in
/// percent-encoding. As a part of the path it would not do: clients resolve `..` there, encoded or
/// not, and proxies merge slashes.
[[nodiscard]] std::string document_href(std::string_view key);

/// One object on one line, with a line break. Offsets of marks are bytes of the snippet's UTF-8.
/// In strings that are not UTF-8, U+FFFD replaces what is wrong. With `explain`, also how the
/// query was read and the scores of its terms.
[[nodiscard]] std::string page_to_json(const ResultPage& page, bool explain);

/// One line for each hit, as in page_to_json, and nothing else.
[[nodiscard]] std::string hits_to_ndjson(const ResultPage& page, bool explain);

/// One object on one line, with a line break.
[[nodiscard]] std::string suggestions_to_json(const Suggestions& suggestions);

/// A document with all its metadata, on one line with a line break; unknown fields of the input
/// under "extra".
[[nodiscard]] std::string document_to_json(const Document& document);

struct TextStyle {
  bool color = false;     ///< bold marks and titles by escape sequences
  std::size_t width = 0;  ///< columns to wrap at; 0: never
};

/// The page: hits, timeline, facets, the number of hits; counts of clauses where there is no hit.
/// Numbers that were not verified are called "about". Nothing that a document holds can steer the
/// terminal. `offset` is the number of hits before the page.
[[nodiscard]] std::string page_to_text(const ResultPage& page, std::size_t offset,
                                       const TextStyle& style);

/// A document: title, metadata, text, with `marks` (bytes of the text) highlighted.
[[nodiscard]] std::string document_to_text(const Document& document,
                                           const std::vector<Mark>& title_marks,
                                           const std::vector<Mark>& text_marks,
                                           const TextStyle& style);

/// Text as one field of a run or of qrels: white space, control characters and invalid bytes become
/// %XX, and so does a percent sign before two hexadecimal digits. Two texts never become one:
/// whoever decodes every %XX has the text again. `text` must not be empty.
[[nodiscard]] std::string trec_field(std::string_view text);

/// A line `topic Q0 key rank score tag` for each hit; keys, topic and tag are as trec_field()
/// makes them, so that each line has six fields.
[[nodiscard]] std::string hits_to_trec(const ResultPage& page, std::string_view topic,
                                       std::string_view run_tag);

}  // namespace dateline
