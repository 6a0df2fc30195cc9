#include "searcher/plan/word_resolver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

/// Words are counted for the message up to here.
constexpr std::size_t most_counted_words = 100'000;

Error too_many_words(const QueryNode& wildcard, std::size_t count) {
  const std::string counted = count < most_counted_words
                                  ? std::to_string(count)
                                  : fmt::format("{} or more", most_counted_words);
  return Error{ErrorCode::bad_query,
               fmt::format("the wildcard {}* matches {} words; the limit is {}",
                           wildcard.words.front().word, counted, max_wildcard_expansions),
               "type more letters before the *", wildcard.span.offset};
}

}  // namespace

Result<const std::vector<WordEntry>*> WordResolver::family(const std::string& stem) {
  auto found = families_.find(stem);
  if (found == families_.end()) {
    DATELINE_ASSIGN(auto words, lookup_.words_of_stem(stem));
    found = families_.emplace(stem, std::move(words)).first;
  }
  return &found->second;
}

Result<WordSet> WordResolver::words_of(const QueryWord& word) {
  DATELINE_ASSIGN(const auto* words, family(word.stem));
  std::vector<WordNumber> numbers;
  for (const WordEntry& entry : *words) {
    if (!word.exact || entry.word == word.word) numbers.push_back(entry.number);
  }
  return WordSet(std::move(numbers));
}

Result<bool> WordResolver::decided_by_stem(const QueryWord& word) {
  if (!word.exact) return true;
  DATELINE_ASSIGN(const auto* words, family(word.stem));
  return words->size() == 1 && words->front().word == word.word;
}

Result<std::vector<WordEntry>> WordResolver::words_with_prefix(const QueryNode& wildcard) {
  std::vector<WordEntry> words;
  std::size_t count = 0;
  DATELINE_TRY(lookup_.for_each_word(wildcard.words.front().word, [&](const WordEntry& entry) {
    if (++count <= max_wildcard_expansions) words.push_back(entry);
    return count < most_counted_words;
  }));
  if (count > max_wildcard_expansions) return tl::unexpected(too_many_words(wildcard, count));
  return words;
}

Result<const WildcardReach*> WordResolver::reach_of(const QueryNode& wildcard) {
  const std::string& prefix = wildcard.words.front().word;
  if (const auto found = reaches_.find(prefix); found != reaches_.end()) return &found->second;
  DATELINE_ASSIGN(const auto words, words_with_prefix(wildcard));
  WildcardReach reach;
  std::vector<WordNumber> numbers;
  for (const WordEntry& entry : words) {
    numbers.push_back(entry.number);
    std::string stem = stem_(entry.word);
    if (std::find(reach.stems.begin(), reach.stems.end(), stem) == reach.stems.end()) {
      reach.stems.push_back(std::move(stem));
    }
  }
  reach.words = WordSet(std::move(numbers));
  for (const std::string& stem : reach.stems) {
    DATELINE_ASSIGN(const auto* members, family(stem));
    reach.whole_families &= std::all_of(members->begin(), members->end(), [&](const WordEntry& e) {
      return e.word.compare(0, prefix.size(), prefix) == 0;
    });
  }
  return &reaches_.emplace(prefix, std::move(reach)).first->second;
}

}  // namespace dateline
