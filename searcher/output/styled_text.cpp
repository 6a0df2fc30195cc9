#include "searcher/output/styled_text.hpp"

#include <algorithm>

#include "common/base/terminal_text.hpp"

namespace dateline {
namespace {

struct Line {
  std::size_t begin;
  std::size_t end;
};

/// Greedy line breaking at ASCII spaces; a word that is wider than a line gets its own line.
std::vector<Line> break_lines(std::string_view text, std::size_t columns) {
  std::vector<Line> lines;
  std::size_t line_width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t word_end = std::min(text.find(' ', at), text.size());
    const std::size_t width = display_width(escape_controls(text.substr(at, word_end - at)));
    if (lines.empty() || (columns > 0 && line_width + 1 + width > columns)) {
      lines.push_back({at, word_end});
      line_width = width;
    } else {
      lines.back().end = word_end;
      line_width += 1 + width;
    }
    at = word_end + 1;
  }
  return lines;
}

void append_part(std::string& out, std::string_view text, std::string_view begin,
                 std::string_view end) {
  if (text.empty()) return;
  out += begin;
  out += escape_controls(text);
  if (!begin.empty()) out += end;
}

}  // namespace

std::string styled_line(std::string_view text, const std::vector<Mark>& marks,
                        const Highlight& highlight) {
  std::string out;
  std::size_t at = 0;
  for (const Mark& mark : marks) {
    append_part(out, text.substr(at, mark.offset - at), highlight.plain, highlight.reset);
    append_part(out, text.substr(mark.offset, mark.length), highlight.marked, highlight.reset);
    at = mark.offset + mark.length;
  }
  append_part(out, text.substr(at), highlight.plain, highlight.reset);
  return out;
}

std::string styled_lines(std::string_view text, const std::vector<Mark>& marks,
                         const Highlight& highlight, std::size_t indent, std::size_t width) {
  std::string out;
  const std::size_t columns = width > indent ? width - indent : 0;
  for (const Line& line : break_lines(text, columns)) {
    out.append(indent, ' ');
    out += styled_line(text.substr(line.begin, line.end - line.begin),
                       marks_within(marks, line.begin, line.end - line.begin), highlight);
    out += '\n';
  }
  return out;
}

std::vector<Mark> marks_within(const std::vector<Mark>& marks, std::size_t begin,
                               std::size_t length) {
  std::vector<Mark> within;
  const std::size_t end = begin + length;
  auto mark =
      std::lower_bound(marks.begin(), marks.end(), begin,
                       [](const Mark& m, std::size_t at) { return m.offset + m.length <= at; });
  for (; mark != marks.end() && mark->offset < end; ++mark) {
    const std::size_t first = std::max(mark->offset, begin);
    const std::size_t last = std::min(mark->offset + mark->length, end);
    within.push_back({first - begin, last - first});
  }
  return within;
}

}  // namespace dateline
