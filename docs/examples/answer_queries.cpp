// Answers queries from a pool of threads that share one Searcher: answer_queries INDEX THREADS
// Reads one query a line from standard input; prints for each how many hits it has, and the best.
#include <chrono>
#include <dateline/searcher.hpp>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class QueryServer {
 public:
  explicit QueryServer(const dateline::Searcher& searcher) : searcher_(searcher) {}

  /// Answers until there are no more queries. Called by each thread.
  void serve() {
    while (const auto text = next_query()) print(answer(*text));
  }

 private:
  std::optional<std::string> next_query() {
    const std::lock_guard lock(input_);
    std::string line;
    if (std::getline(std::cin, line)) return line;
    return std::nullopt;
  }

  /// A search needs no lock; new generations are picked up on the way.
  std::string answer(const std::string& text) const {
    const auto page = searcher_.search(
        {.text = text, .limit = 1, .deadline = steady_clock::now() + milliseconds(500)});
    if (!page) return text + "\t" + page.error().message;
    const std::string total = std::to_string(page->total.value);
    return text + "\t" + (page->total.exact ? "" : "about ") + total + "\t" +
           (page->hits.empty() ? "" : page->hits.front().key);
  }

  void print(const std::string& line) {
    const std::lock_guard lock(output_);
    std::cout << line << '\n';
  }

  const dateline::Searcher& searcher_;
  std::mutex input_;
  std::mutex output_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto searcher = dateline::Searcher::open(argv[1]);
  if (!searcher) {
    std::cerr << searcher.error().message << '\n' << searcher.error().hint << '\n';
    return 1;
  }
  QueryServer server(*searcher);
  std::vector<std::thread> threads;
  for (int i = 0; i < std::stoi(argv[2]); ++i) threads.emplace_back([&] { server.serve(); });
  for (std::thread& thread : threads) thread.join();
}
