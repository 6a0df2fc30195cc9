// The command line of dateline-search as a struct. Nothing that includes this header needs CLI11.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "common/cli/color.hpp"
#include "common/cli/information.hpp"
#include "dateline/error.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

inline constexpr const char* search_program_name = "dateline-search";

enum class OutputFormat { text, json, ndjson, trec };

struct SearchOptions {
  std::string index;
  bool verify = false;  ///< compare the index with its checksums before searching
  SearchRequest query;
  OutputFormat format = OutputFormat::text;
  std::string show;  ///< key of a document to print; empty: search
  ColorChoice color = ColorChoice::automatic;
  std::string topic = "1";
  std::string run_tag = "dateline";
};

/// Reads arguments, environment and configuration file. Errors: usage, with a hint.
Result<std::variant<SearchOptions, Information>> parse_search_options(int argc,
                                                                      const char* const* argv);

}  // namespace dateline
