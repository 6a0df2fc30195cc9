// White space as HTML has it, and text whose runs of it are one space.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace dateline::html {

[[nodiscard]] constexpr bool is_space(char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

[[nodiscard]] constexpr bool is_blank_text(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), is_space);
}

/// Puts pieces of text together.
class SpacedText {
 public:
  explicit SpacedText(std::string& out) : out_(out), begin_(out.size()) {}

  void separate() noexcept { space_ = true; }

  void add(std::string_view piece) {
    for (std::size_t at = 0; at < piece.size();) {
      const std::size_t word = skip(piece, at, true);
      space_ |= word > at;
      at = skip(piece, word, false);
      if (at > word) append(piece.substr(word, at - word));
    }
  }

 private:
  static std::size_t skip(std::string_view text, std::size_t at, bool spaces) noexcept {
    while (at < text.size() && is_space(text[at]) == spaces) ++at;
    return at;
  }

  void append(std::string_view word) {
    if (space_ && out_.size() > begin_) out_.push_back(' ');
    space_ = false;
    out_.append(word);
  }

  std::string& out_;
  std::size_t begin_;
  bool space_ = false;
};

}  // namespace dateline::html
