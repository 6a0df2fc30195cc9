#include "indexer/readers/text/text_layout.hpp"

#include <algorithm>

namespace dateline {

std::string_view trim(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

char ascii_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::string to_lower_ascii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), ascii_lower);
  return lower;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

std::string lay_out_paragraphs(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool empty_line_before = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t last = line.find_last_not_of(" \t\r");
    if (last == std::string_view::npos) {
      empty_line_before = true;
      continue;
    }
    if (!out.empty()) out.append(empty_line_before ? "\n\n" : "\n");
    empty_line_before = false;
    out.append(line.substr(0, last + 1));
  }
  return out;
}

std::string to_single_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!(text = trim(text)).empty()) {
    const std::size_t end = std::min(text.find_first_of(blanks), text.size());
    if (!out.empty()) out.push_back(' ');
    out.append(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace dateline
