// Results for people: on a terminal, or as plain text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

struct TextStyle {
  bool color = false;     ///< bold marks and titles by escape sequences
  std::size_t width = 0;  ///< columns to wrap at; 0: never
};

/// The page: hits, timeline, facets, the number of hits; counts of clauses where there is no hit.
/// Numbers that were not verified are called "about". Nothing that a document holds can steer the
/// terminal.
[[nodiscard]] std::string page_to_text(const ResultPage& page, std::size_t offset,
                                       const TextStyle& style);

/// A document: title, metadata, text, with `marks` (bytes of the text) highlighted.
[[nodiscard]] std::string document_to_text(const Document& document,
                                           const std::vector<Mark>& title_marks,
                                           const std::vector<Mark>& text_marks,
                                           const TextStyle& style);

}  // namespace dateline
