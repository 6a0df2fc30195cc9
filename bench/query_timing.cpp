// Query files and result files of the query benchmarks.
#include "bench/query_timing.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace dateline::bench {

QueryClass read_queries(const std::filesystem::path& directory, const std::string& name,
                        std::size_t limit) {
  const auto file = directory / (name + ".txt");
  std::ifstream input(file);
  if (!input) throw std::runtime_error("cannot read " + file.string());
  QueryClass queries{name, {}};
  for (std::string line; std::getline(input, line);) {
    if (limit != 0 && queries.queries.size() == limit) break;
    queries.queries.push_back(line);
  }
  return queries;
}

void write_results(const std::filesystem::path& file, const std::string& engine,
                   const std::string& version, Rounds rounds,
                   const std::vector<ClassResult>& results, Throughput throughput) {
  nlohmann::json classes = nlohmann::json::object();
  for (const auto& result : results)
    classes[result.name] = {{"best_us", result.best_us}, {"matches", result.matches}};
  nlohmann::json all{{"engine", engine},
                     {"version", version},
                     {"warm", rounds.warm},
                     {"timed", rounds.timed},
                     {"classes", std::move(classes)}};
  if (throughput.one > 0) all["throughput"] = {{"1", throughput.one}, {"2", throughput.two}};
  std::ofstream output(file);
  output << all.dump() << '\n';
  output.close();
  if (!output) throw std::runtime_error("cannot write " + file.string());
}

std::vector<std::string> split_words(const std::string& line) {
  std::vector<std::string> words;
  std::istringstream input(line);
  for (std::string word; input >> word;) words.push_back(word);
  return words;
}

}  // namespace dateline::bench
