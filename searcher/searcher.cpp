// Searcher: opens a generation and runs a query through parser, plan, matcher and presenter.
#include "dateline/searcher.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "common/generation/generation.hpp"
#include "common/store/store.hpp"
#include "common/xapian_guard.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/clause_counts.hpp"
#include "searcher/match/facets.hpp"
#include "searcher/match/hit_presenter.hpp"
#include "searcher/match/hit_tally.hpp"
#include "searcher/match/index_lookup.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/match/plan.hpp"
#include "searcher/match/session.hpp"
#include "searcher/match/timeline.hpp"
#include "searcher/query/parser.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t deepest_rank = 10'000;

Status check_page(const Query& query) {
  if (query.limit <= deepest_rank && query.offset <= deepest_rank - query.limit) return {};
  return failure(ErrorCode::usage,
                 fmt::format("limit {} and offset {} reach behind rank {}", query.limit,
                             query.offset, deepest_rank),
                 "narrow the query down, for example with a date, instead of paging this far");
}

Result<QueryNode> parse(const Query& query, const Analyzer& analyzer) {
  DATELINE_ASSIGN(QueryNode root,
                  parse_query(query.text, analyzer, query.today.value_or(today_utc())));
  if (query.published) {
    QueryNode filter;
    filter.kind = NodeKind::dates;
    filter.occur = Occur::filter;
    filter.dates = *query.published;
    root.children.push_back(std::move(filter));
  }
  return root;
}

HitTally make_tally(const Query& query) {
  HitTally::Wanted wanted;
  wanted.days = query.timeline.has_value();
  for (const FacetField field : query.facets) {
    switch (field) {
      case FacetField::source:
        wanted.sources = true;
        break;
      case FacetField::language:
        wanted.languages = true;
        break;
      case FacetField::year:
        wanted.days = true;
        break;
    }
  }
  return HitTally(wanted);
}

}  // namespace

/// What an open generation consists of. Members that others refer to come first and never move.
struct Searcher::Impl {
  Impl(Generation&& open_generation, Store&& open_store, SegmentSet&& open_segments)
      : generation(std::move(open_generation)),
        store(std::move(open_store)),
        segments(std::move(open_segments)),
        lookup(store),
        sessions(segments, generation.manifest().language) {}

  Result<ResultPage> search(const Query& query);
  Result<ResultPage> search_with(const Session& session, const Query& query) const;
  Status add_counts(const Query& query, const HitTally& tally, ResultPage& page) const;
  void add_explanation(const QueryNode& root, const Plan& plan, const Session& session,
                       ResultPage& page) const;

  Generation generation;
  Store store;
  SegmentSet segments;
  StoreLookup lookup;
  SessionPool sessions;
};

Result<ResultPage> Searcher::Impl::search(const Query& query) {
  const Clock::time_point start = Clock::now();
  DATELINE_TRY(check_page(query));
  DATELINE_ASSIGN(const auto session, sessions.acquire());
  DATELINE_ASSIGN(ResultPage page,
                  guard_xapian("cannot search generation " + generation.directory().string(),
                               [&] { return search_with(*session, query); }));
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  page.took_us = static_cast<std::uint64_t>(took.count());
  return page;
}

Result<ResultPage> Searcher::Impl::search_with(const Session& session, const Query& query) const {
  DATELINE_ASSIGN(const QueryNode root, parse(query, session.analyzer()));
  DATELINE_ASSIGN(const Plan plan, make_plan(root, session, lookup));
  const double k1 = generation.manifest().scoring.k1;
  HitTally tally = make_tally(query);
  const bool tallies = query.timeline || !query.facets.empty();
  const MatchRequest request{query.sort, query.offset, query.limit, k1, tallies ? &tally : nullptr};
  MatchResult match = run_match(session, plan, request);

  ResultPage page;
  page.query = query.text;
  page.generation = generation.manifest().generation;
  page.total = match.total;
  const PresentOptions options{query.offset + 1, query.snippet_bytes, query.explain,
                               query.sort != Sort::relevance};
  DATELINE_ASSIGN(page.hits, present_hits(match.documents, weigh_words(root, session),
                                          Bm25(session, plan, k1), session, store, options));
  DATELINE_TRY(add_counts(query, tally, page));
  const bool nothing_found = page.total.value == 0 && page.hits.empty();
  if (nothing_found || query.explain) {
    DATELINE_ASSIGN(page.clauses, count_clauses(root, query.text, session, lookup));
  }
  if (query.explain) add_explanation(root, plan, session, page);
  return page;
}

Status Searcher::Impl::add_counts(const Query& query, const HitTally& tally,
                                  ResultPage& page) const {
  if (query.timeline) {
    DATELINE_ASSIGN(page.timeline, make_timeline(tally.days(), *query.timeline));
    page.undated = tally.undated();
  }
  for (const FacetField field : query.facets) {
    DATELINE_ASSIGN(page.facets.emplace_back(),
                    make_facet(field, tally, lookup, query.facet_values));
  }
  return {};
}

void Searcher::Impl::add_explanation(const QueryNode& root, const Plan& plan,
                                     const Session& session, ResultPage& page) const {
  page.tree = to_string(root);
  for (const std::string& term : plan.terms) {
    page.terms.push_back({term, segments.empty() ? 0 : session.database().get_termfreq(term)});
  }
}

Result<Searcher> Searcher::open(const std::filesystem::path& index) {
  DATELINE_ASSIGN(Generation generation, Generation::open_current(index));
  DATELINE_ASSIGN(Store store, Store::open(generation.store()));
  DATELINE_ASSIGN(SegmentSet segments, SegmentSet::open(generation, store));
  return Searcher(
      std::make_unique<Impl>(std::move(generation), std::move(store), std::move(segments)));
}

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<ResultPage> Searcher::search(const Query& query) const {
  return impl_->search(query);
}

Result<Document> Searcher::document(std::string_view key) const {
  DATELINE_ASSIGN(const auto number, impl_->lookup.number_of_key(key));
  if (number) {
    DATELINE_ASSIGN(auto document, impl_->store.document(*number));
    if (document) return std::move(*document);
  }
  return failure(ErrorCode::not_found, fmt::format("no document has the key {}", key),
                 "search for a word of it to find its key");
}

std::uint64_t Searcher::generation() const noexcept {
  return impl_->generation.manifest().generation;
}

}  // namespace dateline
