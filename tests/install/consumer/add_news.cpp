// Makes an index of one document: add_news INDEX
#include <dateline/indexer.hpp>
#include <iostream>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  auto indexer = dateline::Indexer::open({.index = argv[1]});
  if (!indexer) {
    std::cerr << indexer.error().message << '\n';
    return 1;
  }
  dateline::Document document;
  document.key = "harbour-2024-05-14";
  document.title = "Harbour cities renew their agreement";
  document.text = "Odesa and Istanbul renewed an agreement of 2002.";
  document.date = dateline::parse_date("2024-05-14").value();
  if (!indexer->add(std::move(document)) || !indexer->publish()) return 1;
  return 0;
}
