// From the words and wildcards of a query to what an index has for them: word numbers and stems.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/query/ast.hpp"
#include "searcher/verify/stream_scan.hpp"

namespace dateline {

/// What a wildcard reaches.
struct WildcardReach {
  WordSet words;
  std::vector<std::string> stems;  ///< without repeats
  bool whole_families = true;      ///< all words of these stems have the prefix
};

/// Looks words up in the store and remembers the answers; made for one query, used by one thread.
class WordResolver {
 public:
  using Stem = std::function<std::string(std::string_view)>;
  WordResolver(const IndexLookup& lookup, Stem stem) : lookup_(lookup), stem_(std::move(stem)) {}

  /// The words that the query word stands for: those of its stem, or only itself where it is exact.
  /// Empty where the index has none.
  Result<WordSet> words_of(const QueryWord& word);
  /// Whether a document that holds the word's stem holds the word for certain.
  Result<bool> decided_by_stem(const QueryWord& word);
  /// Error bad_query with the wildcard's offset where it reaches more than max_wildcard_expansions
  /// words.
  Result<const WildcardReach*> reach_of(const QueryNode& wildcard);

 private:
  Result<const std::vector<WordEntry>*> family(const std::string& stem);
  Result<std::vector<WordEntry>> words_with_prefix(const QueryNode& wildcard);

  const IndexLookup& lookup_;
  Stem stem_;
  std::map<std::string, std::vector<WordEntry>> families_;
  std::map<std::string, WildcardReach> reaches_;
};

}  // namespace dateline
