#include "searcher/suggest/suggest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "searcher/match/matcher.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/suggest/typed_text.hpp"

namespace dateline {
namespace {

using Clock = StopCheck::Clock;
using Rank = WordTable::Rank;

constexpr std::uint64_t common_share = 5;  ///< a word of a fifth of the documents says little
/// Documents that a search for a suggestion may look at: some 1 ms. Xapian is not stopped sooner.
constexpr std::uint32_t most_candidates = 10'000;
constexpr std::size_t context_documents = 60;
constexpr std::size_t title_documents = 40;
constexpr std::size_t words_for_titles = 5;
constexpr std::size_t most_titles = 5;
constexpr std::size_t shortest_beginning_for_titles = 3;
constexpr auto context_time = std::chrono::microseconds(1500);
constexpr auto title_time = std::chrono::microseconds(3000);

/// The words of a document's title, or of all of it, as numbers.
std::vector<WordNumber> numbers_of(std::string_view stream, bool only_title) {
  std::vector<WordNumber> numbers;
  const auto* position = reinterpret_cast<const unsigned char*>(stream.data());
  const auto* const end = position + stream.size();
  while (position != end) {
    const WordNumber number = read_word_code(position, end);
    if (number != field_separator)
      numbers.push_back(number);
    else if (only_title)
      break;
  }
  return numbers;
}

class SuggestionMaker {
 public:
  SuggestionMaker(std::string_view text, std::size_t limit, const SuggestSources& sources)
      : sources_(sources),
        words_(sources.words),
        limit_(limit),
        typed_(read_typed_text(text, sources.session.analyzer())),
        ceiling_(static_cast<std::uint32_t>(
            std::max<std::uint64_t>(sources.documents / common_share, 1))) {
    if (!typed_.beginning.empty()) range_ = words_.with_prefix(typed_.beginning);
    for (const std::string& word : typed_.earlier) {
      const Rank rank = words_.find(word);
      if (rank == WordTable::no_rank)
        all_known_ = false;
      else if (words_.documents(rank) <= ceiling_)
        known_.push_back(rank);
    }
  }

  Result<Suggestions> make() {
    Suggestions suggestions;
    DATELINE_TRY(find_context());
    for (const Rank rank : completions())
      suggestions.queries.push_back(
          {typed_.head + std::string(words_.word(rank)), words_.documents(rank)});
    DATELINE_TRY(add_titles(suggestions));
    return suggestions;
  }

 private:
  /// The documents that match best, until the time since the start is up.
  Result<std::vector<RankedDocument>> best(const std::string& query, std::size_t limit,
                                           Clock::duration time) const {
    if (sources_.session.segments().empty()) return std::vector<RankedDocument>();
    const auto root = parse_query(query, sources_.session.analyzer(), today_utc());
    if (!root) return std::vector<RankedDocument>();  // a word that is not one to the parser
    DATELINE_ASSIGN(const Plan plan, make_plan(*root, sources_.session, sources_.lookup));
    StopCheck stop(start_ + time, nullptr);
    const MatchRequest request{
        .limit = limit, .k1 = sources_.k1, .counting = Counting::none, .stop = &stop};
    return run_match(sources_.session, plan, request).documents;
  }

  [[nodiscard]] std::string_view stream_of(const DocAddress& address) const {
    return sources_.session.segments()[address.segment].files.stream(address.docid);
  }

  Status find_context() {
    if (known_.empty() || !sources_.words_are_ours) return {};
    const auto rarer = [this](Rank a, Rank b) { return words_.documents(a) < words_.documents(b); };
    const Rank rarest = *std::min_element(known_.begin(), known_.end(), rarer);
    if (words_.documents(rarest) > most_candidates) return {};
    std::string query;
    for (const Rank rank : known_) query += "+" + std::string(words_.word(rank)) + " ";
    DATELINE_ASSIGN(context_, best(query, context_documents, context_time));
    return {};
  }

