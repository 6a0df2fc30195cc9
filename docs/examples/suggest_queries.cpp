// How do I complete what a user is typing? suggest_queries INDEX TEXT
#include <dateline/searcher.hpp>
#include <iostream>

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto searcher = dateline::Searcher::open(argv[1]);
  if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
  // Reads the vocabulary. A server calls this when it starts, so that the first user need not wait.
  if (const auto ready = searcher->prepare_suggestions(); !ready)
    return std::cerr << ready.error().message << '\n', 1;
  const auto suggestions = searcher->suggest(argv[2]);
  if (!suggestions) return std::cerr << suggestions.error().message << '\n', 1;
  for (const auto& query : suggestions->queries)
    std::cout << "search " << query.text << " (" << query.documents << ")\n";
  for (const auto& title : suggestions->titles)
    std::cout << "read " << title.title << " [" << title.key << "]\n";
}
