// How far totals are from the truth: each query of each class as a user asks it, ten hits and the
// total as it comes, beside the same query counted exactly. bench/counts runs it.
//   count_bench INDEX QUERIES CLASS...
// Prints a line of a Markdown table for each class: first for words that nobody asked for before,
// then with the postings of frequent words in memory. Queries without a hit,
// and beginnings that stand for more words than a wildcard may, are left out.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bench/bench_main.hpp"
#include "bench/query_timing.hpp"
#include "dateline/searcher.hpp"

namespace {

using namespace dateline;
using namespace dateline::bench;

/// What is far off by what most people mean by "about".
constexpr double far_off = 0.15;
/// Postings are kept from the third time on that they are asked for.
constexpr unsigned rounds_until_kept = 3;

Searcher open(const std::string& index) {
  auto searcher = Searcher::open(index);
  if (!searcher) throw std::runtime_error(searcher.error().message);
  return std::move(*searcher);
}

ResultPage search(const Searcher& searcher, SearchRequest query) {
  query.snippet_bytes = 0;
  auto page = searcher.search(query);
  if (!page) throw std::runtime_error(query.text + ": " + page.error().message);
  return std::move(*page);
}

struct Question {
  std::string text;
  std::uint64_t hits = 0;
};

std::vector<Question> questions_of(const QueryClass& queries, const Searcher& searcher) {
  std::vector<Question> questions;
  for (const std::string& text : queries.queries) {
    const auto page = searcher.search({.text = text, .limit = 0});
    if (!page && page.error().code == ErrorCode::bad_query) continue;  // stands for too many words
    if (!page) throw std::runtime_error(text + ": " + page.error().message);
    const Total total = page->total;
    if (!total.exact) throw std::runtime_error(text + ": a total that is not exact");
    if (total.value > 0) questions.push_back({text, total.value});
  }
  if (questions.empty()) throw std::runtime_error(queries.name + ": no query has a hit");
  return questions;
}

struct Errors {
  std::vector<double> relative;
  std::size_t exact = 0;
};

Errors errors_of(const std::vector<Question>& questions, const Searcher& searcher) {
  Errors errors;
  for (const Question& question : questions) {
    const Total total = search(searcher, {.text = question.text}).total;
    const auto truth = static_cast<double>(question.hits);
    const double error = std::abs(static_cast<double>(total.value) - truth) / truth;
    if (total.value == 0) throw std::runtime_error(question.text + ": 0 where there are hits");
    if (total.exact && error > 0) throw std::runtime_error(question.text + ": exact, and wrong");
    errors.exact += total.exact ? 1u : 0u;
    errors.relative.push_back(error);
  }
  std::sort(errors.relative.begin(), errors.relative.end());
  return errors;
}

void print_row(const std::string& name, const char* words, const Errors& errors) {
  const auto count = errors.relative.size();
  const auto close = std::upper_bound(errors.relative.begin(), errors.relative.end(), far_off);
  const auto percent = [count](std::ptrdiff_t part) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(count);
  };
  fmt::print("| {} | {} | {} | {:.0f} % | {:.1f} % | {:.1f} % | {:.1f} % |\n", name, words, count,
             percent(static_cast<std::ptrdiff_t>(errors.exact)), 100 * errors.relative[count / 2],
             100 * errors.relative[count * 9 / 10], percent(close - errors.relative.begin()));
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 3) throw std::runtime_error("usage: INDEX QUERIES CLASS...");
  const Searcher counter = open(arguments[0]);
  fmt::print(
      "| class | words | queries | exact | median error | 90th percentile | within 15 % |\n"
      "| --- | --- | --- | --- | --- | --- | --- |\n");
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    const auto questions = questions_of(read_queries(arguments[1], arguments[i]), counter);
    const Searcher searcher = open(arguments[0]);
    print_row(arguments[i], "not asked before", errors_of(questions, searcher));
    for (unsigned round = 1; round < rounds_until_kept; ++round)
      static_cast<void>(errors_of(questions, searcher));
    print_row(arguments[i], "kept", errors_of(questions, searcher));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return dateline::bench::bench_main("count_bench", argc, argv, run);
}
