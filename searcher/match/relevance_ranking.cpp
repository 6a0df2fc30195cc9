#include "searcher/match/relevance_ranking.hpp"

#include <algorithm>
#include <bit>
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
    if (plan_.words)
      rank_blocks();
    else
      rank_proposed();
  }

  void rank_proposed() {
    block_limits_ = limits_;
    for_each_match(session_, plan_, segment_, stop_, [this](Xapian::docid docid) {
      check_there(docid);
      consider(docid);
    });
  }

  /// Lists of required words behind the others, each part in ascending order of limits; and what
  /// each list and all before it can give together. The last list has the highest limit and so, as
  /// a rule, the fewest postings: among required ones, it leads.
  void open_lists() {
    lists_.clear();
    for (std::size_t place = 0; place < plan_.scoring.size(); ++place)
      lists_.emplace_back(session_, segment_, bm25_, place);
    std::sort(lists_.begin(), lists_.end(), [this](const auto& a, const auto& b) {
      if (is_required(a) != is_required(b)) return is_required(b);
      return a.limit() < b.limit();
    });
    limits_.clear();
    for (const TermPostings& list : lists_)
      limits_.push_back(list.limit() + (limits_.empty() ? 0.0 : limits_.back()));
    block_limits_.resize(lists_.size());
    first_required_ = static_cast<std::size_t>(
        std::count_if(lists_.begin(), lists_.end(),
                      [this](const TermPostings& list) { return !is_required(list); }));
    first_proposing_ = any_required_ ? first_required_ : 0;
    followers_kept_ =
        first_required_ == lists_.size() ||
        std::all_of(lists_.begin() + static_cast<std::ptrdiff_t>(first_required_), lists_.end() - 1,
                    [](const TermPostings& list) { return list.is_kept(); });
  }

  [[nodiscard]] bool is_required(const TermPostings& list) const {
    return plan_.scoring[list.place()].required;
  }

  void rank_blocks() {
    drop_hopeless_lists();
    Xapian::docid docid = 1;
    while ((docid = next_proposed(docid)) != behind_all && !stop_.reached()) {
      check_there(docid);
      block_ = block_of(docid);
      rank(any_required_ ? held_by_all() : held_by_any());
      docid = first_of_block(block_ + 1);
      drop_hopeless_lists();
    }
  }

  /// A document that is only in the lists before `first_proposing_` cannot enter the page; where
  /// words are required, none can as soon as all lists together are not enough.
  void drop_hopeless_lists() {
    if (any_required_ && !best_.excludes(limits_.back())) return;
    while (first_proposing_ < lists_.size() && best_.excludes(limits_[first_proposing_])) {
      ++first_proposing_;
      all_seen_ = false;
    }
  }

  /// A document in the first block that is not before `docid`'s and in which all required lists
  /// have something, or any list that proposes.
  [[nodiscard]] Xapian::docid next_proposed(Xapian::docid docid) {
    if (any_required_) return next_of_all(docid);
    Xapian::docid next = behind_all;
    for (std::size_t i = first_proposing_; i < lists_.size(); ++i)
      next = std::min(next, lists_[i].skip_to(docid));
    return next;
  }

  [[nodiscard]] Xapian::docid next_of_all(Xapian::docid docid) {
    if (first_proposing_ == lists_.size()) return behind_all;
    for (std::size_t i = lists_.size(); i-- > first_required_ && docid != behind_all;) {
      const Xapian::docid block = block_of(docid);
      docid = lists_[i].skip_to(docid);
      if (block_of(docid) != block) {
        i = lists_.size();
      } else if (i + 1 == lists_.size() && !followers_kept_ && leader_is_hopeless(docid)) {
        docid = first_of_block(block + 1);
        i = lists_.size();
      }
    }
    return docid;
  }

  /// In the block of a document. Asked where it spares the others a way through their lists.
  [[nodiscard]] bool leader_is_hopeless(Xapian::docid docid) {
    check_there(docid);
    block_ = block_of(docid);
    lists_.back().enter(block_);
    limit_block();
    if (!best_.excludes(block_limits_.back())) return false;
    all_seen_ = all_seen_ && block_lacks_word();
    return true;
  }

  /// Whether a required list is known to have nothing in the block.
  [[nodiscard]] bool block_lacks_word() const {
    return std::any_of(lists_.begin() + static_cast<std::ptrdiff_t>(first_required_), lists_.end(),
                       [this](const TermPostings& list) { return list.limit_in(block_) == 0.0; });
  }

  [[nodiscard]] std::uint64_t held_by_any() {
    limit_block();
    std::uint64_t proposed = 0;
    for (std::size_t i = first_proposing_in_block(); i < lists_.size(); ++i)
      proposed |= lists_[i].enter(block_);
    return proposed;
  }

  /// What each list and all before it can give together to a document of the block.
  void limit_block() {
    double sum = 0.0;
    for (std::size_t i = 0; i < lists_.size(); ++i)
      block_limits_[i] = sum += lists_[i].limit_in(block_);
  }

  /// As `first_proposing_`, for the block alone.
  [[nodiscard]] std::size_t first_proposing_in_block() {
    std::size_t first = first_proposing_;
    for (; first < lists_.size() && best_.excludes(block_limits_[first]); ++first)
      all_seen_ &= block_limits_[first] == 0.0;
    return first;
  }

  /// Lists in memory say what they hold, and the leader does, who has few postings; the others are
  /// only looked up.
  [[nodiscard]] std::uint64_t held_by_all() {
    std::uint64_t proposed = ~std::uint64_t{0};
    certain_ = true;
    for (std::size_t i = lists_.size(); i-- > first_required_;) {
      if (i + 1 == lists_.size() || lists_[i].is_kept())
        proposed &= lists_[i].enter(block_);
      else
        certain_ = false;
    }
    return proposed;
  }

  void rank(std::uint64_t proposed) {
    if (proposed == 0) return;
    check_there(last_of_bits(block_, proposed));
    limit_block();  // more is known of lists that were entered
    if (best_.excludes(block_limits_.back())) return pass_over(proposed);
    for (; proposed != 0 && !stop_.reached(); proposed &= proposed - 1) {
      const Xapian::docid docid = first_of_bits(block_, proposed);
      if (is_published_in_time(docid) && (certain_ || is_held_by_all(docid))) consider(docid);
    }
  }

  /// Where nothing else is asked, what is proposed for certain are hits, and counted at no cost.
  void pass_over(std::uint64_t proposed) {
    all_seen_ &= certain_ && verifier_.accepts_everything();
    if (certain_) candidates_ += static_cast<std::uint64_t>(std::popcount(proposed));
  }

  /// Of a document that the leader holds. False as well where the leader gives it too little for
  /// the page.
  [[nodiscard]] bool is_held_by_all(Xapian::docid docid) {
    const double others = block_limits_[lists_.size() - 2];
    if (best_.excludes(lists_.back().score(docid) + others)) {
      all_seen_ = false;
      return false;
    }
    return std::all_of(
        lists_.begin() + static_cast<std::ptrdiff_t>(first_required_), lists_.end() - 1,
        [docid](TermPostings& list) { return list.is_kept() || list.skip_to(docid) == docid; });
  }

  void check_there(Xapian::docid docid) const {
    if (!session_.segments().has({segment_, docid}))
      throw Xapian::DatabaseCorruptError("a posting list names a document that is not there");
  }

  /// Before anything is scored: a look at the record costs less.
  [[nodiscard]] bool is_published_in_time(Xapian::docid docid) {
    if (!plan_.words->published) return true;
    ++dated_;
    const bool in_time =
        is_dated_within(session_.segments().record({segment_, docid}), *plan_.words->published);
    in_time_ += in_time ? 1u : 0u;
    return in_time;
  }

  void consider(Xapian::docid docid) {
    const DocAddress address{segment_, docid};
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
  }

  /// Fills `scores_`; false where the document cannot enter the page.
  bool score(Xapian::docid docid) {
    std::fill(scores_.begin(), scores_.end(), 0.0);
    double known = 0.0;
    for (std::size_t i = lists_.size(); i-- > 0;) {
      if (best_.excludes(known + block_limits_[i])) return false;
      known += scores_[lists_[i].place()] = lists_[i].score(docid);
    }
    return true;
  }

  /// Where documents were given up before it was known whether they are hits: as large a share of
  /// the candidates as among those that were verified.
  [[nodiscard]] Total total() const {
    if (all_seen_ && !stop_.was_reached())
      return {verifier_.accepts_everything() ? candidates_ : accepted_, true};
    const double candidates =
        plan_.words ? holders(session_, plan_) * share_in_time() : static_cast<double>(candidates_);
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

  /// Of the documents that were proposed, those within the days that the query wants.
  [[nodiscard]] double share_in_time() const {
    return dated_ == 0 ? 1.0 : static_cast<double>(in_time_) / static_cast<double>(dated_);
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
  std::size_t first_required_ = 0;   // the lists from here on are required
  std::size_t first_proposing_ = 0;  // the lists from here on propose documents

  bool followers_kept_ = true;  // all required lists but the last, which leads, are in memory

  Xapian::docid block_ = 0;
  std::vector<double> block_limits_;
  bool certain_ = true;  // what is proposed holds all required words

  std::uint64_t candidates_ = 0;
  std::uint64_t verified_ = 0;
  std::uint64_t accepted_ = 0;
  std::uint64_t dated_ = 0;  // whose day was looked at, and those of them within the query's days
  std::uint64_t in_time_ = 0;
  bool all_seen_ = true;  // no document was given up before it was known to be a hit or none
};

}  // namespace

MatchResult rank_by_relevance(const Session& session, const Plan& plan,
                              const MatchRequest& request) {
  return RelevanceRanking(session, plan, request).run(request.offset);
}

}  // namespace dateline
