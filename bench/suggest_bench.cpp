// What a key costs: suggestions in process, as a reader types queries.
//   suggest_bench INDEX QUERIES
// 100 queries of or.txt and 100 of phrase.txt are typed key by key, three times over. A key counts
// with the time that it took first, and with its best.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "bench/bench_main.hpp"
#include "bench/query_timing.hpp"
#include "common/base/utf8.hpp"
#include "dateline/searcher.hpp"

namespace {

using namespace dateline;
using namespace dateline::bench;

constexpr std::size_t queries_of_a_class = 100;
constexpr unsigned rounds = 3;

/// All beginnings of the class's queries, in the order of the keys.
void append_keys(const QueryClass& queries, std::vector<std::string>& keys) {
  for (const std::string& query : queries.queries)
    for (std::size_t size = 1; size <= query.size(); ++size)
      if (size == query.size() || !is_utf8_continuation(query[size]))
        keys.push_back(query.substr(0, size));
}

QueryClass all_keys(const std::filesystem::path& folder) {
  QueryClass keys{"keys", {}};
  for (const char* name : {"or", "phrase"})
    append_keys(read_queries(folder, name, queries_of_a_class), keys.queries);
  return keys;
}

void print_times(const char* name, std::vector<double> times_us) {
  std::sort(times_us.begin(), times_us.end());
  const auto at = [&](double share) {
    return times_us[static_cast<std::size_t>(share * static_cast<double>(times_us.size() - 1))];
  };
  fmt::print("{:<6} p50 {:.0f} us, p90 {:.0f}, p99 {:.0f}, p99.9 {:.0f}, most {:.0f}\n", name,
             at(0.5), at(0.9), at(0.99), at(0.999), at(1));
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() != 2) throw std::runtime_error("usage: suggest_bench INDEX QUERIES");
  const auto searcher = Searcher::open(arguments[0]);
  if (!searcher) throw std::runtime_error(searcher.error().message);
  const QueryClass keys = all_keys(arguments[1]);
  const auto suggest = [&](const std::string& typed) {
    if (const auto made = searcher->suggest(typed); !made)
      throw std::runtime_error(typed + ": " + made.error().message);
  };
  suggest("a");  // the first call reads the vocabulary
  const std::vector<double> first = best_times_us(keys, {0, 1}, suggest);
  const std::vector<double> best = best_times_us(keys, {0, rounds - 1}, suggest);
  fmt::print("{} keys\n", keys.queries.size());
  print_times("first", first);
  print_times("best", best);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return dateline::bench::bench_main("suggest_bench", argc, argv, run);
}