  /// The completions that the context's documents hold, each as often as there are such documents.
  [[nodiscard]] std::vector<Rank> ranks_in_context() const {
    std::vector<Rank> all;
    for (const RankedDocument& document : context_) {
      const auto first = static_cast<std::ptrdiff_t>(all.size());
      for (const WordNumber number : numbers_of(stream_of(document.address), false)) {
        const Rank rank = words_.rank_of(number);
        if (range_.holds(rank) && words_.documents(rank) <= ceiling_) all.push_back(rank);
      }
      std::sort(all.begin() + first, all.end());
      all.erase(std::unique(all.begin() + first, all.end()), all.end());
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  /// The best completions given the earlier words.
  [[nodiscard]] std::vector<Rank> completions_in_context() const {
    const std::vector<Rank> ranks = ranks_in_context();
    std::vector<std::pair<double, Rank>> scored;
    for (auto first = ranks.begin(); first != ranks.end();) {
      const auto last = std::upper_bound(first, ranks.end(), *first);
      const double rarity = std::log1p(static_cast<double>(sources_.documents) /
                                       static_cast<double>(words_.documents(*first)));
      if (!is_earlier(*first))
        scored.emplace_back(-static_cast<double>(last - first) * rarity, *first);
      first = last;
    }
    std::sort(scored.begin(), scored.end());
    std::vector<Rank> best_ranks;
    for (const auto& [score, rank] : scored)
      if (best_ranks.size() < limit_) best_ranks.push_back(rank);
    return best_ranks;
  }

  [[nodiscard]] bool is_earlier(Rank rank) const {
    return std::find(known_.begin(), known_.end(), rank) != known_.end();
  }

  /// Those of the context first, then the most frequent ones.
  [[nodiscard]] std::vector<Rank> completions() {
    if (typed_.beginning.empty()) return {};
    std::vector<Rank> ranks = completions_in_context();
    const auto add = [&](std::uint32_t ceiling) {
      for (const Rank rank : words_.most_frequent(range_, limit_ + known_.size(), ceiling)) {
        const bool is_new = std::find(ranks.begin(), ranks.end(), rank) == ranks.end();
        if (is_new && !is_earlier(rank) && ranks.size() < limit_) ranks.push_back(rank);
      }
    };
    add(ceiling_);
    if (ranks.empty()) add(std::numeric_limits<std::uint32_t>::max());
    completions_ = ranks;
    return ranks;
  }

  /// Documents that may have fitting titles: those that match the earlier words, else those that
  /// match the likeliest completions.
  Result<std::vector<RankedDocument>> candidates_for_titles() const {
    if (!context_.empty() || !known_.empty()) return context_;
    std::string query;
    std::uint32_t candidates = 0;
    for (std::size_t i = 0; i < std::min(words_for_titles, completions_.size()); ++i) {
      if (words_.documents(completions_[i]) > most_candidates - candidates) continue;
      candidates += words_.documents(completions_[i]);
      query += std::string(words_.word(completions_[i])) + " ";
    }
    if (query.empty()) return std::vector<RankedDocument>();
    return best(query, title_documents, title_time);
  }

  /// Whether the title holds all words, the last one as a beginning.
  [[nodiscard]] bool title_fits(const DocAddress& address) const {
    std::vector<Rank> ranks;
    for (const WordNumber number : numbers_of(stream_of(address), true))
      ranks.push_back(words_.rank_of(number));
    const auto has = [&](Rank wanted) {
      return std::find(ranks.begin(), ranks.end(), wanted) != ranks.end();
    };
    if (!std::all_of(known_.begin(), known_.end(), has)) return false;
    return typed_.beginning.empty() ||
           std::any_of(ranks.begin(), ranks.end(), [&](Rank rank) { return range_.holds(rank); });
  }

  Status add_titles(Suggestions& suggestions) const {
    const bool enough = !known_.empty() || typed_.beginning.size() >= shortest_beginning_for_titles;
    if (!sources_.words_are_ours || !enough || !all_known_) return {};
    DATELINE_ASSIGN(const auto candidates, candidates_for_titles());
    for (const RankedDocument& candidate : candidates) {
      if (suggestions.titles.size() == std::min(most_titles, limit_) ||
          Clock::now() > start_ + title_time)
        break;
      if (title_fits(candidate.address)) DATELINE_TRY(add_title(candidate.address, suggestions));
    }
    return {};
  }

  /// Once for documents of the same title.
  Status add_title(const DocAddress& address, Suggestions& suggestions) const {
    const auto& record = sources_.session.segments()[address.segment].files.record(address.docid);
    DATELINE_ASSIGN(auto document, sources_.store.metadata(record.number));
    if (!document) return {};
    const auto same = [&](const TitleSuggestion& other) { return other.title == document->title; };
    if (std::any_of(suggestions.titles.begin(), suggestions.titles.end(), same)) return {};
    suggestions.titles.push_back(
        {std::move(document->key), std::move(document->title), document->date});
    return {};
  }

  const Clock::time_point start_ = Clock::now();
  const SuggestSources& sources_;
  const WordTable& words_;
  std::size_t limit_;
  TypedText typed_;
  std::uint32_t ceiling_;  ///< documents of the most frequent word that is suggested
  WordTable::Range range_{};
  std::vector<Rank> known_;  ///< of the earlier words, those that say something
  bool all_known_ = true;    ///< the vocabulary has all earlier words
  std::vector<RankedDocument> context_;
  std::vector<Rank> completions_;
};

}  // namespace

Result<Suggestions> make_suggestions(std::string_view text, std::size_t limit,
                                     const SuggestSources& sources) {
  return SuggestionMaker(text, limit, sources).make();
}

}  // namespace dateline
