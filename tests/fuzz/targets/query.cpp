#include "searcher/query/parser.hpp"

#include <fstream>

#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

namespace {

const Analyzer& english() {
  static const Analyzer analyzer = Analyzer::create("en").value();
  return analyzer;
}

constexpr Day today = 19857;  // 2024-05-14

void require_fault_within(const Error& error, std::string_view text) {
  require(error.code == ErrorCode::bad_query, "only a bad query fails");
  require(error.offset && *error.offset <= text.size(), "a fault lies within the text");
  require(!error.message.empty(), "a fault has a message");
}

}  // namespace

void run_query(std::string_view bytes) {
  const auto tree = parse_query(bytes, english(), today);
  if (!tree) return require_fault_within(tree.error(), bytes);
  const auto again = parse_query(bytes, english(), today);
  require(again && to_string(*tree) == to_string(*again), "the same text has the same tree");
}

/// The queries of the parser's table of cases.
std::vector<std::string> query_examples() {
  std::vector<std::string> queries;
  std::ifstream cases(DATELINE_SOURCE_DIR "/tests/unit/query_cases.txt");
  for (std::string line; std::getline(cases, line);)
    if (line.starts_with("> ")) queries.push_back(line.substr(2));
  return queries;
}

}  // namespace dateline::fuzz
