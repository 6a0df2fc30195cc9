// The formats that can be read, as text, JSON and a table of Markdown: all made from their tables.
#pragma once

#include <string>

namespace dateline {

/// A paragraph for each format, and the layouts of JSON.
[[nodiscard]] std::string formats_text();
/// An object with `version`, `formats`, `json_shapes`, `json_names` and `containers`.
[[nodiscard]] std::string formats_json();
/// The tables of docs/inputs.md.
[[nodiscard]] std::string formats_markdown();

}  // namespace dateline
