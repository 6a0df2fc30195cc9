// Marked text on a terminal: escaped, highlighted, wrapped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/searcher.hpp"

namespace dateline {

/// How the marked parts and the rest begin; both end with `reset`. All empty: plain text.
struct Highlight {
  std::string_view plain;
  std::string_view marked;
  std::string_view reset;
};

/// One line: controls spelled out, marks (ascending, within the text) highlighted.
[[nodiscard]] std::string styled_line(std::string_view text, const std::vector<Mark>& marks,
                                      const Highlight& highlight);

/// As styled_line, but broken at spaces so that no line is wider than `width` columns where its
/// words allow it (0: never), each line after `indent` spaces and with a line break at its end.
[[nodiscard]] std::string styled_lines(std::string_view text, const std::vector<Mark>& marks,
                                       const Highlight& highlight, std::size_t indent,
                                       std::size_t width);

/// The marks within [begin, begin + length), with offsets from `begin`.
[[nodiscard]] std::vector<Mark> marks_within(const std::vector<Mark>& marks, std::size_t begin,
                                             std::size_t length);

}  // namespace dateline
