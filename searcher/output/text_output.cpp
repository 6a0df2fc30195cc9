#include "dateline/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string>

#include "common/base/numbers.hpp"
#include "common/base/terminal_text.hpp"
#include "common/fields/field_table.hpp"
#include "searcher/output/styled_text.hpp"

namespace dateline {
namespace {

constexpr std::size_t indent = 4;
constexpr std::size_t bar_columns = 40;

Highlight title_highlight(const TextStyle& style) {
  if (!style.color) return {};
  return {"\x1b[1m", "\x1b[1;4m", "\x1b[0m"};
}

Highlight text_highlight(const TextStyle& style) {
  if (!style.color) return {};
  return {"", "\x1b[1m", "\x1b[0m"};
}

std::string text_of(const Total& total) {
  return fmt::format("{}{}", total.exact ? "" : "about ", with_thousands(total.value));
}

/// Spaces that bring a text to `columns`.
std::string padding(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return std::string(columns > width ? columns - width : 0, ' ');
}

/// The parts that are not empty, separated by middle dots.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string line;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!line.empty()) line += " · ";
    line += escape_controls(part);
  }
  return line;
}

std::string date_text(const Date& date) {
  return date.known() ? to_string(date) : std::string("undated");
}

void append_scores(std::string& out, const Hit& hit) {
  fmt::format_to(std::back_inserter(out), "{:{}}score {:.3f}", "", indent, hit.score);
  std::string_view separator = " = ";
  for (const TermScore& score : hit.explanation) {
    fmt::format_to(std::back_inserter(out), "{}{} {:.3f}", separator, escape_controls(score.term),
                   score.score);
    separator = " + ";
  }
  out += '\n';
}

void append_hit(std::string& out, const Hit& hit, const TextStyle& style) {
  const std::string_view title = hit.title.empty() ? "(no title)" : std::string_view(hit.title);
  fmt::format_to(std::back_inserter(out), "{:>2}. {}\n", hit.rank,
                 styled_line(title, hit.title_marks, title_highlight(style)));
  fmt::format_to(std::back_inserter(out), "{:{}}{}\n", "", indent,
                 joined({date_text(hit.date), hit.source, hit.key}));
  out +=
      styled_lines(hit.snippet.text, hit.snippet.marks, text_highlight(style), indent, style.width);
  if (!hit.explanation.empty()) append_scores(out, hit);
  out += '\n';
}

/// A bar of up to bar_columns, exact to an eighth of a column; something for every count over 0.
std::string bar(std::uint64_t count, std::uint64_t most) {
  constexpr std::array<std::string_view, 8> eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (count == 0) return {};
  const double share = static_cast<double>(count) / static_cast<double>(most);
  const auto parts = std::max<std::size_t>(1, static_cast<std::size_t>(share * 8 * bar_columns));
  std::string text;
  for (std::size_t i = 0; i < parts / 8; ++i) text += "█";
  return text.append(eighths[parts % 8]);
}

/// A bucket's first day, as far as the unit says.
std::string bucket_name(Day first, std::optional<TimelineUnit> unit) {
  std::string day = to_string(first);
  if (unit >= TimelineUnit::year) return day.substr(0, day.size() - 6);
  if (unit == TimelineUnit::month) return day.substr(0, day.size() - 3);
  return day;
}

void append_not_shown(std::string& out, std::string_view name, std::uint64_t count) {
  if (count > 0)
    fmt::format_to(std::back_inserter(out), "{:<10}  {}\n", name, with_thousands(count));
}

void append_timeline(std::string& out, const ResultPage& page) {
  if (page.timeline.empty() && page.undated == 0 && page.suspicious == 0) return;
  std::uint64_t most = 1;
  for (const TimelineBucket& bucket : page.timeline) most = std::max(most, bucket.count);
  for (const TimelineBucket& bucket : page.timeline) {
    const std::string bar_text = bar(bucket.count, most);
    fmt::format_to(std::back_inserter(out), "{:<10}  {}{}{}\n",
                   bucket_name(bucket.first, page.timeline_unit), bar_text,
                   bar_text.empty() ? "" : " ", with_thousands(bucket.count));
  }
  append_not_shown(out, "suspicious", page.suspicious);
  append_not_shown(out, "undated", page.undated);
  out += '\n';
}

