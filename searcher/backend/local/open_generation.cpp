#include "searcher/backend/local/open_generation.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "common/format/generation/verify_files.hpp"
#include "common/format/xapian_guard.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/plan/column_check.hpp"
#include "searcher/present/hit_presenter.hpp"
#include "searcher/present/snippet.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/query/plain_query.hpp"
#include "searcher/request/request_tree.hpp"
#include "searcher/results/clause_counts.hpp"
#include "searcher/results/facets.hpp"
#include "searcher/results/ranked_page.hpp"
#include "searcher/results/timeline.hpp"
#include "searcher/suggest/suggest.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

Result<QueryNode> parse_text(const SearchRequest& query, const Analyzer& analyzer) {
  if (query.text.empty() && (query.related || has_filters(query))) return QueryNode{};
  switch (query.syntax) {
    case QuerySyntax::language:
      return parse_query(query.text, analyzer, query.today.value_or(today_utc()));
    case QuerySyntax::plain:
      return parse_plain_query(query.text, analyzer);
  }
  return failure(ErrorCode::internal, "unknown query syntax");
}

Result<QueryNode> parse(const SearchRequest& query, const Analyzer& analyzer) {
  DATELINE_ASSIGN(QueryNode root, parse_text(query, analyzer));
  DATELINE_TRY(add_filters(query, root));
  return root;
}

/// Error format_mismatch where a facet needs a column that the index does not have.
Result<HitTally> make_tally(const SearchRequest& query, const SegmentSet& segments) {
  HitTally::Wanted wanted;
  wanted.days = query.timeline.has_value();
  for (const FacetField facet : query.facets) {
    const auto field = field_of_facet(facet);
    wanted.days |= !field.has_value();
    if (!field) continue;
    DATELINE_TRY(require_column(*field, segments));
    wanted.fields.push_back(*field);
  }
  return HitTally(wanted);
}

}  // namespace

Result<std::shared_ptr<OpenGeneration>> OpenGeneration::open(Generation&& generation,
                                                             const SearcherOptions& options) {
  if (options.verify) DATELINE_TRY(verify_files(generation));
  DATELINE_ASSIGN(Store store, Store::open(generation.store()));
  DATELINE_ASSIGN(
      SegmentSet segments,
      SegmentSet::open(generation, store, options.lean ? Residence::lean : Residence::kept));
  return std::shared_ptr<OpenGeneration>(
      new OpenGeneration(std::move(generation), std::move(store), std::move(segments),
                         options.lean ? Counting::thorough : Counting::cheaply));
}

OpenGeneration::OpenGeneration(Generation&& generation, Store&& store, SegmentSet&& segments,
                               Counting counting)
    : generation_(std::move(generation)),
      id_(id_of(generation_.manifest())),
      revision_(fmt::format("{:016x}", generation_checksum(generation_.manifest()))),
      store_(std::move(store)),
      segments_(std::move(segments)),
      counting_(counting),
      lookup_(store_),
      sessions_(segments_, generation_.manifest().language) {}

Result<ResultPage> OpenGeneration::search(const SearchRequest& query) {
  const Clock::time_point start = Clock::now();
  StopCheck stop(query.deadline, query.stop);
  DATELINE_ASSIGN(const auto session, sessions_.acquire());
  DATELINE_ASSIGN(ResultPage page,
                  guard_xapian({"cannot search generation", generation_.directory()},
                               [&] { return search_with(*session, query, stop); }));
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  page.took_us = static_cast<std::uint64_t>(took.count());
  return page;
}

RewriteContext OpenGeneration::context_of(const Session& session, const SearchRequest& query,
                                          StopCheck& stop) const {
  return {query, session, lookup_, store_, manifest().scoring, stop};
}

Result<ResultPage> OpenGeneration::search_with(const Session& session, const SearchRequest& query,
                                               StopCheck& stop) const {
  const RewriteContext context = context_of(session, query, stop);
  DATELINE_ASSIGN(QueryNode parsed, parse(query, session.analyzer()));
  DATELINE_ASSIGN(const QueryNode root, interpret(std::move(parsed), context));
  DATELINE_ASSIGN(const QueryNode all_words, expand(root, context));
  DATELINE_ASSIGN(const Plan plan, make_plan(all_words, session, lookup_));
  const double k1 = manifest().scoring.k1;
  DATELINE_ASSIGN(HitTally tally, make_tally(query, segments_));
  const bool tallies = query.timeline || !query.facets.empty();
  const MatchRequest request{.sort = query.sort,
                             .k1 = k1,
                             .counting = query.count_exactly ? Counting::exactly : counting_,
                             .tally = tallies ? &tally : nullptr,
                             .stop = &stop};
  DATELINE_ASSIGN(const MatchResult match,
                  rank_page(request, {query, plan, session, lookup_, stop}));

  ResultPage page;
  page.query = query.text;
  page.generation = manifest().generation;
  page.revision = revision_;
  if (!segments_.empty()) page.last_document = segments_[segments_.size() - 1].info.last_number;
  page.total = match.total;
  const PresentOptions options{query.offset + 1, query.snippet_bytes, query.explain,
                               query.sort != Sort::relevance, &stop};
  DATELINE_ASSIGN(page.hits, present_hits(match.documents, weigh_words(root, session),
                                          Bm25(session, plan, k1), session, store_, options));
  DATELINE_TRY(add_counts(query, root, tally, page));
  const bool nothing_found = page.total.value == 0 && page.hits.empty();
  if ((nothing_found || query.explain) && !stop.was_reached()) {
    DATELINE_ASSIGN(page.clauses, count_clauses(root, query.text, session, lookup_, stop));
  }
  if (query.explain) add_explanation(root, plan, session, page);
  if (stop.is_cancelled()) {
    return failure(ErrorCode::cancelled, "the search was cancelled by its caller");
  }
  page.partial = stop.was_reached();
  return page;
}

