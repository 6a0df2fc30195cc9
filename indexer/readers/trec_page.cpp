#include "indexer/readers/trec_page.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "common/base/ascii.hpp"
#include "indexer/readers/html/html_text.hpp"
#include "indexer/readers/sgml.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/trec_dates.hpp"

namespace dateline {
namespace {

std::string_view take_line(std::string_view& text) noexcept {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = trim(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::string_view take_word(std::string_view& line) noexcept {
  line = trim(line);
  const std::string_view word = line.substr(0, line.find_first_of(blanks));
  line.remove_prefix(word.size());
  return word;
}

/// `YYYYMMDDhhmmss`
std::optional<Date> date_of_stamp(std::string_view word) {
  constexpr std::size_t stamp_digits = 14;
  constexpr std::size_t day_digits = 8;
  if (word.size() != stamp_digits || !std::all_of(word.begin(), word.end(), is_ascii_digit))
    return std::nullopt;
  return parse_date(word.substr(0, day_digits));
}

/// The value of a line `Name: value`, where it has that name.
std::optional<std::string_view> field_of(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':' ||
      !equal_ignoring_case(line.substr(0, name.size()), name))
    return std::nullopt;
  return trim(line.substr(name.size() + 1));
}

bool is_address(std::string_view word) {
  const std::string lower = to_lower_ascii(word.substr(0, std::string_view("https://").size()));
  return lower.starts_with("http://") || lower.starts_with("https://");
}

}  // namespace

void take_http_header(std::string_view header, Document& document) {
  std::optional<Date> crawled;
  std::optional<Date> modified;
  std::optional<Date> answered;
  while (!header.empty()) {
    std::string_view line = take_line(header);
    if (const auto value = field_of(line, "last-modified")) modified = parse_trec_date(*value);
    if (const auto value = field_of(line, "date")) answered = parse_trec_date(*value);
    if (!document.url.empty() || !is_address(line)) continue;
    document.url = take_word(line);
    while (!trim(line).empty() && !crawled) crawled = date_of_stamp(take_word(line));
  }
  for (const auto& date : {modified, answered, crawled}) {
    if (!date || document.date.known()) continue;
    document.date = *date;
    document.date.origin = DateOrigin::metadata;
  }
}

void take_page(std::string_view html, Document& document) {
  if (!document.text.empty()) document.text.append("\n\n");
  const auto open = sgml::find_tag(html, "title", false);
  const auto close = open ? sgml::find_tag(html, "title", true, open->end) : std::nullopt;
  if (!close) {
    document.text.append(html::html_to_text(html));
    return;
  }
  if (document.title.empty())
    document.title =
        to_single_line(sgml::plain_text(html.substr(open->end, close->begin - open->end)));
  // Without a <head> around it, it would be text.
  document.text.append(
      html::html_to_text(std::string(html.substr(0, open->begin)).append(html.substr(close->end))));
}

}  // namespace dateline
