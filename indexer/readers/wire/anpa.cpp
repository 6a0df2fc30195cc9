// A message of ANPA 1312, as AP sent it -> a document.
#include <vector>

#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/wire/wire_text.hpp"

namespace dateline {
namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// `AP-WF-11-13-13 0713GMT`: month, day, year and time.
std::string date_in(std::string_view trailer) {
  constexpr std::string_view shape = "-00-00-00 0000GMT";
  for (std::size_t at = trailer.find('-'); at != npos; at = trailer.find('-', at + 1)) {
    const std::string_view text = trailer.substr(at, shape.size());
    if (text.size() < shape.size()) return {};
    bool fits = true;
    for (std::size_t i = 0; i < shape.size(); ++i)
      fits = fits && (shape[i] == '0' ? is_digit(text[i]) : shape[i] == text[i]);
    if (!fits) continue;
    std::string date = "20";
    date.append(text.substr(7, 2)).append("-").append(text.substr(1, 2)).append("-");
    date.append(text.substr(4, 2)).append("T").append(text.substr(10, 2)).append(":");
    return date.append(text.substr(12, 2)).append("Z");
  }
  return {};
}

/// Quotation marks as typewriters have them.
std::string with_quotes(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string_view pair = line.substr(i, 2);
    const bool quote = pair == "``" || pair == "''";
    out.push_back(quote ? '"' : line[i]);
    if (quote) ++i;
  }
  return out;
}

/// A line that is set by itself begins with '^' and ends with '<' or '='; others are text.
struct Line {
  std::string text;
  bool is_set = false;
  bool begins_paragraph = false;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view raw = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    Line line;
    line.begins_paragraph = raw.starts_with('\t') || raw.starts_with("   ");
    std::string clean(raw);
    remove_controls(clean);
    std::string_view content = trim(clean);
    line.is_set = content.starts_with('^') && (content.ends_with('<') || content.ends_with('='));
    while (content.starts_with('^')) content.remove_prefix(1);
    while (content.ends_with('<') || content.ends_with('=')) content.remove_suffix(1);
    line.text = with_quotes(trim(content));
    if (!line.text.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

bool is_note(std::string_view line) noexcept {
  return line.starts_with("Eds:") || line.starts_with("AP Photo") || line.starts_with("AP Video") ||
         line.starts_with("EDITOR'S NOTE") || line.starts_with("Associated Press");
}

bool is_byline(std::string_view line) noexcept {
  return line.size() > 3 && equal_ignoring_case(line.substr(0, 3), "by ");
}

/// The first line is the slug with the number of words, the second the title.
void take_lines(const std::vector<Line>& lines, Document& document, ExtraFields& extra) {
  std::size_t set = 0;
  std::string text;
  for (const Line& line : lines) {
    if (!line.is_set) {
      text.append(line.begins_paragraph ? "\n\n" : "\n").append(line.text);
      continue;
    }
    ++set;
    if (set == 1)
      extra.add("slug", line.text);
    else if (is_byline(line.text))
      feed::add_value(document.authors, line.text);
    else if (is_note(line.text))
      extra.add("note", line.text);
    else if (document.title.empty())
      document.title = line.text;
    else
      text.append("\n\n").append(line.text);
  }
  document.text = lay_out_paragraphs(text);
}

}  // namespace

Document anpa_document(const WireMessage& message) {
  Document document;
  ExtraFields extra;
  take_lines(lines_of(message.text), document, extra);
  state_date(document, date_in(message.trailer));
  if (!document.date.known()) state_date(document, date_in(message.text));
  const std::size_t agency = message.trailer.find("AP-");
  if (agency != npos) document.source = "AP";
  const std::string_view header = message.header;
  extra.add("number", header.substr(0, std::min<std::size_t>(5, header.size())));
  document.language = document.source.empty() ? "" : "en";
  document.extra_json = extra.to_json();
  return document;
}

/// SOH, a letter of the service and four digits; bytes for the line before.
std::size_t anpa_shown_at(std::string_view head) {
  constexpr std::string_view synchronisation = "\x16";
  while (head.starts_with(synchronisation)) head.remove_prefix(1);
  if (!head.starts_with('\x01') || head.size() < 7) return npos;
  const std::string_view number = head.substr(1, 5);
  if (number[0] < 'A' || number[0] > 'Z') return npos;
  for (const char c : number.substr(1))
    if (!is_digit(c)) return npos;
  return is_digit(head[6]) ? npos : 0;
}

}  // namespace dateline
