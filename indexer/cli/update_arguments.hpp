// The command line of dateline-index update, and what it asks of the library.
#pragma once

#include <string>
#include <vector>

#include "dateline/update.hpp"
#include "indexer/cli/program.hpp"

namespace dateline {

/// As typed.
struct UpdateArguments {
  std::vector<std::string> paths;
  Format format = Format::automatic;
  std::string encoding;
  std::vector<std::string> maps;  ///< FIELD=NAME
  std::uint64_t max_document_bytes = 16u << 20;
  double max_ratio = 200;
  std::string default_date;
  std::string default_source;
  std::string default_language;
  std::string key_prefix;
  std::string name;
  IndexerOptions indexer;
  std::string report;
  std::string metrics;
  std::string publish_every;
  std::string max_removed;
  bool prune = false;
  bool dry_run = false;
  bool strict = false;
  bool reread = false;
};

void add_update_arguments(CLI::App& command, UpdateArguments& arguments);

/// Errors: usage, naming the option that makes no sense.
Result<UpdateOptions> update_options(const Settings& settings, const UpdateArguments& arguments);

}  // namespace dateline
