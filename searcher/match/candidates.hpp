// Visits all candidates of a plan, unscored.
#pragma once

#include <xapian.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "searcher/index/session.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/postings/posting_cursor.hpp"

namespace dateline {

/// Passes every candidate of a segment on to a function and lets none into Xapian's own result.
template <typename Visit>
class CandidateVisitor final : public Xapian::MatchDecider {
 public:
  CandidateVisitor(Visit& visit, StopCheck& stop) : visit_(visit), stop_(stop) {}
  bool operator()(const Xapian::Document& document) const override {
    if (stop_.reached()) throw MatchStopped();
    visit_(document.get_docid());
    return false;
  }

 private:
  Visit& visit_;
  StopCheck& stop_;
};

/// Calls `visit(docid)` for each match of the plan's Xapian query in a segment, in ascending order,
/// until `stop` is reached. Xapian's exceptions pass through.
template <typename Visit>
void for_each_match(const Session& session, const Plan& plan, std::size_t segment, StopCheck& stop,
                    Visit visit) {
  const Xapian::Database& shard = session.shard(segment);
  Xapian::Enquire enquire(shard);
  enquire.set_query(plan.query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const CandidateVisitor<Visit> visitor(visit, stop);
  try {
    enquire.get_mset(0, 0, shard.get_doccount(), nullptr, &visitor);
  } catch (const MatchStopped&) {
    return;
  }
}

/// Whether a segment can hold hits, by the days that it spans.
[[nodiscard]] bool may_hold_hits(const Plan& plan, const SegmentInfo& info);

/// The terms whose postings decide what WordPlan proposes, those with the fewest first.
[[nodiscard]] std::vector<const ScoringTerm*> deciding_terms(const PostingSource& source,
                                                             const Plan& plan);

/// About how many documents WordPlan proposes, as if words were independent.
[[nodiscard]] double holders(const Session& session, const Plan& plan);

/// What WordPlan proposes in one segment, a window of docids after the other, so that the set of a
/// window's documents fits a processor's nearest cache.
class WordWindows {
 public:
  /// The plan must have a WordPlan; plan and session must live longer. Xapian's exceptions pass
  /// through, also in next().
  WordWindows(const Session& session, const Plan& plan, std::size_t segment);

  /// Goes on to the next window; false where there is none.
  bool next();
  /// Calls `visit(docid)` for the window's candidates, in ascending order. A damaged posting list
  /// may name a document that is not there.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      for (std::uint64_t rest = bits_[i]; rest != 0; rest &= rest - 1) {
        const auto bit = static_cast<unsigned>(std::countr_zero(rest));
        visit(first_ + static_cast<Docid>(64 * i + bit));
      }
    }
  }

 private:
  using Bits = std::vector<std::uint64_t>;
  using Lists = std::vector<PostingCursor>;  // a document is in one of them
  void set(Bits& bits, Docid docid) const {
    const Docid place = docid - first_;
    bits[place / 64] |= std::uint64_t{1} << place % 64;
  }
  void add(Lists& lists, Bits& bits) const;
  void keep(PostingCursor& list);
  void keep(Lists& lists);

  std::vector<Lists> terms_;  // the required ones, if there are any, the rarest first; else all
  bool all_required_;
  Docid last_;
  Docid first_ = 0;  // of the window
  Docid behind_ = 0;
  Bits bits_;
  Bits other_bits_;
};

/// Calls `visit(address)` for each candidate until `stop` is reached, segment by segment, in
/// ascending order of documents. What is left to verify on them is Plan::visit_condition().
/// Xapian's exceptions pass through.
template <typename Visit>
void for_each_candidate(const Session& session, const Plan& plan, StopCheck& stop, Visit visit) {
  for (std::size_t segment = 0; segment < session.segments().size(); ++segment) {
    if (!may_hold_hits(plan, session.segments()[segment].info)) continue;
    const auto visit_here = [&](Docid docid) { visit(DocAddress{segment, docid}); };
    if (!plan.visits_words()) {
      for_each_match(session, plan, segment, stop, visit_here);
      continue;
    }
    WordWindows windows(session, plan, segment);
    while (!stop.reached() && windows.next()) {
      windows.for_each([&](Docid docid) {
        if (!stop.reached()) visit_here(docid);
      });
    }
  }
}

}  // namespace dateline
