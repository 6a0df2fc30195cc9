#include "evaluation/topic_search.hpp"

#include <fmt/format.h>

#include <utility>

#include "dateline/output.hpp"

namespace dateline {

Result<std::string> search_topics(const Searcher& searcher, const std::vector<Topic>& topics,
                                  SearchRequest how, const std::string& run_tag) {
  std::string run;
  how.syntax = QuerySyntax::plain;
  how.snippet_bytes = 0;
  for (const Topic& topic : topics) {
    how.text = topic.text;
    auto page = searcher.search(how);
    if (!page) {
      Error error = std::move(page.error());
      error.message = fmt::format("topic {}: {}", topic.id, error.message);
      error.offset.reset();
      return tl::unexpected(std::move(error));
    }
    run += hits_to_trec(*page, topic.id, run_tag);
  }
  return run;
}

}  // namespace dateline
