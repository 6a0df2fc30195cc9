// The command line of dateline-index update, and what it asks of the library.
#pragma once

#include <string>

#include "dateline/update.hpp"
#include "indexer/cli/program.hpp"
#include "indexer/cli/reader_arguments.hpp"

namespace dateline {

/// As typed.
struct UpdateArguments {
  ReaderArguments reader;
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