void append_facet(std::string& out, const Facet& facet) {
  fmt::format_to(std::back_inserter(out), "{}\n", facet_name(facet.field));
  std::size_t columns = 0;
  for (const FacetValue& value : facet.values)
    columns = std::max(columns, display_width(escape_controls(value.value)));
  for (const FacetValue& value : facet.values) {
    const std::string name = escape_controls(value.value);
    fmt::format_to(std::back_inserter(out), "{:{}}{}{}  {:>7}\n", "", indent, name,
                   padding(name, columns), with_thousands(value.count));
  }
  out += '\n';
}

void append_clauses(std::string& out, const ResultPage& page) {
  if (page.clauses.empty()) return;
  out += "documents that each part of the query matches alone:\n";
  std::size_t columns = 0;
  for (const ClauseCount& clause : page.clauses)
    columns = std::max(columns, display_width(escape_controls(clause.clause)));
  for (const ClauseCount& clause : page.clauses) {
    const std::string name = escape_controls(clause.clause);
    fmt::format_to(std::back_inserter(out), "{:{}}{}{}  {:>7}", "", indent, name,
                   padding(name, columns), text_of(clause.documents));
    if (!clause.did_you_mean.empty())
      fmt::format_to(std::back_inserter(out), "   did you mean {}?",
                     escape_controls(clause.did_you_mean));
    out += '\n';
  }
}

void append_explanation(std::string& out, const ResultPage& page) {
  if (page.tree.empty()) return;
  out += "query\n";
  for (std::size_t at = 0; at < page.tree.size();) {
    const std::size_t end = std::min(page.tree.find('\n', at), page.tree.size());
    const std::string_view line = std::string_view(page.tree).substr(at, end - at);
    fmt::format_to(std::back_inserter(out), "{:{}}{}\n", "", indent, escape_controls(line));
    at = end + 1;
  }
  out += "terms\n";
  for (const TermInfo& term : page.terms)
    fmt::format_to(std::back_inserter(out), "{:{}}{}  {} {}\n", "", indent,
                   escape_controls(term.term), with_thousands(term.documents),
                   term.documents == 1 ? "document" : "documents");
  out += '\n';
}

std::string summary(const ResultPage& page, std::size_t offset) {
  const double ms = static_cast<double>(page.took_us) / 1000.0;
  if (page.hits.empty() && page.total.value == 0) return fmt::format("no hits ({:.1f} ms)\n", ms);
  const std::string total = text_of(page.total);
  const std::string_view noun = page.total.value == 1 ? "hit" : "hits";
  if (page.hits.empty() && offset > 0)
    return fmt::format("no hits from {} on, {} {} in all ({:.1f} ms)\n", offset + 1, total, noun,
                       ms);
  if (page.hits.empty() || (offset == 0 && page.total.value == page.hits.size()))
    return fmt::format("{} {} ({:.1f} ms)\n", total, noun, ms);
  return fmt::format("hits {}-{} of {} ({:.1f} ms)\n", offset + 1, offset + page.hits.size(), total,
                     ms);
}

void append_metadata(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  fmt::format_to(std::back_inserter(out), "{:<9} {}\n", name, escape_controls(value));
}

std::string list_text(std::span<const std::string> values) {
  return fmt::format("{}", fmt::join(values, ", "));
}

}  // namespace

std::string page_to_text(const ResultPage& page, std::size_t offset, const TextStyle& style) {
  std::string out;
  append_explanation(out, page);
  for (const Hit& hit : page.hits) append_hit(out, hit, style);
  append_timeline(out, page);
  for (const Facet& facet : page.facets) append_facet(out, facet);
  out += summary(page, offset);
  if (page.hits.empty()) append_clauses(out, page);
  return out;
}

std::string document_to_text(const Document& document, const std::vector<Mark>& title_marks,
                             const std::vector<Mark>& text_marks, const TextStyle& style) {
  std::string out;
  if (!document.title.empty())
    out += styled_line(document.title, title_marks, title_highlight(style)) + "\n\n";
  append_metadata(out, "key", document.key);
  append_metadata(out, "date", date_text(document.date));
  for (const FieldSpec& field : field_table)
    if (field.kind == FieldKind::keyword && field.id != FieldId::date_precision)  // the date has it
      append_metadata(out, field.name, list_text(values_of(field, document)));
  append_metadata(out, "extra", document.extra_json);
  out += '\n';
  const std::string_view text = document.text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const auto marks = marks_within(text_marks, at, end - at);
    const auto lines =
        styled_lines(text.substr(at, end - at), marks, text_highlight(style), 0, style.width);
    out += lines.empty() ? std::string("\n") : lines;
    at = end + 1;
  }
  return out;
}

}  // namespace dateline
