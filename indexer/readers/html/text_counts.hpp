// Counts letters, words and signs of texts.
#pragma once

#include <string_view>

#include "indexer/readers/html/text_blocks.hpp"

namespace dateline::html {

/// Adds the counts of a text to a block's. Not thread-safe.
class TextCounter {
 public:
  explicit TextCounter(TextBlock& block) : block_(block) {}
  void add(std::string_view text, bool linked, bool strong);

 private:
  void take_ascii(unsigned char c);
  void take_other(char32_t c);
  void take_letters(unsigned letters) noexcept;

  TextBlock& block_;
  bool in_word_ = false;
  bool linked_ = false;
  bool strong_ = false;
};

}  // namespace dateline::html
