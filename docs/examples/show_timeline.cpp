// When was something in the news? Prints a bar for each month: show_timeline INDEX QUERY
#include <algorithm>
#include <dateline/searcher.hpp>
#include <iostream>
#include <string>

namespace {

int fail(const dateline::Error& error) {
  std::cerr << error.message << '\n' << error.hint << '\n';
  return 1;
}

void print_bar(const dateline::TimelineBucket& month, std::uint64_t most) {
  constexpr std::uint64_t widest = 40;
  const std::string bar(static_cast<std::size_t>(month.count * widest / most), '#');
  std::cout << dateline::to_string(month.first).substr(0, 7) << ' ' << bar << ' ' << month.count
            << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto searcher = dateline::Searcher::open(argv[1]);
  if (!searcher) return fail(searcher.error());
  const auto page =
      searcher->search({.text = argv[2], .limit = 0, .timeline = dateline::TimelineUnit::month});
  if (!page) return fail(page.error());
  std::uint64_t most = 1;
  for (const auto& month : page->timeline) most = std::max(most, month.count);
  for (const auto& month : page->timeline) print_bar(month, most);
  std::cout << page->undated << " without a date\n";
}
