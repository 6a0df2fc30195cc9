// Results as JSON, version 1; dateline-search(1) describes the layout.
#pragma once

#include <string>

#include "dateline/document.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

/// The version in the output. A change that readers could trip over makes it another one; added
/// members do not.
inline constexpr int json_output_version = 1;

/// The name of a facet's field, as --facet takes it and JSON shows it.
[[nodiscard]] std::string_view facet_name(FacetField field) noexcept;

/// One object on one line, with a line break. Offsets of marks are bytes of the snippet's UTF-8.
/// Strings that are not UTF-8 get U+FFFD in the place of what is wrong. With `explain`, also how
/// the query was read and the scores of its terms.
[[nodiscard]] std::string page_to_json(const ResultPage& page, bool explain);

/// One line for each hit, as in page_to_json, and nothing else.
[[nodiscard]] std::string hits_to_ndjson(const ResultPage& page, bool explain);

/// One object on one line, with a line break.
[[nodiscard]] std::string suggestions_to_json(const Suggestions& suggestions);

/// A document with all its metadata, on one line with a line break; unknown fields of the input
/// under "extra".
[[nodiscard]] std::string document_to_json(const Document& document);

}  // namespace dateline
