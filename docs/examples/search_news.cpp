// Searches an index: search_news INDEX QUERY
#include <dateline/searcher.hpp>
#include <iostream>

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto searcher = dateline::Searcher::open(argv[1]);
  if (!searcher) {
    std::cerr << searcher.error().message << '\n' << searcher.error().hint << '\n';
    return 1;
  }
  const auto page = searcher->search({.text = argv[2], .limit = 10});
  if (!page) {
    std::cerr << page.error().message << '\n' << page.error().hint << '\n';
    return 1;
  }
  for (const auto& hit : page->hits)
    std::cout << hit.rank << ' ' << dateline::to_string(hit.date) << ' ' << hit.key << '\n';
}
