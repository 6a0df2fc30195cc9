// As-you-type suggestions: how the last word may go on, and titles that hold what was typed.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "common/format/store/store.hpp"
#include "dateline/searcher.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/index/session.hpp"
#include "searcher/suggest/word_table.hpp"

namespace dateline {

/// What is searched while a suggestion is made. `words` may be of the generation before: then its
/// numbers are not those of the segments (`words_are_ours` is false), and only words are suggested.
struct SuggestSources {
  const Session& session;
  const IndexLookup& lookup;
  const Store& store;
  const WordTable& words;
  bool words_are_ours = true;
  std::uint64_t documents = 0;  ///< of the generation
  double k1 = 0;
};

/// Completions rank by the documents that hold them. Where there are words before the last one,
/// those documents count that match them best, and rarer words count for more, as they say more.
/// Words of a fifth of all documents are left out, as they narrow nothing down. Titles are of
/// documents that match best. Cost: the clock is looked at, and what is there after some 3 ms is
/// taken. Fills `queries` and `titles`. Errors: corrupt, io. Xapian's exceptions pass through.
Result<Suggestions> make_suggestions(std::string_view text, std::size_t limit,
                                     const SuggestSources& sources);

}  // namespace dateline
