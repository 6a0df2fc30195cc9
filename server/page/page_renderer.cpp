#include "server/page/page_renderer.hpp"

#include "server/page/document_view.hpp"
#include "server/page/page_frame.hpp"
#include "server/page/start_view.hpp"
#include "server/page/timeline_view.hpp"

namespace dateline {
namespace {

std::string_view window_title(const PageRequest& request) {
  return request.text.empty() ? std::string_view("Search") : std::string_view(request.text);
}

}  // namespace

std::string render_start_page() {
  HtmlWriter html;
  begin_page(html, {}, {PageKind::start, {}, nullptr});
  write_start(html);
  end_page(html);
  return html.take();
}

std::string render_results_page(const PageRequest& request, const ResultsContent& content) {
  const ResultPage& page = content.page;
  HtmlWriter html;
  begin_page(html, request, {PageKind::results, window_title(request), nullptr});
  write_summary(html, request, page);
  write_timeline(html, request, content.histogram, {page.undated, page.suspicious}, nullptr);
  write_explanation(html, page);
  if (page.hits.empty() && page.total.value == 0) {
    write_no_hits(html, request, page);
  } else {
    html.open("div", {{"class", "columns"}}).open("div", {{"class", "found"}});
    write_hits(html, request, page);
    write_page_links(html, content.links);
    html.close();
    write_facets(html, request, page);
    html.close();
  }
  end_page(html);
  return html.take();
}

std::string render_document_page(const PageRequest& request, const DocumentContent& content) {
  HtmlWriter html;
  const std::string_view title = content.document.title.empty()
                                     ? std::string_view(content.document.key)
                                     : std::string_view(content.document.title);
  begin_page(html, request, {PageKind::document, title, nullptr});
  write_document(html, request, content);
  end_page(html);
  return html.take();
}

std::string render_fault_page(const PageRequest& request, const PageFault& fault) {
  HtmlWriter html;
  const bool in_document = !request.key.empty();
  begin_page(html, request,
             {in_document ? PageKind::document : PageKind::results, window_title(request), &fault});
  write_fault(html, request, fault);
  if (!in_document) write_timeline(html, request, {}, {}, &fault);
  end_page(html);
  return html.take();
}

}  // namespace dateline
