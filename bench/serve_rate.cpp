// Searches a second in process, on all cores, as a server would do them without HTTP.
//   serve_rate INDEX QUERIES SECONDS
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "dateline/searcher.hpp"

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> read_lines(const char* path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

void search_until(Clock::time_point end, const dateline::Searcher& searcher,
                  const std::vector<std::string>& queries, std::atomic<std::size_t>& done) {
  while (Clock::now() < end) {
    dateline::SearchRequest query;
    query.text = queries[done++ % queries.size()];
    if (!searcher.search(query)) std::abort();  // a rate of failures means nothing
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const auto searcher = dateline::Searcher::open(argv[1]);
  const std::vector<std::string> queries = read_lines(argv[2]);
  if (!searcher || queries.empty()) return 2;
  const int seconds = std::atoi(argv[3]);
  std::atomic<std::size_t> done{0};
  std::vector<std::thread> threads;
  const auto start = Clock::now();
  for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
    threads.emplace_back(search_until, start + std::chrono::seconds(seconds), std::cref(*searcher),
                         std::cref(queries), std::ref(done));
  for (std::thread& thread : threads) thread.join();
  const std::chrono::duration<double> took = Clock::now() - start;
  std::printf("%.1f\n", static_cast<double>(done) / took.count());
}
