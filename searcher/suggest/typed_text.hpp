// What was typed, taken apart: a last word that is to be completed, and the words before it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.hpp"

namespace dateline {

struct TypedText {
  std::string head;       ///< as typed: all before the last word
  std::string beginning;  ///< of the last word, folded; empty after a space
  std::vector<std::string>
      earlier;  ///< folded words of the head that are looked for: no operators,
                ///< no excluded words, no fields but title:
};

/// Never fails: a query is seldom well-formed while it is typed.
[[nodiscard]] TypedText read_typed_text(std::string_view text, const Analyzer& analyzer);

}  // namespace dateline
