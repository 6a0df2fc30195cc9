// Runs: what an engine found for each topic, in TREC's form.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"

namespace dateline {

/// A hit of a run. Scores are single-precision numbers, as in trec_eval: what is equal there is
/// equal here.
struct RunHit {
  std::string key;
  float score;
};

/// Hits by topic, in the order in which they are evaluated.
using TrecRun = std::map<std::string, std::vector<RunHit>>;

/// Reads lines of `topic Q0 key rank score tag`. As trec_eval does, hits are put in the order of
/// their scores, ties by key in descending byte order; what the file says of ranks is ignored.
/// Errors: usage with the file's name and line, also where a topic has a key twice.
Result<TrecRun> parse_run(std::string_view bytes, const std::string& file_name);

/// Reads a file of up to 2 GiB. Errors: as parse_run; not_found, io.
Result<TrecRun> read_run(const std::string& path);

}  // namespace dateline
