#include "evaluation/qrels.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <vector>

#include "dateline/output.hpp"
#include "evaluation/text_lines.hpp"

namespace dateline {
namespace {

constexpr std::size_t most_qrels_bytes = std::size_t{1} << 30;
constexpr const char* forms =
    "lines are: topic 0 key relevance (TREC), or topic, key and relevance between tabs (BEIR)";

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

struct Judgement {
  std::string topic;
  std::string key;
  std::optional<int> relevance;
};

std::optional<Judgement> read_judgement(std::string_view line) {
  if (const auto columns = split_at_tabs(line); columns.size() == 3)
    return Judgement{trec_field(columns[0]), trec_field(columns[1]), whole_number(columns[2])};
  if (const auto columns = split_at_blanks(line); columns.size() == 4)
    return Judgement{std::string(columns[0]), std::string(columns[2]), whole_number(columns[3])};
  return std::nullopt;
}

}  // namespace

Result<Qrels> parse_qrels(std::string_view bytes, const std::string& file_name) {
  Qrels qrels;
  DATELINE_TRY(for_each_line(bytes, [&](std::string_view line, std::size_t number) -> Status {
    const auto judgement = read_judgement(line);
    if (!judgement) return line_failure(file_name, number, "not a judgement", forms);
    if (!judgement->relevance) {
      if (number == 1) return {};  // the header
      return line_failure(file_name, number, "the relevance is not a whole number", forms);
    }
    const auto [entry, is_new] =
        qrels[judgement->topic].emplace(judgement->key, *judgement->relevance);
    if (!is_new && entry->second != *judgement->relevance)
      return line_failure(file_name, number,
                          fmt::format("{} is judged twice for topic {}, and differently",
                                      judgement->key, judgement->topic),
                          "keep one of the two judgements");
    return {};
  }));
  if (qrels.empty())
    return failure(ErrorCode::usage, fmt::format("{} holds no judgement", file_name), forms);
  return qrels;
}

Result<Qrels> read_qrels(const std::string& path) {
  DATELINE_ASSIGN(const std::string bytes, read_evaluation_file(path, most_qrels_bytes));
  return parse_qrels(bytes, path);
}

}  // namespace dateline
