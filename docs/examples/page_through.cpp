// How do I show more than one page of hits? Prints all hits of a query, newest first, page by page:
//   page_through INDEX QUERY HITS-PER-PAGE
// A cursor stays on the generation of the first page, so that no hit is repeated or skipped when a
// new generation is published between two pages.
#include <dateline/searcher.hpp>
#include <iostream>
#include <string>

namespace {

int fail(const dateline::Error& error) {
  std::cerr << error.message << '\n' << error.hint << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const auto searcher = dateline::Searcher::open(argv[1]);
  if (!searcher) return fail(searcher.error());
  dateline::SearchRequest request{
      .text = argv[2], .limit = std::stoul(argv[3]), .sort = dateline::Sort::newest};
  for (int number = 1;; ++number) {
    const auto page = searcher->search(request);
    if (!page) return fail(page.error());  // ErrorCode::gone: start again with the first page
    std::cout << "page " << number << '\n';
    for (const auto& hit : page->hits)
      std::cout << hit.rank << ' ' << to_string(hit.date) << ' ' << hit.key << '\n';
    if (page->next_cursor.empty()) return 0;
    request.cursor = page->next_cursor;
  }
}
