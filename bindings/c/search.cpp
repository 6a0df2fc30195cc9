// Searching from C, and reading a page of hits.
#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>

#include "bindings/c/handles.hpp"
#include "dateline/output.hpp"

namespace dateline {
namespace {

/// Longer timeouts are none: the clock would overflow.
constexpr std::uint64_t longest_timeout_ms = std::uint64_t{24} * 3600 * 1000 * 365;

SearchRequest bounded_query(const dateline_query& handle) {
  SearchRequest query = handle.query;
  query.stop = handle.stop.get_token();
  if (handle.timeout_ms > 0 && handle.timeout_ms < longest_timeout_ms) {
    query.deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(handle.timeout_ms);
  }
  return query;
}

Result<dateline_page*> search(const dateline_searcher* searcher, const dateline_query* query) {
  DATELINE_TRY(require_argument(searcher, "the searcher"));
  DATELINE_TRY(require_argument(query, "the query"));
  if (!query->faults.empty()) return tl::unexpected(query->faults.begin()->second);
  DATELINE_ASSIGN(ResultPage page, searcher->searcher.search(bounded_query(*query)));
  auto handle = std::make_unique<dateline_page>();
  handle->json = page_to_json(page, query->query.explain);
  for (const Hit& hit : page.hits) handle->dates.push_back(to_string(hit.date));
  handle->page = std::move(page);
  return handle.release();
}

Result<char*> document_json(const dateline_searcher* searcher, const char* key) {
  DATELINE_TRY(require_argument(searcher, "the searcher"));
  DATELINE_TRY(require_argument(key, "the key"));
  DATELINE_ASSIGN(const Document document, searcher->searcher.document(key));
  char* text = ::strdup(document_to_json(document).c_str());
  if (text == nullptr) throw std::bad_alloc();
  return text;
}

const Hit* hit_of(const dateline_page* page, std::size_t index) noexcept {
  return page != nullptr && index < page->page.hits.size() ? &page->page.hits[index] : nullptr;
}

const Mark* mark_of(const dateline_page* page, std::size_t index, std::size_t mark) noexcept {
  const Hit* hit = hit_of(page, index);
  return hit != nullptr && mark < hit->snippet.marks.size() ? &hit->snippet.marks[mark] : nullptr;
}

const char* text_of(const dateline_page* page, std::size_t index,
                    std::string Hit::*member) noexcept {
  const Hit* hit = hit_of(page, index);
  return hit == nullptr ? "" : (hit->*member).c_str();
}

}  // namespace
}  // namespace dateline

using dateline::Hit;

dateline_searcher* dateline_searcher_open(const char* index, dateline_error** error) {
  return dateline::guard_c<dateline_searcher*>(
      error, nullptr, [&]() -> dateline::Result<dateline_searcher*> {
        DATELINE_TRY(dateline::require_argument(index, "the index"));
        DATELINE_ASSIGN(auto searcher, dateline::Searcher::open(index));
        return new dateline_searcher{std::move(searcher)};
      });
}

void dateline_searcher_close(dateline_searcher* searcher) {
  delete searcher;
}

uint64_t dateline_searcher_generation(const dateline_searcher* searcher) {
  if (searcher == nullptr) return 0;
  // If the check fails, the open generation stays in use; a search says why.
  [[maybe_unused]] const dateline::Status looked = searcher->searcher.refresh();
  return searcher->searcher.generation();
}

dateline_page* dateline_search(const dateline_searcher* searcher, const dateline_query* query,
                               dateline_error** error) {
  return dateline::guard_c<dateline_page*>(error, nullptr,
                                           [&] { return dateline::search(searcher, query); });
}

void dateline_page_free(dateline_page* page) {
  delete page;
}

char* dateline_document_json(const dateline_searcher* searcher, const char* key,
                             dateline_error** error) {
  return dateline::guard_c<char*>(error, nullptr,
                                  [&] { return dateline::document_json(searcher, key); });
}

const char* dateline_page_json(const dateline_page* page) {
  return page == nullptr ? "" : page->json.c_str();
}

uint64_t dateline_page_generation(const dateline_page* page) {
  return page == nullptr ? 0 : page->page.generation;
}

uint64_t dateline_page_total(const dateline_page* page) {
  return page == nullptr ? 0 : page->page.total.value;
}

int dateline_page_total_is_exact(const dateline_page* page) {
  return page != nullptr && page->page.total.exact ? 1 : 0;
}

int dateline_page_is_partial(const dateline_page* page) {
  return page != nullptr && page->page.partial ? 1 : 0;
}

const char* dateline_page_next_cursor(const dateline_page* page) {
  return page == nullptr ? "" : page->page.next_cursor.c_str();
}

const char* dateline_page_previous_cursor(const dateline_page* page) {
  return page == nullptr ? "" : page->page.previous_cursor.c_str();
}

uint64_t dateline_page_last_document(const dateline_page* page) {
  return page == nullptr ? 0 : page->page.last_document;
}

size_t dateline_page_hit_count(const dateline_page* page) {
  return page == nullptr ? 0 : page->page.hits.size();
}

size_t dateline_hit_rank(const dateline_page* page, size_t index) {
  const Hit* hit = dateline::hit_of(page, index);
  return hit == nullptr ? 0 : hit->rank;
}

double dateline_hit_score(const dateline_page* page, size_t index) {
  const Hit* hit = dateline::hit_of(page, index);
  return hit == nullptr ? 0 : hit->score;
}

const char* dateline_hit_key(const dateline_page* page, size_t index) {
  return dateline::text_of(page, index, &Hit::key);
}

const char* dateline_hit_date(const dateline_page* page, size_t index) {
  return dateline::hit_of(page, index) == nullptr ? "" : page->dates[index].c_str();
}

const char* dateline_hit_title(const dateline_page* page, size_t index) {
  return dateline::text_of(page, index, &Hit::title);
}

const char* dateline_hit_source(const dateline_page* page, size_t index) {
  return dateline::text_of(page, index, &Hit::source);
}

const char* dateline_hit_url(const dateline_page* page, size_t index) {
  return dateline::text_of(page, index, &Hit::url);
}

const char* dateline_hit_language(const dateline_page* page, size_t index) {
  return dateline::text_of(page, index, &Hit::language);
}

const char* dateline_hit_snippet(const dateline_page* page, size_t index) {
  const Hit* hit = dateline::hit_of(page, index);
  return hit == nullptr ? "" : hit->snippet.text.c_str();
}

size_t dateline_hit_mark_count(const dateline_page* page, size_t index) {
  const Hit* hit = dateline::hit_of(page, index);
  return hit == nullptr ? 0 : hit->snippet.marks.size();
}

size_t dateline_hit_mark_offset(const dateline_page* page, size_t index, size_t mark) {
  const dateline::Mark* found = dateline::mark_of(page, index, mark);
  return found == nullptr ? 0 : found->offset;
}

size_t dateline_hit_mark_length(const dateline_page* page, size_t index, size_t mark) {
  const dateline::Mark* found = dateline::mark_of(page, index, mark);
  return found == nullptr ? 0 : found->length;
}
