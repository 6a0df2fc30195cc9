#include "indexer/cli/stats_output.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "common/base/terminal_text.hpp"
#include "indexer/cli/quantities.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr int stats_version = 1;

Json dates_json(const IndexStats& stats) {
  if (!stats.dates) return nullptr;
  return {{"first", to_string(stats.dates->first)}, {"last", to_string(stats.dates->last)}};
}

Json bytes_json(const IndexStats& stats) {
  const std::uint64_t segments = stats.postings_bytes + stats.tokens_bytes + stats.records_bytes;
  return {{"text", stats.text_bytes},
          {"segments", segments},
          {"postings", stats.postings_bytes},
          {"tokens", stats.tokens_bytes},
          {"records", stats.records_bytes},
          {"store", stats.store_bytes},
          {"total", segments + stats.store_bytes}};
}

Json sources_json(const IndexStats& stats) {
  Json sources = Json::array();
  for (const SourceCount& source : stats.sources)
    sources.push_back({{"name", source.name}, {"documents", source.documents}});
  return sources;
}

Json scoring_json(const IndexStats& stats) {
  Json scoring{{"k1", stats.k1}};
  for (const FieldStats& field : stats.fields)
    scoring[std::string(field.field)] = {{"weight", field.weight},
                                         {"b", field.length_normalisation},
                                         {"average_words", field.average_words}};
  return scoring;
}

std::string line(std::string_view name, std::string_view value) {
  return fmt::format("{:<16}{}\n", name, value);
}

/// `12.3 MB, 0.36 x the text`
std::string part_of_text(std::uint64_t bytes, const IndexStats& stats) {
  std::string text = as_megabytes(bytes);
  if (stats.text_bytes == 0) return text;
  return text + fmt::format(", {:.2f} x the text",
                            static_cast<double>(bytes) / static_cast<double>(stats.text_bytes));
}

std::string dates_text(const IndexStats& stats) {
  const std::string span =
      stats.dates ? to_string(stats.dates->first) + " to " + to_string(stats.dates->last) : "none";
  return span + ", " + with_thousands(stats.undated) + " undated";
}

std::string size_lines(const IndexStats& stats) {
  return line("text", as_megabytes(stats.text_bytes)) +
         line("postings", part_of_text(stats.postings_bytes, stats)) +
         line("token streams", part_of_text(stats.tokens_bytes, stats)) +
         line("records", part_of_text(stats.records_bytes, stats)) +
         line("store", part_of_text(stats.store_bytes, stats));
}

std::string scoring_lines(const IndexStats& stats) {
  std::string text = line("scoring", fmt::format("k1 {}", stats.k1));
  for (const FieldStats& field : stats.fields)
    text += line("", fmt::format("{}: weight {}, b {}, {:.1f} words on average", field.field,
                                 field.weight, field.length_normalisation, field.average_words));
  return text;
}

std::string source_lines(const IndexStats& stats) {
  std::string text =
      line("sources", fmt::format("{}; {} without one", with_thousands(stats.source_count),
                                  count_of(stats.without_source, "document")));
  for (const SourceCount& source : stats.sources)
    text +=
        fmt::format("{:>14}  {}\n", with_thousands(source.documents), escape_controls(source.name));
  return text;
}

}  // namespace

std::string stats_json(const IndexStats& stats) {
  const Json object{{"version", stats_version},           {"generation", stats.generation},
                    {"created", stats.created},           {"documents", stats.documents},
                    {"dead_documents", stats.dead},       {"undated", stats.undated},
                    {"segments", stats.segments},         {"dates", dates_json(stats)},
                    {"bytes", bytes_json(stats)},         {"format", stats.format},
                    {"features", stats.features},         {"analysis", stats.analysis},
                    {"language", stats.language},         {"scoring", scoring_json(stats)},
                    {"source_count", stats.source_count}, {"without_source", stats.without_source},
                    {"sources", sources_json(stats)}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string stats_text(const IndexStats& stats) {
  return line("generation", fmt::format("{}, {}", stats.generation, stats.created)) +
         line("documents", fmt::format("{}, {} deleted", with_thousands(stats.documents),
                                       with_thousands(stats.dead))) +
         line("dates", dates_text(stats)) + line("segments", with_thousands(stats.segments)) +
         size_lines(stats) +
         line("versions", fmt::format("format {}, analysis {}", stats.format, stats.analysis)) +
         line("language", stats.language) + scoring_lines(stats) + source_lines(stats);
}

}  // namespace dateline
