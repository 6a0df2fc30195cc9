#include "searcher/match/relevance_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "searcher/match/best_hits.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/candidates.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/match/term_postings.hpp"
#include "searcher/match/verifier.hpp"

namespace dateline {
namespace {

/// What is left to verify on the documents that the ranking looks at.
const Condition* condition_of(const Plan& plan) {
  return plan.words ? plan.words->condition.get() : plan.condition.get();
}

class RelevanceRanking {
 public:
  RelevanceRanking(const Session& session, const Plan& plan, const MatchRequest& request)
      : session_(session),
        plan_(plan),
        stop_(*request.stop),
        any_required_(plan.words && plan.words->any_required),
        bm25_(session, plan, request.k1),
        verifier_(session.segments(), condition_of(plan)),
        best_(request.offset + request.limit),
        scores_(plan.scoring.size()) {}

  MatchResult run(std::size_t offset) {
    for (std::size_t i = 0; i < session_.segments().size(); ++i)
      if (may_hold_hits(plan_, session_.segments()[i].info)) rank_segment(i);
    MatchResult result;
    result.total = total();
    result.documents = best_.take(offset);
    return result;
  }

 private:
  void rank_segment(std::size_t segment) {
    segment_ = segment;
    open_lists();
    if (!plan_.words)
      for_each_match(session_, plan_, segment, stop_,
                     [this](Xapian::docid docid) { consider(docid); });
    else if (any_required_)
      rank_holders_of_all();
    else
      rank_holders_of_any();
  }

  /// Lists of required words behind the others, each part in ascending order of limits; and what
  /// each list and all before it can give together.
  void open_lists() {
    lists_.clear();
    for (std::size_t place = 0; place < plan_.scoring.size(); ++place)
      lists_.emplace_back(session_.shard(segment_), bm25_, place);
    std::sort(lists_.begin(), lists_.end(), [this](const auto& a, const auto& b) {
      if (is_required(a) != is_required(b)) return is_required(b);
      return a.limit() < b.limit();
    });
    limits_.clear();
    for (const TermPostings& list : lists_)
      limits_.push_back(list.limit() + (limits_.empty() ? 0.0 : limits_.back()));
    first_proposing_ = lists_.size();
  }

  [[nodiscard]] bool is_required(const TermPostings& list) const {
    return plan_.scoring[list.place()].required;
  }

  void rank_holders_of_any() {
    first_proposing_ = 0;
    drop_hopeless_lists();
    for (Xapian::docid docid; (docid = next_in_any()) != behind_all && !stop_.reached();)
      consider(docid);
    all_seen_ &= first_proposing_ == 0;
  }

  /// A document that is only in the lists before `first_proposing_` cannot enter the page.
  void drop_hopeless_lists() {
    while (first_proposing_ < lists_.size() && best_.excludes(limits_[first_proposing_]))
      ++first_proposing_;
  }

  [[nodiscard]] Xapian::docid next_in_any() const {
    Xapian::docid docid = behind_all;
    for (std::size_t i = first_proposing_; i < lists_.size(); ++i)
      docid = std::min(docid, lists_[i].docid());
    return docid;
  }

  void rank_holders_of_all() {
    first_proposing_ = static_cast<std::size_t>(
        std::count_if(lists_.begin(), lists_.end(),
                      [this](const TermPostings& list) { return !is_required(list); }));
    for (Xapian::docid docid; (docid = next_in_all()) != behind_all && !stop_.reached();) {
      if (best_.excludes(limits_.back())) {
        all_seen_ = false;
        return;
      }
      consider(docid);
    }
  }

  /// The last list has the highest limit and so, as a rule, the fewest postings: it leads.
  [[nodiscard]] Xapian::docid next_in_all() {
    TermPostings& leader = lists_.back();
    Xapian::docid docid = next_of_leader();
    for (std::size_t i = lists_.size() - 1; i-- > first_proposing_ && docid != behind_all;) {
      lists_[i].skip_to(docid);
      if (lists_[i].docid() == docid) continue;
      leader.skip_to(lists_[i].docid());
      docid = next_of_leader();
      i = lists_.size() - 1;
    }
    return docid;
  }

