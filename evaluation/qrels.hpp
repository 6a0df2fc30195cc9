// Qrels: which documents are relevant to which topic, as people judged it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dateline/error.hpp"

namespace dateline {

/// Relevance by key. Relevant is what is 1 or more.
using Judgements = std::unordered_map<std::string, int>;
/// Judgements by topic.
using Qrels = std::map<std::string, Judgements>;

/// Reads TREC's qrels (topic, iteration, key, relevance, between spaces) or BEIR's (topic, key,
/// relevance, between tabs; a header line is skipped). Topics and keys of BEIR's become what
/// trec_field() makes of them, as in runs. Errors: usage with the file's name and line, also where
/// a document is judged twice and differently.
Result<Qrels> parse_qrels(std::string_view bytes, const std::string& file_name);

/// Reads a file of up to 1 GiB. Errors: as parse_qrels; not_found, io.
Result<Qrels> read_qrels(const std::string& path);

}  // namespace dateline
