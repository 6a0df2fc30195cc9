// The options of reading, for every verb that reads input.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dateline/input.hpp"
#include "indexer/cli/program.hpp"

namespace dateline {

/// As typed.
struct ReaderArguments {
  std::vector<std::string> paths;
  Format format = Format::automatic;
  std::string encoding;
  std::string query;
  bool articles_only = false;
  std::vector<std::string> maps;  ///< FIELD=NAME
  std::uint64_t max_document_bytes = 16u << 20;
  double max_ratio = 200;
  std::string default_date;
  std::string default_source;
  std::string default_language;
  std::string key_prefix;
  std::string name;
};

void add_reader_arguments(CLI::App& command, ReaderArguments& arguments);

/// Errors: usage, naming the option that makes no sense.
Result<ReaderOptions> reader_options(const ReaderArguments& arguments);

/// The formats of --format and what they are, a line each.
[[nodiscard]] std::string formats_help();

}  // namespace dateline
