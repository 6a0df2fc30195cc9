// Adds news from standard input to an index: add_news INDEX
// A line is a document: key, date, title and text, separated by tabs.
#include <dateline/indexer.hpp>
#include <iostream>
#include <sstream>
#include <string>

namespace {

int fail(const dateline::Error& error) {
  std::cerr << error.message << '\n' << error.hint << '\n';
  return 1;
}

dateline::Document document_of(const std::string& line) {
  std::istringstream fields(line);
  std::string date;
  dateline::Document document;
  std::getline(fields, document.key, '\t');
  std::getline(fields, date, '\t');
  std::getline(fields, document.title, '\t');
  std::getline(fields, document.text);
  document.date = dateline::parse_date(date).value_or(dateline::Date{});
  return document;
}

void tell(const dateline::IndexProgress& progress) {
  if (progress.stage == dateline::IndexStage::publishing)
    std::cerr << "publishing " << progress.documents << " documents\n";
  else
    std::cerr << progress.documents << " documents\r";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  auto indexer = dateline::Indexer::open({.index = argv[1], .on_progress = tell});
  if (!indexer) return fail(indexer.error());
  for (std::string line; std::getline(std::cin, line);) {
    const auto added = indexer->add(document_of(line));
    if (!added) return fail(added.error());
  }
  const auto generation = indexer->publish();
  if (!generation) return fail(generation.error());
  const dateline::IndexCounts& counts = indexer->counts();
  std::cout << "generation " << *generation << ": " << counts.added << " added, " << counts.replaced
            << " replaced, " << counts.unchanged << " unchanged\n";
}
