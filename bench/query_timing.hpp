// What the query benchmarks of the engines in C++ share: query files in, best times and match
// counts out as JSON.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace dateline::bench {

/// How often each query runs. A query's time is the best of its timed rounds.
struct Rounds {
  unsigned warm = 1;  ///< passes over all queries that are not timed
  unsigned timed = 3;
};

/// One file of queries: its name says how the lines are meant (or, and, phrase, stop_phrase, ...).
struct QueryClass {
  std::string name;
  std::vector<std::string> queries;
};

struct ClassResult {
  std::string name;
  std::vector<double> best_us;         ///< one per query
  std::vector<std::uint64_t> matches;  ///< one per query; exact, not timed
};

/// Queries a second by one thread and by two.
struct Throughput {
  double one = 0;
  double two = 0;
};

/// Reads DIRECTORY/NAME.txt, one query a line, at most `limit` lines (0: all).
/// Throws std::runtime_error.
QueryClass read_queries(const std::filesystem::path& directory, const std::string& name,
                        std::size_t limit = 0);

/// Writes {"engine", "version", "warm", "timed", "classes": {NAME: {"best_us", "matches"}}}, and
/// "throughput": {"1", "2"} where it was measured.
/// Throws std::runtime_error.
void write_results(const std::filesystem::path& file, const std::string& engine,
                   const std::string& version, Rounds rounds,
                   const std::vector<ClassResult>& results, Throughput throughput = {});

/// Words of a query line, which are separated by single spaces.
std::vector<std::string> split_words(const std::string& line);

template <class Run>
double time_once_us(const std::string& query, Run& run) {
  const auto start = std::chrono::steady_clock::now();
  run(query);
  const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - start;
  return taken.count();
}

/// Runs `run(query)` over the whole class, round by round, so that no query is warmer than users'
/// queries are.
template <class Run>
std::vector<double> best_times_us(const QueryClass& queries, Rounds rounds, Run run) {
  for (unsigned round = 0; round < rounds.warm; ++round)
    for (const auto& query : queries.queries) run(query);
  std::vector<double> best(queries.queries.size(), 1e12);
  for (unsigned round = 0; round < rounds.timed; ++round)
    for (std::size_t i = 0; i < best.size(); ++i)
      best[i] = std::min(best[i], time_once_us(queries.queries[i], run));
  return best;
}

/// Several threads take turns at the queries for two seconds.
template <class Run>
double queries_per_second(const QueryClass& queries, unsigned threads, Run run) {
  constexpr std::chrono::seconds duration(2);
  std::atomic<std::uint64_t> taken{0};
  const auto end = std::chrono::steady_clock::now() + duration;
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      while (std::chrono::steady_clock::now() < end)
        run(queries.queries[taken.fetch_add(1) % queries.queries.size()]);
    });
  }
  for (std::thread& worker : workers) worker.join();
  return static_cast<double>(taken) / std::chrono::duration<double>(duration).count();
}

/// Times the class, then counts the matches of each query with `count(query)`.
template <class Run, class Count>
ClassResult measure(const QueryClass& queries, Rounds rounds, Run run, Count count) {
  ClassResult result{queries.name, best_times_us(queries, rounds, std::move(run)), {}};
  for (const auto& query : queries.queries) result.matches.push_back(count(query));
  return result;
}

}  // namespace dateline::bench
