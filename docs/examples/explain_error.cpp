// How do I show a user what is wrong with a query? explain_error INDEX QUERY
#include <dateline/searcher.hpp>
#include <iostream>
#include <string>

namespace {

/// The query, and a caret below the byte that cannot be understood. (In a text with letters beyond
/// ASCII, count characters instead of bytes.)
void point_at(const std::string& query, std::size_t offset) {
  std::cout << "  " << query << "\n  " << std::string(offset, ' ') << "^\n";
}

void explain(const dateline::Error& error, const std::string& query) {
  std::cout << "error: " << error.message << '\n';
  if (error.offset) point_at(query, *error.offset);
  if (!error.hint.empty()) std::cout << "hint: " << error.hint << '\n';
  if (!error.suggestion.empty()) std::cout << "did you mean: " << error.suggestion << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto searcher = dateline::Searcher::open(argv[1]);
  if (!searcher) return explain(searcher.error(), ""), 1;
  const auto page = searcher->search({.text = argv[2]});
  if (!page) return explain(page.error(), argv[2]), 1;
  std::cout << page->hits.size() << " hits on the first page\n";
  // Without hits, the page says how many documents each part of the query matches alone.
  for (const dateline::ClauseCount& clause : page->clauses)
    std::cout << clause.clause << ": " << clause.documents.value << ' ' << clause.did_you_mean
              << '\n';
}
