#include "searcher/cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <deque>
#include <string_view>
#include <vector>

#include "common/cli/command_line.hpp"
#include "common/cli/completion.hpp"
#include "dateline/search_parameters.hpp"

namespace dateline {
namespace {

constexpr const char* description = "Searches an index of dated news.";

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

template <typename T>
struct Choice {
  const char* name;
  T value;
};
constexpr std::array<Choice<OutputFormat>, 4> formats{{{"text", OutputFormat::text},
                                                       {"json", OutputFormat::json},
                                                       {"ndjson", OutputFormat::ndjson},
                                                       {"trec", OutputFormat::trec}}};
constexpr std::array<Choice<ColorChoice>, 3> colors{{{"auto", ColorChoice::automatic},
                                                     {"always", ColorChoice::always},
                                                     {"never", ColorChoice::never}}};

/// `text, json, ndjson or trec`
template <typename T, std::size_t n>
std::string names_of(const std::array<Choice<T>, n>& table) {
  std::string names;
  for (const auto& choice : table) {
    if (!names.empty()) names += &choice == &table.back() ? " or " : ", ";
    names += choice.name;
  }
  return names;
}

template <typename T, std::size_t n>
Result<T> choose(const char* option, std::string_view name, const std::array<Choice<T>, n>& table) {
  for (const auto& choice : table)
    if (name == choice.name) return choice.value;
  return failure(ErrorCode::usage, fmt::format("{} {}: no such value", option, name),
                 fmt::format("{} is {}", option, names_of(table)));
}

/// A parameter of the search and the values that it is given; a flag may be given.
struct GivenParameter {
  const SearchParameter* parameter;
  bool flag = false;
  std::vector<std::string> values;
};

/// What CLI11 fills, before it is checked.
struct Arguments {
  std::vector<std::string> words;
  std::deque<GivenParameter> parameters;  ///< CLI11 keeps references to them
  std::string format = "text";
  std::string color = "auto";
};

void add_parameter(CLI::App& app, GivenParameter& given) {
  const SearchParameter& parameter = *given.parameter;
  const std::string name = parameter_label(parameter, ParameterPlace::cli);
  if (parameter.kind == ParameterKind::flag) {
    app.add_flag(name, given.flag, parameter.help);
    return;
  }
  CLI::Option* const option = app.add_option(name, given.values, parameter.help);
  option->type_name(std::string(parameter.value_name))->allow_extra_args(false);
  if (!parameter.repeats) option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  if (parameter.kind == ParameterKind::choice && parameter.repeats) option->delimiter(',');
  if (parameter.kind == ParameterKind::number)
    option->check(CLI::Range(std::size_t{0}, parameter_most(parameter, ParameterPlace::cli)));
}

void add_query_options(CLI::App& app, Arguments& arguments, SearchOptions& options) {
  app.add_option("--index", options.index, "The index")
      ->type_name("DIR")
      ->envname("DATELINE_INDEX");
  app.add_option("query", arguments.words, "What to search for: see dateline-query(7)")
      ->type_name("");
  for (const SearchParameter& parameter : search_parameters()) {
    if (!parameter.applies_to(ParameterPlace::cli)) continue;
    arguments.parameters.push_back({&parameter, false, {}});
    add_parameter(app, arguments.parameters.back());
  }
}

void add_output_options(CLI::App& app, Arguments& arguments, SearchOptions& options) {
  app.add_option("--format", arguments.format, names_of(formats))->type_name("FORMAT");
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

Status set(const GivenParameter& given, SearchRequest& request) {
  const SearchParameter& parameter = *given.parameter;
  if (given.flag) return set_parameter(parameter, ParameterPlace::cli, "true", request);
  for (const std::string& value : given.values)
    DATELINE_TRY(set_parameter(parameter, ParameterPlace::cli, value, request));
  return {};
}

Status convert(const Arguments& arguments, SearchOptions& options) {
  options.query.text = joined(arguments.words);
  for (const GivenParameter& given : arguments.parameters) {
    DATELINE_TRY(set(given, options.query));
  }
  DATELINE_ASSIGN(options.format, choose("--format", arguments.format, formats));
  DATELINE_ASSIGN(options.color, choose("--color", arguments.color, colors));
  return {};
}

Status check(const SearchOptions& options) {
  DATELINE_TRY(require_index(options.index));
  const SearchRequest& query = options.query;
  if (auto fault = check_request(query, ParameterPlace::cli))
    return tl::unexpected(std::move(fault->error));
  if (options.show.empty() && !asks_for_documents(query))
    return failure(ErrorCode::usage, "no query given",
                   fmt::format("as in: {} --index DIR Odesa agreement", search_program_name));
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
  Status converted = convert(arguments, options);
  if (!converted) return tl::unexpected(with_config_place(app, std::move(converted.error())));
  Status checked = check(options);
  if (!checked) return tl::unexpected(with_config_place(app, std::move(checked.error())));
  return Parsed(std::move(options));
}

}  // namespace dateline
