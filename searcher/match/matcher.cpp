#include "searcher/match/matcher.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "searcher/match/candidates.hpp"
#include "searcher/match/date_ranking.hpp"
#include "searcher/match/date_walk.hpp"
#include "searcher/match/hit_estimate.hpp"
#include "searcher/match/relevance_ranking.hpp"
#include "searcher/match/seen_documents.hpp"
#include "searcher/verify/verifier.hpp"

namespace dateline {
namespace {

/// The documents of the page, the total left open.
MatchResult page_of(const DateRanking& ranking, const std::vector<DocAddress>& best) {
  MatchResult result;
  for (const DocAddress& hit : best) result.documents.push_back({hit, 0});
  result.total = ranking.total();
  return result;
}

DateOrder order_of(const MatchRequest& request) {
  return request.sort == Sort::oldest ? DateOrder::oldest : DateOrder::newest;
}

/// Every candidate is verified at once: for a tally, or as that costs next to nothing.
MatchResult rank_all_hits(const Session& session, const Plan& plan, const MatchRequest& request) {
  const Verifier verifier(session.segments(), plan.visit_condition());
  DateRanking ranking(session.segments(), verifier, order_of(request), request.limit,
                      *request.stop);
  for_each_candidate(session, plan, *request.stop, [&](const DocAddress& address) {
    if (!verifier.accepts(address)) return;
    if (request.tally != nullptr)
      request.tally->add(session.segments()[address.segment], address.docid);
    ranking.propose_hit(address);
  });
  return page_of(ranking, ranking.finish());
}

/// Candidates are verified in the order of their dates, as many as the page and the total need.
MatchResult rank_candidates(const Session& session, const Plan& plan, const MatchRequest& request) {
  const SegmentSet& segments = session.segments();
  const Verifier verifier(segments, plan.visit_condition());
  SeenDocuments seen(segments.size());
  for (std::size_t i = 0; i < segments.size(); ++i)
    seen.begin(i, segments[i].files.document_count());
  DateRanking ranking(segments, verifier, order_of(request), request.limit, *request.stop, &seen);
  for_each_candidate(session, plan, *request.stop, [&](const DocAddress& address) {
    if (!segments.has(address)) return;
    seen.propose(address);
    ranking.propose(address);
  });
  MatchResult result = page_of(ranking, ranking.finish());
  if (!result.total.exact && !request.stop->was_reached() && estimates(request.counting))
    result.total = complete_total(
        seen, [](const DocAddress&) { return true; }, verifier, ranking.counted(),
        effort_of(request.counting), *request.stop);
  return result;
}

MatchResult rank_by_date(const Session& session, const Plan& plan, const MatchRequest& request) {
  const bool visits_all = request.tally != nullptr || request.counting == Counting::exactly;
  // Hits of some days are not spread evenly along a walk by date, which then says nothing of their
  // number.
  const bool knows_number =
      !estimates(request.counting) || !plan.words || !plan.words->published.has_value();
  if (!visits_all && knows_number && walk_is_shorter(session, plan, request.limit))
    return rank_by_walking(session, plan, request, order_of(request));
  const Verifier verifier(session.segments(), plan.visit_condition());
  return visits_all || verifier.is_cheap() ? rank_all_hits(session, plan, request)
                                           : rank_candidates(session, plan, request);
}

std::uint64_t visit_hits(const Session& session, const Plan& plan, StopCheck& stop,
                         HitTally* tally) {
  const Verifier verifier(session.segments(), plan.visit_condition());
  std::uint64_t count = 0;
  for_each_candidate(session, plan, stop, [&](const DocAddress& address) {
    if (!verifier.accepts(address)) return;
    ++count;
    if (tally != nullptr) tally->add(session.segments()[address.segment], address.docid);
  });
  return count;
}

/// A single word in an index without deleted documents is in as many as its posting list says.
std::optional<std::uint64_t> hits_of_one_list(const Session& session, const Plan& plan) {
  const bool one_list = plan.words && plan.words->condition == nullptr &&
                        plan.scoring.size() == 1 && plan.scoring[0].stems.size() == 1;
  if (!one_list || session.segments().any_dead()) return std::nullopt;
  return session.document_frequency(plan.scoring[0].stems[0]);
}

/// All hits, added to the tally if there is one.
Total count_hits(const Session& session, const Plan& plan, const MatchRequest& request) {
  if (request.tally == nullptr)
    if (const auto hits = hits_of_one_list(session, plan)) return {*hits, true};
  return {visit_hits(session, plan, *request.stop, request.tally), true};
}

/// Scores make a visit several times as long: where all hits are visited for the tally or the
/// total, two passes are faster than one. The page comes first: it is what a search that is stopped
/// should have.
MatchResult rank_and_count(const Session& session, const Plan& plan, const MatchRequest& request) {
  MatchRequest ranked = request;
  if (request.tally != nullptr) ranked.counting = Counting::none;
  MatchResult result = rank_by_relevance(session, plan, ranked);
  const bool exactly = request.counting == Counting::exactly && !result.total.exact;
  if (request.tally == nullptr && !exactly) return result;
  const std::uint64_t estimate = request.tally == nullptr ? result.total.value : 0;
  result.total = count_hits(session, plan, request);
  if (request.stop->was_reached()) result.total.value = std::max(result.total.value, estimate);
  return result;
}

MatchResult rank(const Session& session, const Plan& plan, const MatchRequest& request) {
  if (request.limit == 0) return {{}, count_hits(session, plan, request)};
  return request.sort == Sort::relevance && !plan.scoring.empty()
             ? rank_and_count(session, plan, request)
             : rank_by_date(session, plan, request);
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
  if (!exactly && estimate.exact && estimate.value == 0) return estimate;
  if (!exactly) return {std::max<std::uint64_t>(1, estimate.value), false};
  const std::uint64_t count = visit_hits(session, plan, stop, nullptr);
  return stop.was_reached() ? Total{std::max(count, estimate.value), false} : Total{count, true};
}

}  // namespace dateline
