// Lines and columns of the text files that evaluations exchange.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"

namespace dateline {

/// The file's bytes. Errors: not_found, io, also where it is over `limit` bytes.
Result<std::string> read_evaluation_file(const std::string& path, std::size_t limit);

/// Calls `use(line, number)` (a Status) for each line that is not blank, without its line break;
/// numbers count from 1. Ends with the first failure.
template <typename Use>
Status for_each_line(std::string_view text, Use&& use) {
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
    DATELINE_TRY(use(line, number));
  }
  return {};
}

/// The pieces between spaces and tabs.
[[nodiscard]] std::vector<std::string_view> split_at_blanks(std::string_view line);
/// The pieces between tabs, without spaces around them.
[[nodiscard]] std::vector<std::string_view> split_at_tabs(std::string_view line);
[[nodiscard]] std::string_view without_blanks_around(std::string_view text);

/// Error usage: `file:line: message`.
[[nodiscard]] tl::unexpected<Error> line_failure(const std::string& file_name, std::size_t line,
                                                 const std::string& message,
                                                 const std::string& hint);

}  // namespace dateline
