#include "server/page/results_view.hpp"

#include <fmt/format.h>

#include <array>

#include "common/base/numbers.hpp"
#include "server/page/date_words.hpp"
#include "server/page/language_names.hpp"
#include "server/page/marked_text.hpp"
#include "server/page/query_string.hpp"

namespace dateline {
namespace {

struct Order {
  Sort sort;
  std::string_view name;
};
constexpr std::array<Order, 3> orders{
    {{Sort::relevance, "Relevance"}, {Sort::newest, "Newest"}, {Sort::oldest, "Oldest"}}};

PageRequest first_page_of(PageRequest request) {
  request.cursor.clear();
  return request;
}

std::string total_in_words(const Total& total) {
  if (total.value == 0) return total.exact ? "No document" : "No document yet";
  return fmt::format("{}{} {}", total.exact ? "" : "About ", with_thousands(total.value),
                     total.value == 1 ? "document" : "documents");
}

std::string place_in_words(const ResultPage& page) {
  return fmt::format("{}–{}", page.hits.front().rank, page.hits.back().rank);
}

void write_orders(HtmlWriter& html, const PageRequest& request) {
  html.open("nav", {{"class", "orders"}, {"aria-label", "Order"}});
  for (const Order& order : orders) {
    PageRequest other = first_page_of(request);
    other.sort = order.sort;
    html.element(
        "a", {{"href", results_url(other)}, {"aria-current", "true", order.sort == request.sort}},
        order.name);
  }
  html.close();
}

void write_explain_link(HtmlWriter& html, const PageRequest& request) {
  PageRequest other = first_page_of(request);
  other.explain = !request.explain;
  html.element("a", {{"class", "explain"}, {"href", results_url(other)}},
               request.explain ? "Hide the explanation" : "Explain");
}

/// A filter that is in force, as a link that takes it away.
void write_chip(HtmlWriter& html, const PageRequest& without, std::string_view what,
                std::string_view value) {
  html.open("li").open("a", {{"href", results_url(first_page_of(without))}});
  html.element("span", {{"class", "unseen"}}, "Remove " + std::string(what) + " ");
  html.text(value);
  html.element("span", {{"class", "cross"}, {"aria-hidden", "true"}}, "×");
  html.close().close();
}

std::string dates_in_words(const PageRequest& request) {
  if (const auto days = published_days(request, today_utc()); days && *days)
    return days_in_words(**days);
  return request.since + " to " + request.until;
}

void write_chips(HtmlWriter& html, const PageRequest& request) {
  const bool dated = !request.since.empty() || !request.until.empty();
  if (request.source.empty() && request.language.empty() && !dated) return;
  html.open("ul", {{"class", "chips"}, {"aria-label", "Narrowed to"}});
  if (dated) {
    PageRequest without = request;
    without.since.clear();
    without.until.clear();
    write_chip(html, without, "the dates", dates_in_words(request));
  }
  if (!request.source.empty()) {
    PageRequest without = request;
    without.source.clear();
    write_chip(html, without, "the source", request.source);
  }
  if (!request.language.empty()) {
    PageRequest without = request;
    without.language.clear();
    write_chip(html, without, "the language", language_name(request.language));
  }
  html.close();
}

void write_byline(HtmlWriter& html, const Hit& hit) {
  html.open("p", {{"class", "byline"}});
  html.element("time", {{"datetime", to_string(hit.date), hit.date.known()}},
               date_in_words(hit.date));
  if (!hit.source.empty()) html.element("span", {{"class", "source"}}, hit.source);
  if (is_web_address(hit.url))
    html.element(
        "a",
        {{"href", hit.url}, {"class", "origin"}, {"rel", "noopener noreferrer nofollow external"}},
        "Original");
  html.close();
}

void write_scores(HtmlWriter& html, const Hit& hit) {
  html.open("p", {{"class", "scores"}}).text(fmt::format("score {:.3f}", hit.score));
  std::string_view sign = " = ";
  for (const TermScore& score : hit.explanation) {
    html.text(sign).element("span", {{"class", "term"}}, score.term);
    html.text(fmt::format(" {:.3f}", score.score));
    sign = " + ";
  }
  html.close();
}

void write_hit(HtmlWriter& html, const PageRequest& request, const Hit& hit) {
  html.open("li").open("article").open("h3");
  html.open("a", {{"href", document_url(request, hit.key)}});
  if (hit.title.empty())
    html.text("(no title)");
  else
    write_marked(html, hit.title, hit.title_marks);
  html.close().close();
  write_byline(html, hit);
  if (!hit.snippet.text.empty()) {
    html.open("p", {{"class", "snippet"}});
    write_marked(html, hit.snippet.text, hit.snippet.marks);
    html.close();
  }
  if (request.explain) write_scores(html, hit);
  html.close().close();
}

}  // namespace

void write_summary(HtmlWriter& html, const PageRequest& request, const ResultPage& page) {
  html.open("div", {{"class", "summary"}});
  html.open("h1").text(total_in_words(page.total));
  if (!page.hits.empty() && page.hits.front().rank > 1)
    html.element("small", {}, ", " + place_in_words(page));
  if (page.partial) html.element("small", {}, ", stopped at the time limit");
  html.close();
  write_orders(html, request);
  write_explain_link(html, request);
  html.element("a", {{"class", "to-facets"}, {"href", "#facets"}}, "Narrow");
  html.close();
  write_chips(html, request);
}

void write_hits(HtmlWriter& html, const PageRequest& request, const ResultPage& page) {
  html.element("h2", {{"class", "unseen"}}, "Hits");
  html.open("ol", {{"class", "hits"},
                   {"start", std::to_string(page.hits.empty() ? 1 : page.hits.front().rank)}});
  for (const Hit& hit : page.hits) write_hit(html, request, hit);
  html.close();
}

void write_page_links(HtmlWriter& html, const PageLinks& links) {
  if (links.previous.empty() && links.next.empty()) return;
  html.open("nav", {{"class", "pages"}, {"aria-label", "Pages"}});
  if (!links.previous.empty())
    html.element("a", {{"href", links.previous}, {"rel", "prev"}}, "← Previous");
  if (!links.next.empty()) html.element("a", {{"href", links.next}, {"rel", "next"}}, "Next →");
  html.close();
}

}  // namespace dateline
