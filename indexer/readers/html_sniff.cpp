#include "indexer/readers/html_sniff.hpp"

#include <algorithm>

#include "indexer/readers/html/spaces.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

constexpr std::size_t not_html = std::string_view::npos;

bool begins_with(std::string_view text, std::string_view tag) noexcept {
  if (!equal_ignoring_case(text.substr(0, tag.size()), tag)) return false;
  const char next = tag.size() < text.size() ? text[tag.size()] : '>';
  return next == '>' || next == '/' || html::is_space(next);
}

/// After a comment, a processing instruction or a doctype that begins here; 0 where none does.
std::size_t end_of_preamble(std::string_view text) noexcept {
  if (!text.starts_with("<!") && !text.starts_with("<?")) return 0;
  const std::string_view end = text.starts_with("<!--") ? "-->" : ">";
  const std::size_t at = text.find(end);
  return at == std::string_view::npos ? 0 : at + end.size();
}

}  // namespace

std::size_t html_shown_at(std::string_view head) {
  for (std::size_t at = 0; at < head.size();) {
    while (at < head.size() && html::is_space(head[at])) ++at;
    const std::string_view rest = head.substr(at);
    if (begins_with(rest, "<!doctype html")) return at;
    for (const std::string_view tag : {"<html", "<head", "<body", "<title", "<meta", "<link"})
      if (begins_with(rest, tag)) return at;
    const std::size_t preamble = end_of_preamble(rest);
    if (preamble == 0) return not_html;
    at += preamble;
  }
  return not_html;
}

}  // namespace dateline
