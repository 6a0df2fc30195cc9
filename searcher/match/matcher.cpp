#include "searcher/match/matcher.hpp"

#include <algorithm>

#include "searcher/match/candidates.hpp"
#include "searcher/match/date_ranking.hpp"
#include "searcher/match/date_walk.hpp"
#include "searcher/match/relevance_ranking.hpp"
#include "searcher/match/verifier.hpp"

namespace dateline {
namespace {

MatchResult rank_by_date(const Session& session, const Plan& plan, const MatchRequest& request) {
  const SegmentSet& segments = session.segments();
  const DateOrder order = request.sort == Sort::oldest ? DateOrder::oldest : DateOrder::newest;
  if (request.tally == nullptr && walk_is_shorter(session, plan, request.offset + request.limit))
    return rank_by_walking(session, plan, request, order);
  const Verifier verifier(segments, plan.visit_condition());
  DateRanking ranking(segments, verifier, order, request.offset + request.limit, *request.stop);
  for_each_candidate(session, plan, *request.stop, [&](const DocAddress& address) {
    if (request.tally == nullptr) {
      if (segments.has(address)) ranking.propose(address);
    } else if (verifier.accepts(address)) {
      request.tally->add(segments.record(address));
      ranking.propose_hit(address);
    }
  });
  MatchResult result;
  const std::vector<DocAddress> best = ranking.finish();
  for (std::size_t i = request.offset; i < best.size(); ++i) {
    result.documents.push_back({best[i], 0});
  }
  result.total = ranking.total();
  return result;
}

/// Scores make a visit several times as long, and all hits are visited for the tally: two passes
/// are faster than one. The page comes first: it is what a search that is stopped should have.
MatchResult rank_by_relevance_and_tally(const Session& session, const Plan& plan,
                                        const MatchRequest& request) {
  MatchResult result = rank_by_relevance(session, plan, request);
  const Verifier verifier(session.segments(), plan.visit_condition());
  for_each_candidate(session, plan, *request.stop, [&](const DocAddress& address) {
    if (verifier.accepts(address)) request.tally->add(session.segments().record(address));
  });
  result.total = {request.tally->hits(), true};
  return result;
}

MatchResult rank(const Session& session, const Plan& plan, const MatchRequest& request) {
  if (request.sort != Sort::relevance || plan.scoring.empty()) {
    return rank_by_date(session, plan, request);
  }
  return request.tally == nullptr ? rank_by_relevance(session, plan, request)
                                  : rank_by_relevance_and_tally(session, plan, request);
}

/// What Xapian says of the number of matches.
Total total_of(const Xapian::MSet& matches) {
  const bool exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
  return {matches.get_matches_estimated(), exact};
}

}  // namespace

MatchResult run_match(const Session& session, const Plan& plan, const MatchRequest& asked) {
  if (session.segments().empty() || plan.query.empty()) return {};
  StopCheck never;
  MatchRequest request = asked;
  if (request.stop == nullptr) request.stop = &never;
  MatchResult result = rank(session, plan, request);
  if (request.stop->was_reached()) result.total.exact = false;
  return result;
}

Total count_matches(const Session& session, const Plan& plan, bool exactly, StopCheck& stop) {
  if (session.segments().empty() || plan.query.empty()) return {};
  Xapian::Enquire enquire(session.database());
  enquire.set_query(plan.query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Total estimate = total_of(enquire.get_mset(0, 0));
  const bool decided = Verifier(session.segments(), plan.condition.get()).accepts_everything();
  if (decided && estimate.exact) return estimate;
  if (!exactly) return {estimate.value, estimate.value == 0 && estimate.exact};
  const Verifier verifier(session.segments(), plan.visit_condition());
  std::uint64_t count = 0;
  for_each_candidate(session, plan, stop, [&](const DocAddress& address) {
    if (verifier.accepts(address)) ++count;
  });
  return stop.was_reached() ? Total{std::max(count, estimate.value), false} : Total{count, true};
}

}  // namespace dateline
