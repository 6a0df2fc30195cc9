#include "evaluation/run_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "evaluation/text_lines.hpp"

namespace dateline {
namespace {

constexpr std::size_t most_run_bytes = std::size_t{2} << 30;
constexpr std::size_t run_columns = 6;

/// A finite number. trec_eval reads a double and keeps a float.
std::optional<float> score_of(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  const auto score = static_cast<float>(number);
  return score - score == 0.0f ? std::optional<float>(score) : std::nullopt;
}

void sort_as_trec_eval(std::vector<RunHit>& hits) {
  std::sort(hits.begin(), hits.end(), [](const RunHit& a, const RunHit& b) {
    return a.score != b.score ? a.score > b.score : a.key > b.key;
  });
}

}  // namespace

Result<TrecRun> parse_run(std::string_view bytes, const std::string& file_name) {
  TrecRun run;
  std::unordered_map<std::string, std::unordered_set<std::string>> seen;
  DATELINE_TRY(for_each_line(bytes, [&](std::string_view line, std::size_t number) -> Status {
    const auto columns = split_at_blanks(line);
    const auto score = columns.size() == run_columns ? score_of(columns[4]) : std::nullopt;
    if (!score)
      return line_failure(file_name, number, "not a line of a run",
                          "lines are: topic Q0 key rank score tag");
    const std::string topic(columns[0]);
    const std::string key(columns[2]);
    if (!seen[topic].insert(key).second)
      return line_failure(file_name, number, fmt::format("topic {} has {} twice", topic, key),
                          "a run names a document once for each topic");
    run[topic].push_back({key, *score});
    return {};
  }));
  for (auto& [topic, hits] : run) sort_as_trec_eval(hits);
  return run;
}

Result<TrecRun> read_run(const std::string& path) {
  DATELINE_ASSIGN(const std::string bytes, read_evaluation_file(path, most_run_bytes));
  return parse_run(bytes, path);
}

}  // namespace dateline