Status OpenGeneration::add_counts(const SearchRequest& query, const QueryNode& root,
                                  const HitTally& tally, ResultPage& page) const {
  if (query.timeline) {
    const TimelineRequest request{*query.timeline, query.timeline_buckets, query.timeline_fits};
    const auto filter = published_within_filters(root);
    const DayRange shown = days_to_show(plausible_days(query.today.value_or(today_utc())), filter);
    const std::uint64_t left_out = shows_first_second(filter) ? 0 : tally.first_seconds();
    DATELINE_ASSIGN(Timeline timeline, make_timeline(tally.days(), request, shown, left_out));
    page.timeline = std::move(timeline.buckets);
    page.timeline_unit = timeline.unit;
    page.suspicious = timeline.suspicious;
    page.undated = tally.undated();
  }
  for (const FacetField field : query.facets) {
    DATELINE_ASSIGN(page.facets.emplace_back(),
                    make_facet(field, tally, lookup_, query.facet_values));
  }
  return {};
}

void OpenGeneration::add_explanation(const QueryNode& root, const Plan& plan,
                                     const Session& session, ResultPage& page) const {
  page.tree = to_string(root);
  for (const std::string& term : plan.terms) {
    page.terms.push_back({term, session.document_frequency(term)});
  }
}

OpenGeneration::Words OpenGeneration::words() {
  const std::lock_guard lock(words_mutex_);
  return words_;
}

void OpenGeneration::borrow_words(OpenGeneration& older) {
  const Words borrowed = older.words();
  const std::lock_guard lock(words_mutex_);
  if (!words_.table && borrowed.table) words_ = {borrowed.table, false};
}

Status OpenGeneration::prepare_suggestions() {
  const std::lock_guard reading(reading_words_);
  if (const Words there = words(); there.table && there.ours) return {};
  DATELINE_ASSIGN(WordTable table, WordTable::build(lookup_));
  const std::lock_guard lock(words_mutex_);
  words_ = {std::make_shared<const WordTable>(std::move(table)), true};
  return {};
}

Result<OpenGeneration::Words> OpenGeneration::words_to_suggest_from() {
  Words there = words();
  if (there.table && there.ours) return there;
  std::unique_lock reading(reading_words_, std::try_to_lock);
  const bool another_reads = !reading.owns_lock();
  if (another_reads && there.table) return there;
  if (!another_reads) reading.unlock();
  DATELINE_TRY(prepare_suggestions());
  return words();
}

Result<Suggestions> OpenGeneration::suggest(std::string_view text, std::size_t limit) {
  const Clock::time_point start = Clock::now();
  if (text.size() > max_suggest_bytes) {
    return failure(ErrorCode::usage,
                   fmt::format("the text is longer than {} bytes", max_suggest_bytes));
  }
  DATELINE_ASSIGN(const Words from, words_to_suggest_from());
  DATELINE_ASSIGN(const auto session, sessions_.acquire());
  const SuggestSources sources{*session,
                               lookup_,
                               store_,
                               *from.table,
                               from.ours,
                               manifest().documents,
                               manifest().scoring.k1};
  DATELINE_ASSIGN(Suggestions suggestions, make_suggestions(text, limit, sources));
  suggestions.query = text;
  suggestions.generation = manifest().generation;
  suggestions.revision = revision_;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  suggestions.took_us = static_cast<std::uint64_t>(took.count());
  return suggestions;
}

Result<Document> OpenGeneration::document(std::string_view key) const {
  DATELINE_ASSIGN(const auto number, lookup_.number_of_key(key));
  if (number) {
    DATELINE_ASSIGN(auto document, store_.document(*number));
    if (document) return std::move(*document);
  }
  return failure(ErrorCode::not_found, fmt::format("no document has the key {}", key),
                 "search for a word of it to find its key");
}

Result<DocumentMarks> OpenGeneration::marks(const SearchRequest& query, const Document& document) {
  DATELINE_ASSIGN(const auto session, sessions_.acquire());
  const Analyzer& analyzer = session->analyzer();
  StopCheck never;
  DATELINE_ASSIGN(QueryNode parsed, parse(query, analyzer));
  DATELINE_ASSIGN(const QueryNode root,
                  interpret(std::move(parsed), context_of(*session, query, never)));
  const MatchedWords words = collect_matched_words(root);
  TextMatcher matcher(words, analyzer);
  return DocumentMarks{mark_words(document.title, matcher), mark_words(document.text, matcher)};
}

}  // namespace dateline
