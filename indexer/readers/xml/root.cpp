// The root element of what begins a file.
#include <optional>

#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/xml/read_records.hpp"

namespace dateline::xml {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// After what may stand before the root element; npos where that does not end.
std::size_t after_markup(std::string_view head, std::size_t at) noexcept {
  const std::string_view text = head.substr(at);
  std::string_view end = ">";
  if (text.starts_with("<?")) end = "?>";
  if (text.starts_with("<!--")) end = "-->";
  const std::size_t subset = text.find('[');
  const bool declares = text.starts_with("<!DOCTYPE") && subset < text.find('>');
  if (declares) end = "]";
  const std::size_t found = text.find(end, declares ? subset : 0);
  return found == npos ? npos : at + found + end.size();
}

bool begins_name(char c) noexcept {
  return (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z') || c == '_';
}

}  // namespace

std::optional<Root> root_of(std::string_view head) {
  std::size_t at = head.find('<');
  while (at != npos && at + 1 < head.size() && (head[at + 1] == '?' || head[at + 1] == '!')) {
    at = after_markup(head, at);
    if (at != npos) at = head.find('<', at);
  }
  if (at == npos || at + 1 >= head.size() || !begins_name(head[at + 1])) return std::nullopt;
  const std::string_view tag = head.substr(at + 1, head.find('>', at) - at - 1);
  const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
  const std::size_t colon = name.find(':');
  Root root{.prefix = {}, .name = name, .attributes = tag.substr(name.size()), .at = at};
  if (colon != npos) {
    root.prefix = name.substr(0, colon);
    root.name = name.substr(colon + 1);
  }
  return root;
}

}  // namespace dateline::xml
