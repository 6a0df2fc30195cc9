#include "searcher/present/hit_presenter.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <utility>

#include "searcher/index/stored_document.hpp"
#include "searcher/present/snippet.hpp"

namespace dateline {
namespace {

/// A prefix stands for many words; it counts as a word that is neither rare nor frequent.
constexpr double prefix_weight = 2.0;

double rarity(const std::string& stem, const Session& session) {
  const auto documents = static_cast<double>(session.segments().document_count());
  const double holding = session.document_frequency(stem);
  return std::log(1.0 + documents / (1.0 + holding));
}

/// `matcher`: null where no snippets are wanted.
Hit describe(Document&& document, TextMatcher* matcher, std::size_t snippet_bytes) {
  Hit hit{};
  if (matcher != nullptr) {
    hit.snippet = make_snippet(document, *matcher, snippet_bytes);
    hit.title_marks = mark_words(document.title, *matcher);
  }
  hit.key = std::move(document.key);
  hit.date = document.date;
  hit.title = std::move(document.title);
  hit.source = std::move(document.source);
  hit.url = std::move(document.url);
  hit.language = std::move(document.language);
  return hit;
}

/// Looks up which words the stems stand for. English does without: WordFilter knows enough of its
/// stemmer, and looking a stem up takes ten microseconds.
Status learn_families(MatchedWords& words, const Session& session, const Store& store) {
  if (session.analyzer().is_english()) return {};
  for (MatchedWord& word : words.words) {
    if (word.by != MatchBy::stem) continue;
    DATELINE_ASSIGN(std::vector<WordEntry> entries, store.words_of_stem(word.text));
    word.family.emplace();
    for (WordEntry& entry : entries) word.family->push_back(std::move(entry.word));
  }
  return {};
}

/// What terms gave, and what the date gave where that is part of the score.
std::vector<TermScore> explain(const RankedDocument& ranked, const Bm25& scorer, bool rescored) {
  std::vector<TermScore> scores = scorer.explain(ranked.address);
  double by_terms = 0;
  for (const TermScore& term : scores) by_terms += term.score;
  const double rounding = 1e-4 * ranked.score;
  const double rest = ranked.score - by_terms;
  if (!rescored && rest > rounding) scores.push_back({"(recency)", rest});
  return scores;
}

}  // namespace

MatchedWords weigh_words(const QueryNode& root, const Session& session) {
  MatchedWords words = collect_matched_words(root);
  for (MatchedWord& word : words.words) {
    switch (word.by) {
      case MatchBy::stem:
        word.weight = rarity(word.text, session);
        break;
      case MatchBy::form:
        word.weight = rarity(session.analyzer().stem(word.text), session);
        break;
      case MatchBy::prefix:
        word.weight = prefix_weight;
        break;
    }
  }
  return words;
}

Result<std::vector<Hit>> present_hits(const std::vector<RankedDocument>& documents,
                                      MatchedWords words, const Bm25& scorer,
                                      const Session& session, const Store& store,
                                      const PresentOptions& options) {
  std::optional<TextMatcher> matcher;
  if (options.snippet_bytes > 0 && !documents.empty()) {
    DATELINE_TRY(learn_families(words, session, store));
    matcher.emplace(words, session.analyzer());
  }
  std::vector<Hit> hits;
  hits.reserve(documents.size());
  const StoredPart part = matcher ? StoredPart::whole : StoredPart::metadata;
  for (const RankedDocument& ranked : documents) {
    if (options.stop != nullptr && options.stop->reached() && options.stop->overdue()) break;
    DATELINE_ASSIGN(Document document, stored_document(ranked.address, session, store, part));
    Hit hit = describe(std::move(document), matcher ? &*matcher : nullptr, options.snippet_bytes);
    hit.rank = options.first_rank + hits.size();
    hit.score = options.rescore ? scorer.score(ranked.address) : ranked.score;
    if (options.explain) hit.explanation = explain(ranked, scorer, options.rescore);
    hits.push_back(std::move(hit));
  }
  return hits;
}

}  // namespace dateline
