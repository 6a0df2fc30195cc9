// A whole text in memory as UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/source/byte_source.hpp"

namespace dateline {

struct DecodedText {
  std::string text;  ///< valid UTF-8
  TextState state = TextState::as_it_was;
};

/// `charset`: what its sender says it is in; ignored where it is empty or nobody knows it. What is
/// valid UTF-8 stays as it is, whatever is said of it. Thread-safe.
[[nodiscard]] DecodedText decode_text(std::string_view bytes, std::string_view charset);

}  // namespace dateline
