#include "server/page/page_site.hpp"

#include "server/answer/problem.hpp"
#include "server/page/assets.hpp"
#include "server/page/page_renderer.hpp"

namespace dateline {
namespace {

using serve::SitePage;
using serve::SiteRequest;

constexpr std::string_view search_path = "/";
constexpr std::string_view document_path = "/document";

/// What a reader may know of the error, at its place on the page.
SitePage fault_page(const PageRequest& request, PageFault fault) {
  serve::Problem problem = serve::to_problem(fault.error);
  fault.error.message = std::move(problem.detail);
  fault.error.hint = std::move(problem.hint);
  return {problem.status, render_fault_page(request, fault)};
}

/// The address of the page that a cursor leads to; empty where there is no cursor.
std::string url_at(const PageRequest& request, const std::string& cursor) {
  if (cursor.empty()) return {};
  PageRequest other = request;
  other.cursor = cursor;
  return results_url(other);
}

/// The timeline of the page, or of another look at the hits' dates where that shows more.
Result<Histogram> histogram_of(const Searcher& searcher, const SearchRequest& query,
                               const ResultPage& page) {
  if (!query.timeline) return Histogram{};
  const TimelineUnit unit = page.timeline_unit.value_or(*query.timeline);
  const auto finer = finer_unit(unit, page.timeline);
  if (!finer) return make_histogram(page.timeline, unit);
  SearchRequest counts = query;
  counts.limit = 0;
  counts.timeline = finer;
  counts.facets.clear();
  counts.explain = false;
  DATELINE_ASSIGN(const ResultPage counted, searcher.search(counts));
  return make_histogram(counted.timeline, counted.timeline_unit.value_or(*finer));
}

Result<ResultsContent> search_content(const Searcher& searcher, const PageRequest& request,
                                      const SearchRequest& query) {
  ResultsContent content;
  DATELINE_ASSIGN(content.page, searcher.search(query));
  if (query.timeline) {
    DATELINE_ASSIGN(content.histogram, histogram_of(searcher, query, content.page));
  }
  content.links = {url_at(request, content.page.previous_cursor),
                   url_at(request, content.page.next_cursor)};
  return content;
}

/// Asks for what the page shows beside the hits, as far as it can be had.
void count_hits(SearchRequest& query, const Capabilities& capabilities) {
  if (capabilities.has(Capability::timeline)) {
    query.timeline = timeline_unit_for(query.published);
    query.timeline_fits = true;
  }
  if (capabilities.has(Capability::facets))
    query.facets = {FacetField::source, FacetField::language, FacetField::year};
}

SitePage search_page(const SiteRequest& site, const PageRequest& request) {
  if (!request.asks()) return {200, render_start_page(), site.searcher.revision()};
  auto query = to_query(request, today_utc());
  if (!query) return fault_page(request, std::move(query.error()));
  query->deadline = site.deadline;
  query->stop = site.stop;
  count_hits(*query, site.searcher.capabilities());
  auto content = search_content(site.searcher, request, *query);
  if (!content) return fault_page(request, fault_of(std::move(content.error())));
  SitePage page{200, render_results_page(request, *content), {}};
  // Another time more may be found: a partial page is nothing to keep.
  if (!content->page.partial) page.revision = content->page.revision;
  return page;
}

Result<DocumentContent> document_content(const Searcher& searcher, const PageRequest& request) {
  DocumentContent content;
  DATELINE_ASSIGN(content.document, searcher.document(request.key));
  // A query that cannot be understood marks nothing; the document is shown all the same.
  SearchRequest query;
  query.text = request.text;
  if (auto marks = searcher.marks(query, content.document); marks) {
    content.title_marks = std::move(marks->title);
    content.text_marks = std::move(marks->text);
  }
  return content;
}

SitePage document_page(const SiteRequest& site, const PageRequest& request) {
  std::string revision = site.searcher.revision();
  auto content = document_content(site.searcher, request);
  if (!content) return fault_page(request, {PageField::page, std::move(content.error())});
  return {200, render_document_page(request, *content), std::move(revision)};
}

}  // namespace

std::optional<serve::StaticFile> PageSite::find_file(std::string_view path) const {
  const Asset* asset = find_asset(path);
  if (asset == nullptr) return std::nullopt;
  return serve::StaticFile{asset->content_type, asset->content, asset->etag, true};
}

bool PageSite::has_page(std::string_view path) const {
  return path == search_path || path == document_path;
}

SitePage PageSite::render(const SiteRequest& site) const {
  const PageRequest request = parse_page_request(site.query_string);
  return site.path == document_path ? document_page(site, request) : search_page(site, request);
}

}  // namespace dateline
