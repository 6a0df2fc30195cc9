// Visits all documents that a plan's Xapian query matches, unscored.
#pragma once

#include <xapian.h>

#include <cstddef>

#include "searcher/match/plan.hpp"
#include "searcher/match/record_sources.hpp"
#include "searcher/match/session.hpp"
#include "searcher/match/stop_check.hpp"

namespace dateline {

/// Passes every candidate on to a function and lets none into Xapian's own result.
template <typename Visit>
class CandidateVisitor final : public Xapian::MatchDecider {
 public:
  CandidateVisitor(std::size_t segment, Visit& visit, StopCheck& stop)
      : segment_(segment), visit_(visit), stop_(stop) {}
  bool operator()(const Xapian::Document& document) const override {
    if (stop_.reached()) throw MatchStopped();
    visit_(DocAddress{segment_, document.get_docid()});
    return false;
  }

 private:
  std::size_t segment_;
  Visit& visit_;
  StopCheck& stop_;
};

/// Calls `visit(address)` for each candidate until `stop` is reached, segment by segment: without
/// scores a segment needs no numbers of the others. Xapian's exceptions pass through.
template <typename Visit>
void for_each_candidate(const Session& session, const Plan& plan, StopCheck& stop, Visit visit) {
  const Xapian::Query query = plan.open_ended ? bounded(session, plan.query) : plan.query;
  for (std::size_t segment = 0; segment < session.segments().size(); ++segment) {
    const Xapian::Database& shard = session.shard(segment);
    Xapian::Enquire enquire(shard);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const CandidateVisitor<Visit> visitor(segment, visit, stop);
    try {
      enquire.get_mset(0, 0, shard.get_doccount(), nullptr, &visitor);
    } catch (const MatchStopped&) {
      return;
    }
  }
}

}  // namespace dateline
