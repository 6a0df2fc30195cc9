#include "searcher/cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "common/cli/command_line.hpp"
#include "common/cli/completion.hpp"
#include "searcher/query/choices.hpp"
#include "searcher/query/published_range.hpp"
#include "searcher/results/recency_text.hpp"

namespace dateline {
namespace {

constexpr const char* description = "Searches an index of dated news.";
constexpr std::size_t most_hits = 10'000;  ///< limit + offset

constexpr const char* footer = R"(Examples:
  dateline-search --index news.idx Odesa Turkey cooperation 2002 agreement
  dateline-search --index news.idx '"black sea" grain -wheat date:2022..2023'
  dateline-search --index news.idx --sort newest --since 7d title:election
  dateline-search --index news.idx --timeline month --facet source flood
  dateline-search --index news.idx -- turkey -bird
  dateline-search --index news.idx --format json 'coop* lang:en' | jq .total
  dateline-search --index news.idx --show agency/2024/0815

Exit codes:
  0   there are hits
  1   there is no hit
  2   wrong use of the command, a bad query, or no such index or document
  11  the index was made by another version of format or analysis
  70  internal error
  74  a file cannot be read or written, or the index is damaged

dateline-query(7) describes the query language; see also dateline-search(1).)";

constexpr std::array<Named<OutputFormat>, 4> formats{{{"text", OutputFormat::text},
                                                      {"json", OutputFormat::json},
                                                      {"ndjson", OutputFormat::ndjson},
                                                      {"trec", OutputFormat::trec}}};
constexpr std::array<Named<ColorChoice>, 3> colors{{{"auto", ColorChoice::automatic},
                                                    {"always", ColorChoice::always},
                                                    {"never", ColorChoice::never}}};

/// What CLI11 fills, before it is checked.
struct Arguments {
  std::vector<std::string> words;
  std::string since;
  std::string until;
  std::string sort = "relevance";
  std::string timeline;
  std::string count = "auto";
  std::vector<std::string> facets;
  std::string format = "text";
  std::string color = "auto";
  bool plain = false;
  std::string recency;
  std::string related;
  std::string when = "any";
};

void add_query_options(CLI::App& app, Arguments& arguments, SearchOptions& options) {
  app.add_option("--index", options.index, "The index")
      ->type_name("DIR")
      ->envname("DATELINE_INDEX");
  app.add_option("query", arguments.words, "What to search for: see dateline-query(7)")
      ->type_name("");
  const CLI::Range up_to_most(0, static_cast<int>(most_hits));
  app.add_option("--limit", options.query.limit, "Most hits (default 10)")
      ->type_name("N")
      ->check(up_to_most);
  app.add_option("--offset", options.query.offset, "Hits to skip; with --limit up to 10,000")
      ->type_name("N")
      ->check(up_to_most);
  app.add_option("--cursor", options.query.cursor,
                 "Continue after the page whose JSON has this next_cursor")
      ->type_name("CURSOR");
  app.add_option("--sort", arguments.sort, names_of(sort_choices))->type_name("ORDER");
  app.add_flag("--feedback", options.query.feedback,
               "Search for key terms of the first hits too: finds more");
  app.add_option("--recency", arguments.recency,
                 "Prefer newer documents, as in half-life=30d,weight=0.3")
      ->type_name("HOW");
  app.add_option("--related", arguments.related,
                 "Search for documents on the subject of the one with this key")
      ->type_name("KEY");
  app.add_option("--when", arguments.when, "With --related: " + names_of(when_choices))
      ->type_name("RULE");
  app.add_option("--since", arguments.since, "Published on this day or later")->type_name("DATE");
  app.add_option("--until", arguments.until, "Published on this day or earlier")->type_name("DATE");
  app.add_option("--timeline", arguments.timeline,
                 "Count hits by " + names_of(timeline_choices) +
                     ", or in the unit that gives at most 400 bars (auto)")
      ->type_name("UNIT");
  app.add_option("--count", arguments.count,
                 "How well hits are counted: " + names_of(count_choices))
      ->type_name("HOW");
  app.add_option("--facet", arguments.facets, "Count hits by " + names_of(facet_choices))
      ->type_name("FIELD")
      ->delimiter(',')
      ->allow_extra_args(false);
}

void add_output_options(CLI::App& app, Arguments& arguments, SearchOptions& options) {
  app.add_option("--format", arguments.format, names_of(formats))->type_name("FORMAT");
  app.add_flag("--plain", arguments.plain, "Read QUERY as plain text: nothing is an operator");
  app.add_flag("--explain", options.query.explain,
               "Show how the query was read, and how hits were scored");
  app.add_option("--show", options.show, "Print the document with this key, words of QUERY marked")
      ->type_name("KEY");
  app.add_option("--color", arguments.color, names_of(colors) + "; NO_COLOR is respected")
      ->type_name("WHEN");
  app.add_flag("--verify", options.verify, "Verify the checksums of all files of the index first");
  app.add_option("--topic", options.topic, "First field of --format trec (default 1)")
      ->type_name("ID");
  app.add_option("--run-tag", options.run_tag, "Last field of --format trec (default dateline)")
      ->type_name("TAG");
}

/// -h is read here: as a short option CLI11 would take -house for it.
std::vector<std::string> read_arguments(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  std::replace(arguments.begin(), end, std::string("-h"), std::string("--help"));
  return arguments;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

/// -bird in a query is taken for options, unless it is after --.
std::optional<Error> unknown_option(const CLI::App& app) {
  for (const std::string& extra : app.remaining()) {
    const bool negation = extra.size() > 1 && extra[0] == '-' && extra[1] != '-';
    if (!negation) continue;
    return Error{ErrorCode::usage,
                 fmt::format("unknown option {}", extra),
                 fmt::format("to exclude a word, put the query after --, as in: {} --index DIR "
                             "-- word {}",
                             search_program_name, extra),
                 {}};
  }
  return std::nullopt;
}

Status convert_related(const Arguments& arguments, SearchOptions& options) {
  DATELINE_ASSIGN(const RelatedWhen when, choose("--when", arguments.when, when_choices));
  if (!arguments.related.empty()) options.query.related = RelatedTo{arguments.related, when};
  if (when == RelatedWhen::any || options.query.related) return {};
  return failure(ErrorCode::usage, "--when is about related documents",
                 "for dates of a search use --since and --until");
}

Status convert_names(const Arguments& arguments, SearchOptions& options) {
  if (!arguments.recency.empty()) {
    DATELINE_ASSIGN(options.query.recency, parse_recency(arguments.recency));
  }
  DATELINE_TRY(convert_related(arguments, options));
  DATELINE_ASSIGN(options.query.sort, choose("--sort", arguments.sort, sort_choices));
  DATELINE_ASSIGN(options.format, choose("--format", arguments.format, formats));
  DATELINE_ASSIGN(options.color, choose("--color", arguments.color, colors));
  DATELINE_ASSIGN(options.query.count_exactly, choose("--count", arguments.count, count_choices));
  if (!arguments.timeline.empty()) {
    DATELINE_TRY(choose_timeline("--timeline", arguments.timeline, options.query));
  }
  for (const std::string& name : arguments.facets) {
    DATELINE_ASSIGN(const FacetField facet, choose("--facet", name, facet_choices));
    auto& chosen = options.query.facets;
    if (std::find(chosen.begin(), chosen.end(), facet) == chosen.end()) chosen.push_back(facet);
  }
  return {};
}

Status check(const SearchOptions& options) {
  DATELINE_TRY(require_index(options.index));
  const SearchRequest& query = options.query;
  if (query.text.empty() && options.show.empty() && !query.related)
    return failure(ErrorCode::usage, "no query given",
                   fmt::format("as in: {} --index DIR Odesa agreement", search_program_name));
  if (query.limit > most_hits || query.offset > most_hits - query.limit)
    return failure(ErrorCode::usage,
                   fmt::format("--limit {} and --offset {} are over the limit of {} together",
                               query.limit, query.offset, most_hits),
                   "narrow the query, for example by --since and --until");
  if (options.format == OutputFormat::trec && query.sort != Sort::relevance)
    return failure(ErrorCode::usage, "--format trec is ranked by score, --sort is not",
                   "leave out one of the two");
  if (options.format == OutputFormat::trec && (options.topic.empty() || options.run_tag.empty()))
    return failure(ErrorCode::usage, "--topic and --run-tag must not be empty",
                   "each line of --format trec has six fields");
  return {};
}

}  // namespace

Result<std::variant<SearchOptions, Information>> parse_search_options(int argc,
                                                                      const char* const* argv) {
  using Parsed = std::variant<SearchOptions, Information>;
  CLI::App app(description, search_program_name);
  Arguments arguments;
  SearchOptions options;
  app.set_help_flag("--help", "Print this help (also -h)");
  app.footer(footer);
  app.set_version_flag("--version", version_text(search_program_name));
  add_query_options(app, arguments, options);
  add_output_options(app, arguments, options);
  add_config_option(app, "search");
  add_completion_option(app);
  DATELINE_ASSIGN(
      auto information,
      parse_command_line(
          app, read_arguments(argc, argv),
          {.program = search_program_name,
           .settings = "keys in [search] are named like the long options, as in: limit = 20",
           .explain = unknown_option}));
  if (information) return Parsed(std::move(*information));
  options.query.text = joined(arguments.words);
  if (arguments.plain) options.query.syntax = QuerySyntax::plain;
  DATELINE_TRY(convert_names(arguments, options));
  auto published = parse_published_range(arguments.since, arguments.until, today_utc());
  if (!published) return tl::unexpected(std::move(published.error().error));
  options.query.published = *published;
  DATELINE_TRY(check(options));
  return Parsed(std::move(options));
}

}  // namespace dateline
