#include "indexer/readers/wire/json_head.hpp"

#include <algorithm>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

/// After the string that begins at `at`; the end where it does not end.
std::size_t end_of_string(std::string_view text, std::size_t at) noexcept {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      return i + 1;
  }
  return text.size();
}

bool is_name(std::string_view text, std::size_t end) noexcept {
  const std::size_t next = text.find_first_not_of(blanks, end);
  return next != std::string_view::npos && text[next] == ':';
}

}  // namespace

JsonHead::JsonHead(std::string_view head) {
  head = trim(head);
  while (head.starts_with('[')) head = trim(head.substr(1));
  if (!head.starts_with('{')) return;
  int depth = 0;
  for (std::size_t at = 0; at < head.size();) {
    const char c = head[at];
    if (c == '"') {
      const std::size_t end = end_of_string(head, at);
      if (depth == 1 && is_name(head, end)) names_.push_back(head.substr(at + 1, end - at - 2));
      at = end;
      continue;
    }
    depth += (c == '{' || c == '[') ? 1 : 0;
    depth -= (c == '}' || c == ']') ? 1 : 0;
    if (depth == 0) return;
    ++at;
  }
}

bool JsonHead::has(std::string_view name) const noexcept {
  return std::find(names_.begin(), names_.end(), name) != names_.end();
}

}  // namespace dateline
