// Ours: queries through the public API, in process.
//   search_bench INDEX QUERIES RESULTS WARM_ROUNDS TIMED_ROUNDS
// A search here is whole: query text in, ten hits with key, title, date and source from the store
// out, without snippets but for or_snippets. Classes whose names end in _match stop before the
// store, as the peers do; those that end in _first keep no postings in memory either; count,
// timeline and facet visit all matches and ask for no hits.
#include <fmt/format.h>

#include <stdexcept>

#include "bench/bench_main.hpp"
#include "bench/match_only.hpp"
#include "bench/query_timing.hpp"
#include "dateline/searcher.hpp"
#include "searcher/postings/posting_cache.hpp"

namespace {

using namespace dateline;
using namespace dateline::bench;

[[noreturn]] void fail(const std::string& what, const Error& error) {
  throw std::runtime_error(fmt::format("{}: {} {}", what, error.message, error.hint));
}

std::string conjunction(const std::string& line) {
  return fmt::format("{}", fmt::join(split_words(line), " AND "));
}

// Lines of date_filter.txt are a span of months, a tab, and words.
std::string date_filter(const std::string& line) {
  const auto tab = line.find('\t');
  return fmt::format("date:{} {}", line.substr(0, tab), line.substr(tab + 1));
}

/// Three lines of a terminal.
constexpr std::size_t snippet_bytes = 240;

SearchRequest make_query(const std::string& name, const std::string& line) {
  SearchRequest query;
  query.text = line;
  query.limit = 10;
  query.snippet_bytes = name == "or_snippets" ? snippet_bytes : 0;
  if (name == "and") query.text = conjunction(line);
  if (name == "phrase" || name == "stop_phrase") query.text = '"' + line + '"';
  if (name == "date_filter") query.text = date_filter(line);
  if (name == "newest") query.sort = Sort::newest;
  if (name == "timeline") query.timeline = TimelineUnit::month;
  if (name == "facet") query.facets = {FacetField::source};
  if (name == "timeline" || name == "facet") query.limit = 0;
  return query;
}

ResultPage search(const Searcher& searcher, const SearchRequest& query) {
  auto page = searcher.search(query);
  if (!page) fail(query.text, page.error());
  return std::move(*page);
}

// A timeline visits every match, so the total that comes with it is exact.
std::uint64_t count_exactly(const Searcher& searcher, SearchRequest query) {
  query.timeline = TimelineUnit::year;
  const auto total = search(searcher, query).total;
  if (!total.exact) throw std::runtime_error(query.text + ": the total is not exact");
  return total.value;
}

ClassResult measure_class(const Searcher& searcher, const QueryClass& queries, Rounds rounds) {
  return measure(
      queries, rounds,
      [&](const std::string& line) { search(searcher, make_query(queries.name, line)); },
      [&](const std::string& line) {
        return count_exactly(searcher, make_query(queries.name, line));
      });
}

ClassResult measure_match(const MatchOnly& match, const QueryClass& queries, Rounds rounds,
                          const char* suffix) {
  auto best = best_times_us(queries, rounds, [&](const std::string& line) {
    const SearchRequest query = make_query(queries.name, line);
    if (const auto found = match.run(query); !found) fail(query.text, found.error());
  });
  return {queries.name + suffix, std::move(best), {}};
}

ClassResult measure_count(const MatchOnly& match, const QueryClass& queries, Rounds rounds) {
  auto best = best_times_us(queries, rounds, [&](const std::string& line) {
    if (const auto count = match.count(line); !count) fail(line, count.error());
  });
  return {"count", std::move(best), {}};
}

/// The same queries as another class, under another name.
QueryClass renamed(QueryClass queries, const char* name) {
  queries.name = name;
  return queries;
}

/// In a large vocabulary a beginning can stand for more words than a wildcard may.
QueryClass without_refused(QueryClass queries, const Searcher& searcher) {
  const auto refused = std::erase_if(queries.queries, [&](const std::string& line) {
    const auto page = searcher.search(make_query(queries.name, line));
    return !page && page.error().code == ErrorCode::bad_query;
  });
  if (refused != 0)
    fmt::print(stderr, "search_bench: {} queries of {} are refused and left out\n", refused,
               queries.name);
  return queries;
}

/// What is measured: whole searches, and matching alone with postings kept and without.
struct Subjects {
  Searcher searcher;
  MatchOnly match;
  MatchOnly first;
};

Subjects open_subjects(const std::filesystem::path& index) {
  auto searcher = Searcher::open(index);
  if (!searcher) fail(index.string(), searcher.error());
  auto match = MatchOnly::open(index, posting_cache_bytes);
  if (!match) fail(index.string(), match.error());
  auto first = MatchOnly::open(index, 0);
  if (!first) fail(index.string(), first.error());
  return {std::move(*searcher), std::move(*match), std::move(*first)};
}

std::vector<ClassResult> measure_all(const Subjects& subjects, const std::filesystem::path& queries,
                                     Rounds rounds) {
  const auto& [searcher, match, first] = subjects;
  std::vector<ClassResult> classes;
  for (const char* name : {"or", "and", "phrase", "stop_phrase", "rare", "common", "date_filter",
                           "newest", "timeline"})
    classes.push_back(measure_class(searcher, read_queries(queries, name), rounds));
  const QueryClass wildcards = without_refused(read_queries(queries, "wildcard"), searcher);
  classes.push_back(measure_class(searcher, wildcards, rounds));
  const QueryClass any = read_queries(queries, "or");
  classes.push_back(measure_class(searcher, renamed(any, "or_snippets"), rounds));
  const QueryClass counted = read_queries(queries, "timeline");
  classes.push_back(measure_class(searcher, renamed(counted, "facet"), rounds));
  classes.push_back(measure_count(match, counted, rounds));
  for (const char* name :
       {"or", "and", "phrase", "stop_phrase", "rare", "common", "date_filter", "newest"})
    classes.push_back(measure_match(match, read_queries(queries, name), rounds, "_match"));
  for (const char* name : {"or", "and", "phrase", "stop_phrase", "common", "date_filter"})
    classes.push_back(measure_match(first, read_queries(queries, name), rounds, "_first"));
  return classes;
}

/// Searches of a class a second, by so many threads.
double throughput(const Searcher& searcher, const QueryClass& queries, unsigned threads) {
  return queries_per_second(queries, threads, [&](const std::string& line) {
    search(searcher, make_query(queries.name, line));
  });
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() != 5)
    throw std::runtime_error("usage: INDEX QUERIES RESULTS WARM_ROUNDS TIMED_ROUNDS");
  const Rounds rounds{static_cast<unsigned>(std::stoul(arguments[3])),
                      static_cast<unsigned>(std::stoul(arguments[4]))};
  const Subjects subjects = open_subjects(arguments[0]);
  const auto classes = measure_all(subjects, arguments[1], rounds);
  const QueryClass any = read_queries(arguments[1], "or");
  const Throughput at_once{throughput(subjects.searcher, any, 1),
                           throughput(subjects.searcher, any, 2)};
  write_results(arguments[2], "dateline", DATELINE_VERSION, rounds, classes, at_once);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return dateline::bench::bench_main("search_bench", argc, argv, run);
}
