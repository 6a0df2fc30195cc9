// Runs all topics through an index.
#pragma once

#include <string>
#include <vector>

#include "dateline/searcher.hpp"
#include "evaluation/topics.hpp"

namespace dateline {

/// A TREC run, as text. `how` says what is the same for all topics; its text and syntax are set for
/// each, topics being plain text. A topic without a word that is indexed has no hit. Errors name
/// the topic.
Result<std::string> search_topics(const Searcher& searcher, const std::vector<Topic>& topics,
                                  SearchRequest how, const std::string& run_tag);

}  // namespace dateline
