// A message of IPTC 7901 -> a document.
#include <array>
#include <vector>

#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/wire/wire_text.hpp"

namespace dateline {
namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!(line = trim(line)).empty()) {
    const std::size_t end = std::min(line.find_first_of(blanks), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
  return words;
}

bool all_digits(std::string_view text) noexcept {
  for (const char c : text)
    if (!is_digit(c)) return false;
  return !text.empty();
}

/// `eca0124 3 i 93 dpa 1888`: service and number, priority, category, words, and what agencies add.
bool is_header(std::string_view line) {
  const auto words = words_of(line);
  if (words.size() < 4 || words[0].size() < 5 || words[0].size() > 8) return false;
  const std::string_view service = words[0].substr(0, words[0].size() - 4);
  for (const char c : service)
    if (ascii_lower(c) < 'a' || ascii_lower(c) > 'z') return false;
  return all_digits(words[0].substr(service.size())) && words[1].size() == 1 &&
         is_digit(words[1][0]) && words[2].size() <= 3 && !is_digit(words[2][0]) &&
         all_digits(words[3]);
}

/// `212101 GMT Nov 18`: day and time, month and year.
std::string date_in(std::string_view line) {
  const auto words = words_of(line);
  if (words.size() < 4 || words[0].size() != 6 || !all_digits(words[0]) || words[3].size() > 4)
    return {};
  const std::string year =
      words[3].size() == 2 ? "20" + std::string(words[3]) : std::string(words[3]);
  return std::string(words[0].substr(0, 2)) + " " + std::string(words[2]) + " " + year + " " +
         std::string(words[0].substr(2, 2)) + ":" + std::string(words[0].substr(4)) + " " +
         std::string(words[1]);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// The title's lines are those up to one that ends with '='.
std::size_t title_lines(const std::vector<std::string_view>& lines) noexcept {
  constexpr std::size_t most = 8;
  for (std::size_t i = 0; i < std::min(most, lines.size()); ++i)
    if (lines[i].ends_with('=')) return i + 1;
  return 0;
}

/// Without marks such as EXTRA or URGENT in front.
std::string title_of(const std::vector<std::string_view>& lines, std::size_t count) {
  std::string title;
  for (std::size_t i = 0; i < count; ++i) {
    const bool mark = lines[i].find_first_of("abcdefghijklmnopqrstuvwxyz ") == npos;
    if (lines[i].empty() || (mark && i + 1 < count)) continue;
    title.append(title.empty() ? "" : " ").append(lines[i]);
  }
  while (title.ends_with('=') || title.ends_with(' ')) title.pop_back();
  return title;
}

}  // namespace

Document iptc7901_document(const WireMessage& message) {
  auto lines = lines_of(message.text);
  Document document;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    if (!state_date(document, date_in(*line))) continue;
    lines.erase(line.base() - 1);
    break;
  }
  for (const std::string_view line : lines_of(message.trailer))
    if (!document.date.known()) state_date(document, date_in(line));
  const std::size_t head = title_lines(lines);
  document.title = title_of(lines, head);
  std::string text;
  for (std::size_t i = head; i < lines.size(); ++i) text.append(lines[i]).append("\n");
  document.text = lay_out_paragraphs(text);
  const auto words = words_of(message.header.substr(0, message.header.find('\n')));
  if (words.size() > 4) document.source = words[4];
  ExtraFields extra;
  if (!words.empty()) extra.add("number", words[0]);
  if (words.size() > 2) extra.add("category", words[2]);
  const std::size_t keywords = message.header.find('\n');
  if (keywords != npos) extra.add("slug", to_single_line(message.header.substr(keywords)));
  document.extra_json = extra.to_json();
  return document;
}

std::size_t iptc7901_shown_at(std::string_view head) {
  if (head.starts_with('\x01')) head.remove_prefix(1);
  return is_header(head.substr(0, head.find('\n'))) ? 0 : npos;
}

}  // namespace dateline
