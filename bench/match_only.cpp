// Parser, plan and matcher without the presenter.
#include "bench/match_only.hpp"

#include <utility>

#include "common/format/generation/generation.hpp"
#include "common/format/store/store.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/index/session.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/query/stop_words.hpp"

namespace dateline::bench {

struct MatchOnly::Impl {
  Impl(Generation&& open_generation, Store&& open_store, SegmentSet&& open_segments)
      : generation(std::move(open_generation)),
        store(std::move(open_store)),
        segments(std::move(open_segments)),
        lookup(store) {}

  Generation generation;
  Store store;
  SegmentSet segments;
  StoreLookup lookup;
  std::unique_ptr<Session> session;
};

Result<MatchOnly> MatchOnly::open(const std::filesystem::path& index, std::size_t posting_bytes) {
  DATELINE_ASSIGN(Generation generation, Generation::open_current(index));
  DATELINE_ASSIGN(Store store, Store::open(generation.store()));
  DATELINE_ASSIGN(SegmentSet segments,
                  SegmentSet::open(generation, store, Residence::kept, posting_bytes));
  auto impl = std::make_unique<Impl>(std::move(generation), std::move(store), std::move(segments));
  DATELINE_ASSIGN(impl->session,
                  Session::open(impl->segments, impl->generation.manifest().language));
  return MatchOnly(std::move(impl));
}

Result<std::size_t> MatchOnly::run(const SearchRequest& query) const {
  const Session& session = *impl_->session;
  DATELINE_ASSIGN(QueryNode root, parse_query(query.text, session.analyzer(), today_utc()));
  drop_function_words(root, query.text, session.analyzer());
  DATELINE_ASSIGN(const Plan plan, make_plan(root, session, impl_->lookup));
  MatchRequest request;
  request.sort = query.sort;
  request.k1 = impl_->generation.manifest().scoring.k1;
  return run_match(session, plan, request).documents.size();
}

Result<std::uint64_t> MatchOnly::count(const std::string& text) const {
  const Session& session = *impl_->session;
  DATELINE_ASSIGN(QueryNode root, parse_query(text, session.analyzer(), today_utc()));
  drop_function_words(root, text, session.analyzer());
  DATELINE_ASSIGN(const Plan plan, make_plan(root, session, impl_->lookup));
  HitTally tally(HitTally::Wanted{});
  MatchRequest request;
  request.limit = 0;
  request.tally = &tally;
  return run_match(session, plan, request).total.value;
}

MatchOnly::MatchOnly(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MatchOnly::MatchOnly(MatchOnly&&) noexcept = default;
MatchOnly::~MatchOnly() = default;

}  // namespace dateline::bench
