#include "server/page/document_view.hpp"

#include <fmt/format.h>

#include "common/base/numbers.hpp"
#include "dateline/search_parameters.hpp"
#include "server/page/date_words.hpp"
#include "server/page/language_names.hpp"
#include "server/page/marked_text.hpp"
#include "server/page/query_string.hpp"

namespace dateline {
namespace {

std::string matches_in_words(std::size_t count) {
  if (count == 0) return "None of the words is in the text";
  return with_thousands(count) + (count == 1 ? " match" : " matches");
}

void write_bar(HtmlWriter& html, const PageRequest& request, std::size_t matches) {
  html.open("nav", {{"class", "reader-bar"}, {"aria-label", "Matches"}});
  if (request.asks())
    html.element("a", {{"class", "back"}, {"href", results_url(request)}}, "← Hits");
  if (!request.text.empty()) {
    html.open("span", {{"class", "matches"}});
    html.element("span", {{"id", "match-count"}, {"role", "status"}}, matches_in_words(matches));
    if (matches > 0) {
      html.element("a", {{"id", "first-match"}, {"href", "#m1"}}, "First");
    }
    html.close();
  }
  html.close();
}

void write_source(HtmlWriter& html, const std::string& source) {
  if (source.empty()) return;
  PageRequest by_source;
  by_source.source = source;
  if (can_filter_by(source))
    html.element("a", {{"class", "source"}, {"href", results_url(by_source)}}, source);
  else
    html.element("span", {{"class", "source"}}, source);
}

void write_byline(HtmlWriter& html, const Document& document) {
  html.open("p", {{"class", "byline"}});
  html.element("time", {{"datetime", to_string(document.date), document.date.known()}},
               date_in_words(document.date));
  write_source(html, document.source);
  if (!document.authors.empty())
    html.element("span", {}, fmt::format("by {}", fmt::join(document.authors, ", ")));
  if (!document.language.empty()) html.element("span", {}, language_name(document.language));
  if (is_web_address(document.url))
    html.element("a",
                 {{"href", document.url},
                  {"class", "origin"},
                  {"rel", "noopener noreferrer nofollow external"}},
                 "Original");
  html.close();
}

void write_detail(HtmlWriter& html, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  html.open("div").element("dt", {}, name).element("dd", {}, value).close();
}

void write_details(HtmlWriter& html, const Document& document) {
  html.open("dl", {{"class", "details"}});
  write_detail(html, "Key", document.key);
  write_detail(html, "Tags", fmt::format("{}", fmt::join(document.tags, ", ")));
  for (const auto& [name, values] : document.fields)
    write_detail(html, name, fmt::format("{}", fmt::join(values, ", ")));
  write_detail(html, "Address", document.url);
  if (document.date.suspicious) write_detail(html, "Date", "doubtful: very old, or in the future");
  if (document.encoding_repaired)
    write_detail(html, "Encoding",
                 "bytes that were not UTF-8 were read as windows-1252 or replaced");
  html.close();
}

}  // namespace

void write_document(HtmlWriter& html, const PageRequest& request, const DocumentContent& content) {
  const Document& document = content.document;
  write_bar(html, request, content.text_marks.size());
  html.open("article", {{"class", "document"},
                        {"id", "document"},
                        {"lang", document.language, !document.language.empty()},
                        {"dir", "auto"}});
  html.open("h1");
  if (document.title.empty())
    html.text("(no title)");
  else
    write_marked(html, document.title, content.title_marks);
  html.close();
  write_byline(html, document);
  html.open("div", {{"class", "text"}});
  write_marked_paragraphs(html, document.text, content.text_marks);
  html.close();
  write_details(html, document);
  html.close();
}

}  // namespace dateline
