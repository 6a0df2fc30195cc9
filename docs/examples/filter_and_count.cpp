// How often did each source write about something, within some years?
//   filter_and_count INDEX QUERY SINCE UNTIL        (dates as 2024-05-14, 2024-05 or 2024)
#include <dateline/searcher.hpp>
#include <iostream>

namespace {

int fail(const dateline::Error& error) {
  std::cerr << error.message << '\n' << error.hint << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const auto since = dateline::parse_date(argv[3]);
  const auto until = dateline::parse_date(argv[4]);
  if (!since || !until) return 2;
  const auto searcher = dateline::Searcher::open(argv[1]);
  if (!searcher) return fail(searcher.error());
  // A filter in the query's text, such as source:"Northlight Wire", would do as well.
  const dateline::DayRange published{days_of(*since).first, days_of(*until).last};
  const auto page = searcher->search({.text = argv[2],
                                      .limit = 0,
                                      .published = published,
                                      .facets = {dateline::FacetField::source}});
  if (!page) return fail(page.error());
  std::cout << "all\t" << page->total.value << '\n';  // exact, as with every facet
  for (const dateline::Facet& facet : page->facets)
    for (const auto& [source, count] : facet.values) std::cout << source << '\t' << count << '\n';
}
