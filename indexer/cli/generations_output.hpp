// The list of generations, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "dateline/generations.hpp"

namespace dateline {

/// A table with a line for each generation, newest last; empty for none.
[[nodiscard]] std::string generations_text(const std::vector<GenerationInfo>& generations);
/// An object with its version, pretty-printed, a line break at the end. Always valid UTF-8.
[[nodiscard]] std::string generations_json(const std::vector<GenerationInfo>& generations);

}  // namespace dateline
