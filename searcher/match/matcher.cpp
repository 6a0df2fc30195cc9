#include "searcher/match/matcher.hpp"

#include <string>

#include "searcher/match/date_ranking.hpp"
#include "searcher/match/record_sources.hpp"
#include "searcher/match/verifier.hpp"

namespace dateline {
namespace {

DocAddress address_of(const MatchPosition& position, const Xapian::Document& document) {
  return {position.segment, document.get_docid()};
}

/// Lets Xapian ask the verifier, only for candidates that would enter the page; counts the hits if
/// that is wanted.
class Decider final : public Xapian::MatchDecider {
 public:
  Decider(const SegmentSet& segments, const MatchPosition& position, const Verifier& verifier,
          HitTally* tally)
      : segments_(segments), position_(position), verifier_(verifier), tally_(tally) {}

  bool operator()(const Xapian::Document& document) const override {
    const DocAddress address = address_of(position_, document);
    if (!verifier_.accepts(address)) return false;
    if (tally_ != nullptr) tally_->add(segments_.record(address));
    return true;
  }

 private:
  const SegmentSet& segments_;
  const MatchPosition& position_;
  const Verifier& verifier_;
  HitTally* tally_;
};

/// Breaks ties between scores by document number: docids of several shards are interleaved, so
/// their order says nothing.
class NumberKey final : public Xapian::KeyMaker {
 public:
  NumberKey(const SegmentSet& segments, const MatchPosition& position)
      : segments_(segments), position_(position) {}

  std::string operator()(const Xapian::Document& document) const override {
    const DocAddress address = address_of(position_, document);
    if (!segments_.has(address)) return {};
    const DocumentNumber number = segments_.record(address).number;
    std::string key(sizeof number, '\0');
    for (std::size_t i = 0; i < key.size(); ++i) {
      key[i] = static_cast<char>(number >> (8 * (key.size() - 1 - i)) & 0xffu);
    }
    return key;
  }

 private:
  const SegmentSet& segments_;
  const MatchPosition& position_;
};

/// Passes every candidate on to a function and lets none into Xapian's own result.
template <typename Visit>
class Visitor final : public Xapian::MatchDecider {
 public:
  Visitor(const MatchPosition& position, Visit visit) : position_(position), visit_(visit) {}
  bool operator()(const Xapian::Document& document) const override {
    visit_(address_of(position_, document));
    return false;
  }

 private:
  const MatchPosition& position_;
  Visit visit_;
};

Xapian::doccount everything(const Session& session) {
  return session.database().get_doccount();
}

/// Calls `visit(address)` for each document that the plan's Xapian query matches, unscored.
template <typename Visit>
void for_each_candidate(const Session& session, const Plan& plan, Visit visit) {
  MatchPosition position;
  Xapian::Enquire enquire(session.database());
  enquire.set_query(followed_by(session, plan.query, plan.open_ended, position));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Visitor<Visit> visitor(position, visit);
  enquire.get_mset(0, 0, everything(session), nullptr, &visitor);
}

Total total_of(const Xapian::MSet& matches) {
  const bool exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
  return {matches.get_matches_estimated(), exact};
}

MatchResult match_by_relevance(const Session& session, const Plan& plan,
                               const MatchRequest& request) {
  const SegmentSet& segments = session.segments();
  const Verifier verifier(segments, plan.condition.get());
  MatchPosition position;
  const Decider decider(segments, position, verifier, request.tally);
  NumberKey by_number(segments, position);

  Xapian::Enquire enquire(session.database());
  enquire.set_query(followed_by(session, plan.query, plan.open_ended, position));
  enquire.set_weighting_scheme(Xapian::BM25Weight(wdf_scale * request.k1, 0.0, 1.0, 0.0, 0.0));
  if (segments.size() > 1) enquire.set_sort_by_relevance_then_key(&by_number, false);

  const bool decide = request.tally != nullptr || !verifier.accepts_everything();
  // With several shards and a decider, Xapian 1.4.22 was seen to lose hits of a first page once it
  // skips by weight (brute_force_test, seed 1882763504): there every match is looked at.
  const bool look_at_all = request.tally != nullptr || (decide && segments.size() > 1);
  const Xapian::MSet matches = enquire.get_mset(
      static_cast<Xapian::doccount>(request.offset), static_cast<Xapian::doccount>(request.limit),
      look_at_all ? everything(session) : 0, nullptr, decide ? &decider : nullptr);

  MatchResult result;
  result.total = request.tally != nullptr ? Total{request.tally->hits(), true} : total_of(matches);
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    const DocAddress address = segments.address(*match);
    if (!segments.has(address)) {
      throw Xapian::DatabaseCorruptError("a posting list names a document that is not there");
    }
    result.documents.push_back({address, match.get_weight()});
  }
  return result;
}

MatchResult match_by_date(const Session& session, const Plan& plan, const MatchRequest& request) {
  const SegmentSet& segments = session.segments();
  const Verifier verifier(segments, plan.condition.get());
  const DateOrder order = request.sort == Sort::oldest ? DateOrder::oldest : DateOrder::newest;
  DateRanking ranking(segments, verifier, order, request.offset + request.limit);
  for_each_candidate(session, plan, [&](const DocAddress& address) {
    if (request.tally == nullptr) {
      if (segments.has(address)) ranking.propose(address);
    } else if (verifier.accepts(address)) {
      request.tally->add(segments.record(address));
      ranking.propose_hit(address);
    }
  });
  MatchResult result;
  const std::vector<DocAddress> best = ranking.finish();
  for (std::size_t i = request.offset; i < best.size(); ++i)
    result.documents.push_back({best[i], 0});
  result.total = request.tally != nullptr ? Total{request.tally->hits(), true} : ranking.total();
  return result;
}

}  // namespace

MatchResult run_match(const Session& session, const Plan& plan, const MatchRequest& request) {
  if (session.segments().empty() || plan.query.empty()) return {};
  if (request.sort != Sort::relevance || plan.scoring.empty()) {
    return match_by_date(session, plan, request);
  }
  return match_by_relevance(session, plan, request);
}

Total count_matches(const Session& session, const Plan& plan, bool exactly) {
  if (session.segments().empty() || plan.query.empty()) return {};
  MatchPosition position;
  Xapian::Enquire enquire(session.database());
  enquire.set_query(followed_by(session, plan.query, plan.open_ended, position));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Verifier verifier(session.segments(), plan.condition.get());
  const Total estimate = total_of(enquire.get_mset(0, 0));
  if (verifier.accepts_everything() && estimate.exact) return estimate;
  if (!exactly) return {estimate.value, estimate.value == 0 && estimate.exact};
  std::uint64_t count = 0;
  for_each_candidate(session, plan, [&](const DocAddress& address) {
    if (verifier.accepts(address)) ++count;
  });
  return {count, true};
}

}  // namespace dateline
