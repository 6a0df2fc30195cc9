#include <array>
#include <string>

#include "common/date/find_dates.hpp"
#include "indexer/readers/html/dates/stated_dates.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t most_script_bytes = 2u << 20;
constexpr std::size_t longest_name = 32;
constexpr std::size_t longest_value = 40;

/// publishedAt, published_at, datePublished, publishDate, pubDate, firstPublished, ...
bool says_publication(std::string_view name) {
  std::string bare;
  for (const char c : name)
    if (c != '_' && c != '-') bare.push_back(ascii_lower(c));
  constexpr std::array<std::string_view, 14> names{
      "publishedat",      "datepublished",    "publishdate",     "publisheddate",
      "pubdate",          "firstpublished",   "publicationdate", "publishedtime",
      "publishtime",      "firstpublishedat", "publishat",       "datepublication",
      "firstpublishdate", "publisheddatetime"};
  for (const std::string_view known : names)
    if (bare == known) return true;
  return false;
}

/// The name that ends before the quotation mark at `quote`.
std::string_view name_before(std::string_view script, std::size_t quote) noexcept {
  std::size_t begin = quote;
  while (begin > 0 && quote - begin < longest_name) {
    const char c = script[begin - 1];
    if (!(ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z') && c != '_' && c != '-') break;
    --begin;
  }
  return script.substr(begin, quote - begin);
}

/// The value of `name": "value"`, also where it is in a string itself and has backslashes.
std::string_view value_after(std::string_view script, std::size_t quote) noexcept {
  std::size_t at = quote;
  while (at < script.size() && (script[at] == '\\' || script[at] == '"' || script[at] == '\''))
    ++at;
  at = std::min(script.find_first_not_of(" \t\n", at), script.size());
  if (at == script.size() || script[at] != ':') return {};
  at = script.find_first_not_of(" \t\n\\\"'", at + 1);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = script.substr(at, longest_value + 1);
  const std::size_t end = rest.find_first_of("\\\"',}");
  return end == std::string_view::npos ? std::string_view() : rest.substr(0, end);
}

/// `showDate("2024/05/14")` where a page shows its date.
void add_call(std::string_view script, DateCandidates& out) {
  constexpr std::size_t longest_call = 120;
  if (script.size() > longest_call || script.find('(') == std::string_view::npos) return;
  for (const FoundDate& found : find_dates(script, out.hints(), 1))
    if (found.reading.date && found.reading.date->precision >= DatePrecision::day)
      out.add(DateSource::state, found.reading, {});
}

void add_script(std::string_view script, DateCandidates& out) {
  // All these names have it.
  for (std::size_t at = script.find("ub"); at != std::string_view::npos;
       at = script.find("ub", at + 2)) {
    std::size_t end = at + 2;
    while (end < script.size() && end - at < longest_name &&
           ((ascii_lower(script[end]) >= 'a' && ascii_lower(script[end]) <= 'z') ||
            script[end] == '_'))
      ++end;
    if (end == script.size() ||
        (script[end] != '"' && script[end] != '\\' && script[end] != ':' && script[end] != '\''))
      continue;
    if (says_publication(name_before(script, end)))
      out.add_text(DateSource::state, value_after(script, end));
    if (out.all().size() >= DateCandidates::most) return;
  }
}

}  // namespace

void add_state_dates(const HtmlTree& tree, DateCandidates& out) {
  std::size_t read = 0;
  for (NodeId id = 0; id < tree.size(); ++id) {
    if (tree.tag(id) != Tag::script) continue;
    if (tree.attribute(id, "type").find("ld+json") != std::string_view::npos) continue;
    const bool in_body = tree.tag(tree.parent(id)) != Tag::head;
    for (NodeId inside = id + 1; inside < tree.end(id); ++inside) {
      read += tree[inside].text.size();
      if (read > most_script_bytes) return;
      add_script(tree[inside].text, out);
      if (in_body) add_call(tree[inside].text, out);
    }
  }
}

}  // namespace dateline::html
