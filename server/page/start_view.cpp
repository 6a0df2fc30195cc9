#include "server/page/start_view.hpp"

#include <array>

#include "server/page/page_request.hpp"

namespace dateline {
namespace {

struct Example {
  std::string_view query;
  std::string_view meaning;
};

constexpr std::array<Example, 8> examples{{
    {"odesa istanbul", "any of the words; more and rarer words rank higher"},
    {"+odesa agreement -texas", "must, may, must not"},
    {"\"spring tide\"", "next to each other"},
    {"\"istanbul odesa\"~10", "near each other, in any order"},
    {"title:istanbul", "in the title"},
    {"source:\"Northlight Wire\" wind", "by this source"},
    {"agreement date:2023..2024-06", "published from January 2023 to June 2024"},
    {"coop* =agreement", "words that begin with coop; exactly this form"},
}};

std::string query_url(std::string_view query) {
  PageRequest request;
  request.text = query;
  return results_url(request);
}

}  // namespace

void write_start(HtmlWriter& html) {
  html.element("h1", {}, "Search dated news");
  html.open("dl", {{"class", "examples"}});
  for (const Example& example : examples) {
    html.open("div").open("dt");
    html.element("a", {{"href", query_url(example.query)}}, example.query);
    html.close().element("dd", {}, example.meaning).close();
  }
  html.close();
  PageRequest everything;
  everything.text = "-date:none";
  everything.sort = Sort::newest;
  html.open("p", {{"class", "everything"}});
  html.element("a", {{"href", results_url(everything)}}, "All dated documents, newest first");
  html.close();
}

}  // namespace dateline