  /// The leader's first document that could enter the page if all other lists gave their most.
  [[nodiscard]] Xapian::docid next_of_leader() {
    TermPostings& leader = lists_.back();
    const double others = lists_.size() > 1 ? limits_[lists_.size() - 2] : 0.0;
    while (leader.docid() != behind_all && best_.excludes(leader.score() + others)) {
      all_seen_ = false;
      leader.next();
    }
    return leader.docid();
  }

  void consider(Xapian::docid docid) {
    const DocAddress address{segment_, docid};
    if (!session_.segments().has(address))
      throw Xapian::DatabaseCorruptError("a posting list names a document that is not there");
    ++candidates_;
    // Summed in the order of the query, so that equal documents have equal scores whichever lists
    // were looked at first.
    const double sum = score(docid) ? std::accumulate(scores_.begin(), scores_.end(), 0.0) : -1.0;
    if (!best_.wants(sum)) {
      all_seen_ &= verifier_.accepts_everything();
      return;
    }
    ++verified_;
    if (!verifier_.accepts(address)) return;
    ++accepted_;
    best_.add({address, sum});
    if (plan_.words && !any_required_) drop_hopeless_lists();
  }

  /// Fills `scores_` and moves the proposing lists behind the document; false where it cannot enter
  /// the page.
  bool score(Xapian::docid docid) {
    std::fill(scores_.begin(), scores_.end(), 0.0);
    double known = 0.0;
    for (std::size_t i = first_proposing_; i < lists_.size(); ++i) {
      if (lists_[i].docid() != docid) continue;
      known += take_score(lists_[i]);
      lists_[i].next();
    }
    for (std::size_t i = first_proposing_; i-- > 0;) {
      if (best_.excludes(known + limits_[i])) return false;
      lists_[i].skip_to(docid);
      if (lists_[i].docid() == docid) known += take_score(lists_[i]);
    }
    return true;
  }

  double take_score(const TermPostings& list) { return scores_[list.place()] = list.score(); }

  /// Where documents were given up before it was known whether they are hits: as large a share of
  /// the candidates as among those that were verified.
  [[nodiscard]] Total total() const {
    if (all_seen_ && !stop_.was_reached())
      return {verifier_.accepts_everything() ? candidates_ : accepted_, true};
    const double candidates =
        plan_.words ? holders(session_, plan_) : static_cast<double>(candidates_);
    if (verifier_.accepts_everything()) {
      const bool one_list_counts = plan_.scoring.size() == 1 && plan_.scoring[0].stems.size() == 1;
      const auto estimate = static_cast<std::uint64_t>(std::lround(candidates));
      return {one_list_counts ? estimate : std::max(candidates_, estimate), one_list_counts};
    }
    const double share =
        verified_ == 0 ? 0.0 : static_cast<double>(accepted_) / static_cast<double>(verified_);
    return {std::max(accepted_, static_cast<std::uint64_t>(std::lround(share * candidates))),
            false};
  }

  const Session& session_;
  const Plan& plan_;
  StopCheck& stop_;
  bool any_required_;
  Bm25 bm25_;
  Verifier verifier_;
  BestHits best_;
  std::vector<double> scores_;  // of the current document, by the term's place in the query

  std::size_t segment_ = 0;
  std::vector<TermPostings> lists_;
  std::vector<double> limits_;
  std::size_t first_proposing_ = 0;  // the lists from here on propose documents

  std::uint64_t candidates_ = 0;
  std::uint64_t verified_ = 0;
  std::uint64_t accepted_ = 0;
  bool all_seen_ = true;  // no document was given up before it was known to be a hit or none
};

}  // namespace

MatchResult rank_by_relevance(const Session& session, const Plan& plan,
                              const MatchRequest& request) {
  return RelevanceRanking(session, plan, request).run(request.offset);
}

}  // namespace dateline
