// What a page says about the query: how it was read, why nothing was found, what is wrong with it.
#include "common/base/numbers.hpp"
#include "common/base/utf8.hpp"
#include "server/page/page_frame.hpp"
#include "server/page/results_view.hpp"

namespace dateline {
namespace {

void write_count_row(HtmlWriter& html, std::string_view name, std::string_view count) {
  html.open("tr").element("th", {{"scope", "row"}}, name).element("td", {}, count).close();
}

void write_count_heads(HtmlWriter& html, std::string_view name) {
  html.open("thead").open("tr");
  html.element("th", {{"scope", "col"}}, name).element("th", {{"scope", "col"}}, "Documents");
  html.close().close();
}

std::string total_text(const Total& total) {
  return (total.exact ? "" : "about ") + with_thousands(total.value);
}

/// The request with a clause of its text replaced; nothing where the clause is not in the text, or
/// stands in it as part of a longer word.
std::optional<PageRequest> with_clause_replaced(const PageRequest& request,
                                                const ClauseCount& clause) {
  const std::size_t at = request.text.find(clause.clause);
  if (clause.clause.empty() || at == std::string::npos) return std::nullopt;
  PageRequest replaced = request;
  replaced.cursor.clear();
  replaced.text.replace(at, clause.clause.size(), clause.did_you_mean);
  return replaced;
}

void write_suggestion(HtmlWriter& html, const PageRequest& request, const ClauseCount& clause) {
  html.text("Did you mean ");
  if (const auto replaced = with_clause_replaced(request, clause))
    html.element("a", {{"href", results_url(*replaced)}}, clause.did_you_mean);
  else
    html.element("em", {}, clause.did_you_mean);
  html.text("?");
}

void write_clause(HtmlWriter& html, const PageRequest& request, const ClauseCount& clause) {
  html.open("tr").element("th", {{"scope", "row"}}, clause.clause);
  html.element("td", {}, total_text(clause.documents)).open("td");
  if (!clause.did_you_mean.empty()) write_suggestion(html, request, clause);
  html.close().close();
}

/// The query as a line of text with the character at the fault marked, or a space at its end.
void write_faulty_query(HtmlWriter& html, std::string_view text, std::size_t offset) {
  const std::size_t begin = utf8_border(text, offset);
  html.open("p", {{"class", "faulty-query"}}).open("code");
  html.text(text.substr(0, begin));
  if (begin < text.size()) {
    const std::size_t length = decode_utf8(text, begin).length;
    html.element("mark", {}, text.substr(begin, length)).text(text.substr(begin + length));
  } else {
    html.element("mark", {}, " ");
  }
  html.close().close();
}

/// The corrected query as a link.
void write_suggestion(HtmlWriter& html, const PageRequest& request, const std::string& query) {
  PageRequest corrected = request;
  corrected.text = query;
  corrected.cursor.clear();
  html.open("p", {{"class", "suggestion"}}).text("Search instead for ");
  html.element("a", {{"href", results_url(corrected)}}, query);
  html.close();
}

}  // namespace

void write_explanation(HtmlWriter& html, const ResultPage& page) {
  if (page.tree.empty()) return;
  html.open("section", {{"class", "explanation"}, {"aria-labelledby", "explanation"}});
  html.element("h2", {{"id", "explanation"}}, "How the query was read");
  html.element("pre", {}, page.tree);
  html.open("table");
  write_count_heads(html, "Term");
  html.open("tbody");
  for (const TermInfo& term : page.terms)
    write_count_row(html, term.term, with_thousands(term.documents));
  html.close().close().close();
}

void write_no_hits(HtmlWriter& html, const PageRequest& request, const ResultPage& page) {
  html.open("section", {{"class", "no-hits"}});
  html.element("p", {}, "Nothing matches all of this. Each part of the query alone matches:");
  html.open("table");
  html.open("thead").open("tr");
  for (const std::string_view head : {"Part", "Documents", "Hint"})
    html.element("th", {{"scope", "col"}}, head);
  html.close().close().open("tbody");
  for (const ClauseCount& clause : page.clauses) write_clause(html, request, clause);
  html.close().close().close();
}

void write_fault(HtmlWriter& html, const PageRequest& request, const PageFault& fault) {
  const bool has_spot = fault.field == PageField::query && fault.error.offset;
  const std::size_t offset = has_spot ? *fault.error.offset : 0;
  html.open("section", {{"class", "fault"},
                        {"id", fault_id},
                        {"role", "alert"},
                        {"data-offset", std::to_string(offset), has_spot}});
  html.element("p", {{"class", "message"}}, fault.error.message);
  if (has_spot) write_faulty_query(html, request.text, offset);
  if (!fault.error.hint.empty()) html.element("p", {{"class", "hint"}}, fault.error.hint);
  if (!fault.error.suggestion.empty()) write_suggestion(html, request, fault.error.suggestion);
  if (!request.cursor.empty()) {
    PageRequest first = request;
    first.cursor.clear();
    html.open("p").element("a", {{"href", results_url(first)}}, "To the first page").close();
  }
  html.close();
}

}  // namespace dateline
