// torture_readers INDEX QUERIES SECONDS: four threads search the index for so long, each at a
// leisurely pace. Every other search is for `beacon`: all documents that hold it were written by
// one run (scripts/torture/proofs/readers.py), so hits that name different runs are a mixture of
// generations. Prints
//   SEARCHES FAILED MIXED GENERATIONS P99_US P99_CPU_US FDS_BEFORE FDS_AFTER
// and what failed on standard error. P99_CPU_US is the time that the thread itself worked.
#include <dirent.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "dateline/searcher.hpp"

namespace dateline::torture {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int reader_threads = 4;
constexpr std::size_t beacons = 40;  // as in readers.py
constexpr auto pace = std::chrono::milliseconds(20);

struct Tally {
  std::vector<long> wall_us;
  std::vector<long> cpu_us;
  std::size_t failed = 0;
  std::size_t mixed = 0;
  std::set<std::uint64_t> generations;
};

long thread_cpu_us() {
  std::timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1'000'000 + time.tv_nsec / 1'000;
}

int open_files() {
  int count = 0;
  DIR* folder = ::opendir("/proc/self/fd");
  while (folder != nullptr && ::readdir(folder) != nullptr) ++count;
  if (folder != nullptr) ::closedir(folder);
  return count;
}

void complain(const std::string& what) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::cerr << "torture_readers: " << what << "\n";
}

/// Whether all beacons are there, and of one run: title and snippet come from the store, the hits
/// from the segments.
bool is_whole(const ResultPage& page) {
  if (page.hits.size() != beacons) return false;
  const std::string& title = page.hits[0].title;
  const std::string run = title.substr(title.rfind(' ') + 1);
  return std::all_of(page.hits.begin(), page.hits.end(), [&](const Hit& hit) {
    return hit.title == title && hit.snippet.text.find("run " + run + ".") != std::string::npos;
  });
}

void check_beacons(const ResultPage& page, Tally& tally) {
  if (is_whole(page)) return;
  ++tally.mixed;
  complain(fmt::format("generation {} has {} beacons, the first is {}", page.generation,
                       page.hits.size(), page.hits.empty() ? "-" : page.hits[0].title));
}

void search_once(const Searcher& searcher, const std::string& text, bool is_beacon, Tally& tally) {
  const auto began = Clock::now();
  const long cpu_began = thread_cpu_us();
  const auto page = searcher.search({.text = text, .limit = is_beacon ? 2 * beacons : 10});
  tally.cpu_us.push_back(thread_cpu_us() - cpu_began);
  tally.wall_us.push_back(
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count());
  if (!page) {
    ++tally.failed;
    return complain(text + ": " + page.error().message);
  }
  tally.generations.insert(page->generation);
  if (is_beacon) check_beacons(*page, tally);
}

void read_until(Clock::time_point end, const Searcher& searcher,
                const std::vector<std::string>& queries, std::size_t first, Tally& tally) {
  for (std::size_t i = first; Clock::now() < end; ++i) {
    const bool is_beacon = i % 2 == 0;
    search_once(searcher, is_beacon ? "beacon" : queries[i % queries.size()], is_beacon, tally);
    std::this_thread::sleep_for(pace);
  }
}

long percentile_99(std::vector<long> values) {
  if (values.empty()) return 0;
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 99 / 100);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

Tally join(const std::vector<Tally>& tallies) {
  Tally all;
  for (const Tally& tally : tallies) {
    all.wall_us.insert(all.wall_us.end(), tally.wall_us.begin(), tally.wall_us.end());
    all.cpu_us.insert(all.cpu_us.end(), tally.cpu_us.begin(), tally.cpu_us.end());
    all.failed += tally.failed;
    all.mixed += tally.mixed;
    all.generations.insert(tally.generations.begin(), tally.generations.end());
  }
  return all;
}

Result<Tally> read_for(const std::string& index, const std::vector<std::string>& queries,
                       std::chrono::seconds seconds) {
  DATELINE_ASSIGN(const Searcher searcher, Searcher::open(index));
  const auto end = Clock::now() + seconds;
  std::vector<Tally> tallies(reader_threads);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < reader_threads; ++i)
    threads.emplace_back(
        [&, i] { read_until(end, searcher, queries, i * queries.size() / 4, tallies[i]); });
  for (std::thread& thread : threads) thread.join();
  return join(tallies);
}

std::vector<std::string> read_lines(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

int run(const std::string& index, const std::string& queries, long seconds) {
  const int files_before = open_files();
  const auto tally = read_for(index, read_lines(queries), std::chrono::seconds(seconds));
  if (!tally) {
    complain(tally.error().message);
    return 1;
  }
  fmt::print("{} {} {} {} {} {} {} {}\n", tally->wall_us.size(), tally->failed, tally->mixed,
             tally->generations.size(), percentile_99(tally->wall_us), percentile_99(tally->cpu_us),
             files_before, open_files());
  return 0;
}

}  // namespace
}  // namespace dateline::torture

int main(int argc, char** argv) {
  if (argc == 4) return dateline::torture::run(argv[1], argv[2], std::atol(argv[3]));
  std::cerr << "usage: torture_readers INDEX QUERIES SECONDS\n";
  return 2;
}
