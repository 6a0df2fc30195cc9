// What else was written on the subject of a document, before it? find_related INDEX KEY
// Near-copies of the document are left out.
#include <dateline/searcher.hpp>
#include <iostream>

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto searcher = dateline::Searcher::open(argv[1]);
  if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
  const auto page = searcher->search(
      {.limit = 5,
       .related = dateline::RelatedTo{.key = argv[2], .when = dateline::RelatedWhen::before},
       .snippet_bytes = 0});
  if (!page) {  // not_found: there is no such document; usage: it has no date
    std::cerr << page.error().message << '\n' << page.error().hint << '\n';
    return 1;
  }
  for (const auto& hit : page->hits)
    std::cout << to_string(hit.date) << ' ' << hit.title << " [" << hit.key << "]\n";
}
