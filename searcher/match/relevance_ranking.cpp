#include "searcher/match/relevance_ranking.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "common/format/damaged_data.hpp"
#include "searcher/match/best_hits.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/candidates.hpp"
#include "searcher/match/hit_estimate.hpp"
#include "searcher/match/seen_documents.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/match/term_postings.hpp"
#include "searcher/verify/verifier.hpp"

namespace dateline {
namespace {

/// What is left to verify on the documents that the ranking looks at.
const Condition* condition_of(const Plan& plan) {
  return plan.words ? plan.words->condition.get() : plan.condition.get();
}

/// Reading so many postings takes about two milliseconds.
constexpr double most_read_again = 200'000;

class RelevanceRanking {
 public:
  RelevanceRanking(const Session& session, const Plan& plan, const MatchRequest& request)
      : session_(session),
        plan_(plan),
        stop_(*request.stop),
        counting_(request.counting),
        // Each hit holds the only word.
        all_required_(plan.words && (plan.words->any_required || plan.scoring.size() == 1)),
        bm25_(session, plan, request.k1),
        verifier_(session.segments(), condition_of(plan)),
        counts_each_((all_required_ || !plan.words) && verifier_.is_cheap()),
        records_(estimates(counting_) && !verifier_.is_cheap()),
        seen_(session.segments().size()),
        best_(request.limit),
        scores_(plan.scoring.size()) {}

  MatchResult run() {
    for (std::size_t i = 0; i < session_.segments().size(); ++i)
      if (may_hold_hits(plan_, session_.segments()[i].info)) rank_segment(i);
    verify_waiting(0);
    MatchResult result;
    result.total = total();
    result.documents = best_.take();
    return result;
  }

 private:
  void rank_segment(std::size_t segment) {
    segment_ = segment;
    if (records_) seen_.begin(segment, session_.segments()[segment].files.document_count());
    open_lists();
    if (plan_.words)
      rank_blocks();
    else
      rank_proposed();
  }

  void rank_proposed() {
    block_limits_ = limits_;
    for_each_match(session_, plan_, segment_, stop_, [this](Docid docid) {
      check_there(docid);
      if (records_) seen_.propose({segment_, docid});
      consider(docid);
    });
  }

  /// Lists of required words after the others, each part in ascending order of limits; and what
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
    first_proposing_ = all_required_ ? first_required_ : 0;
    followers_are_near_ =
        first_required_ == lists_.size() ||
        std::all_of(lists_.begin() + static_cast<std::ptrdiff_t>(first_required_), lists_.end() - 1,
                    [this](const TermPostings& list) { return is_near(list); });
  }

  [[nodiscard]] bool is_required(const TermPostings& list) const {
    return plan_.scoring[list.place()].required || plan_.scoring.size() == 1;
  }

  /// Whether entering all of the list's blocks costs next to nothing.
  [[nodiscard]] bool is_near(const TermPostings& list) const {
    return list.is_short() || counting_ == Counting::thorough;
  }

  void rank_blocks() {
    Docid docid = 1;
    drop_hopeless_lists();
    while (!is_hopeless() && (docid = next_proposed(docid)) != behind_all && !stop_.reached()) {
      check_there(docid);
      block_ = block_of(docid);
      rank(all_required_ ? held_by_all() : held_by_any());
      docid = first_of_block(block_ + 1);
      drop_hopeless_lists();
    }
    if (all_required_ && is_hopeless()) count_the_rest(docid);
  }

  /// No further document of the segment can enter the page.
  [[nodiscard]] bool is_hopeless() const {
    return all_required_ ? best_.excludes(limits_.back()) : first_proposing_ == lists_.size();
  }

  /// What is not ranked any more counts all the same.
  void count_the_rest(Docid docid) {
    if (counting_ == Counting::none || one_list_counts() || (!followers_are_near_ && !records_)) {
      all_seen_ = false;
      return;
    }
    if (unites_frequent_stems()) return estimate_the_rest(block_of(docid));
    while (!stop_.reached()) {
      docid = followers_are_near_ ? next_of_all(docid) : lists_.back().skip_to(docid);
      if (docid == behind_all) return;
      check_there(docid);
      block_ = block_of(docid);
      const std::uint64_t proposed = held_by_all();
      if (proposed != 0) {
        check_there(last_of_bits(block_, proposed));
        if (records_) seen_.propose(segment_, block_, proposed, certain_);
        pass_over(proposed);
      }
      docid = first_of_block(block_ + 1);
    }
  }

  /// A wildcard's stems together, which are merged posting by posting, and nothing else is asked.
  [[nodiscard]] bool unites_frequent_stems() const {
    return lists_.size() == 1 && !is_near(lists_.front()) && verifier_.accepts_everything();
  }

  /// From a block on: counts in one of eight runs of blocks, and takes the others to be like it.
  void estimate_the_rest(Docid block) {
    constexpr Docid run = 8;
    constexpr Docid runs = 8;
    const Docid end = block_of(session_.segments()[segment_].files.document_count()) + 1;
    std::uint64_t counted = 0;
    Docid looked_at = 0;
    for (Docid first = block; first < end && !stop_.reached(); first += run * runs) {
      for (Docid i = first; i < std::min(first + run, end); ++i, ++looked_at)
        counted += static_cast<std::uint64_t>(std::popcount(lists_.front().enter(i)));
    }
    if (looked_at == 0) return;
    all_seen_ = all_seen_ && looked_at == end - block;
    const double share = static_cast<double>(end - block) / static_cast<double>(looked_at);
    candidates_ += static_cast<std::uint64_t>(std::lround(static_cast<double>(counted) * share));
    has_estimated_rest_ = true;
  }

  /// The index knows how many documents hold the one stem that is asked for, and each is a hit.
  [[nodiscard]] bool one_list_counts() const {
    return plan_.words && plan_.scoring.size() == 1 && plan_.scoring[0].stems.size() == 1 &&
           verifier_.accepts_everything();
  }

  /// A document that is only in the lists before `first_proposing_` cannot enter the page.
  void drop_hopeless_lists() {
    if (all_required_) return;
    while (first_proposing_ < lists_.size() && best_.excludes(limits_[first_proposing_])) {
      ++first_proposing_;
      all_seen_ = false;
    }
  }

  /// A document in the first block that is not before `docid`'s and in which all required lists
  /// have something, or any list that proposes.
  [[nodiscard]] Docid next_proposed(Docid docid) {
    if (all_required_) return next_of_all(docid);
    Docid next = behind_all;
    for (std::size_t i = first_proposing_; i < lists_.size(); ++i)
      next = std::min(next, lists_[i].skip_to(docid));
    return next;
  }

  [[nodiscard]] Docid next_of_all(Docid docid) {
    for (std::size_t i = lists_.size(); i-- > first_required_ && docid != behind_all;) {
      const Docid block = block_of(docid);
      docid = lists_[i].skip_to(docid);
      if (block_of(docid) != block) {
        i = lists_.size();
      } else if (i + 1 == lists_.size() && !followers_are_near_ && leader_is_hopeless(docid)) {
        docid = first_of_block(block + 1);
        i = lists_.size();
      }
    }
    return docid;
  }

  /// In the block of a document. Asked where it spares the others a way through their lists.
  [[nodiscard]] bool leader_is_hopeless(Docid docid) {
    check_there(docid);
    block_ = block_of(docid);
    lists_.back().enter(block_);
    limit_block();
    if (!best_.excludes(block_limits_.back())) return false;
    if (block_lacks_word()) return true;
    all_seen_ = false;
    const std::uint64_t proposed = held_by_all();
    if (records_) seen_.propose(segment_, block_, proposed, certain_);
    note_uncertain(proposed);
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

  /// Short lists say what they hold, and so do those in memory and the leader, who has few
  /// postings; the others are only looked up.
  [[nodiscard]] std::uint64_t held_by_all() {
    std::uint64_t proposed = ~std::uint64_t{0};
    certain_ = true;
    for (std::size_t i = lists_.size(); i-- > first_required_;) {
      if (i + 1 == lists_.size() || is_near(lists_[i]))
        proposed &= lists_[i].enter(block_);
      else
        certain_ = false;
    }
    return proposed;
  }

  void rank(std::uint64_t proposed) {
    if (!certain_) note_uncertain(proposed);
    if (proposed == 0) return;
    check_there(last_of_bits(block_, proposed));
    if (records_) seen_.propose(segment_, block_, proposed, certain_);
    limit_block();  // more is known of lists that were entered
    if (best_.excludes(block_limits_.back())) return pass_over(proposed);
    for (; proposed != 0 && !stop_.reached(); proposed &= proposed - 1) {
      const Docid docid = first_of_bits(block_, proposed);
      if (is_published_in_time(docid) && (certain_ || is_held_by_all(docid))) consider(docid);
    }
  }

  /// Of a block in which other lists than the leader and the short ones are still to be looked up.
  void note_uncertain(std::uint64_t proposed) {
    of_leader_ += static_cast<std::uint64_t>(std::popcount(lists_.back().enter(block_)));
    proposed_ += static_cast<std::uint64_t>(std::popcount(proposed));
  }

  /// What is proposed for certain are hits where nothing else is asked, or that is seen at once.
  void pass_over(std::uint64_t proposed) {
    all_seen_ &= certain_ && (verifier_.accepts_everything() || counts_each_);
    if (!certain_) return;
    candidates_ += static_cast<std::uint64_t>(std::popcount(proposed));
    if (!counts_each_ || verifier_.accepts_everything() || counting_ == Counting::none) return;
    for (; proposed != 0 && !stop_.reached(); proposed &= proposed - 1)
      accepted_ += verifier_.accepts({segment_, first_of_bits(block_, proposed)}) ? 1u : 0u;
  }

  /// Of a document that the leader holds. False as well where the leader gives it too little for
  /// the page.
  [[nodiscard]] bool is_held_by_all(Docid docid) {
    const double others = block_limits_[lists_.size() - 2];
    if (best_.excludes(lists_.back().score(docid) + others)) {
      all_seen_ = false;
      return false;
    }
    const bool held = std::all_of(lists_.begin() + static_cast<std::ptrdiff_t>(first_required_),
                                  lists_.end() - 1, [this, docid](TermPostings& list) {
                                    return is_near(list) || list.skip_to(docid) == docid;
                                  });
    ++looked_up_;
    held_ += held ? 1u : 0u;
    if (records_ && !held) seen_.decide({segment_, docid});
    return held;
  }

  void check_there(Docid docid) const {
    if (!session_.segments().has({segment_, docid}))
      throw DamagedData("a posting list names a document that is not there");
  }

  /// Before anything is scored: a look at the record costs less.
  [[nodiscard]] bool is_published_in_time(Docid docid) {
    if (!plan_.words->published) return true;
    ++dated_;
    const bool in_time =
        is_dated_within(session_.segments().record({segment_, docid}), *plan_.words->published);
    in_time_ += in_time ? 1u : 0u;
    if (records_ && !in_time) seen_.decide({segment_, docid});
    return in_time;
  }

  void consider(Docid docid) {
    const DocAddress address{segment_, docid};
    ++candidates_;
    // Summed in the order of the query, so that equal documents have equal scores whichever lists
    // were looked at first.
    const double sum = score(docid) ? std::accumulate(scores_.begin(), scores_.end(), 0.0) : -1.0;
    if (best_.wants(sum)) return wait_for_stream({address, sum});
    if (!verifier_.accepts_everything()) give_up(address);
  }

  /// Of a document that cannot enter the page.
  void give_up(const DocAddress& address) {
    if (counts_each_ && counting_ != Counting::none)
      accepted_ += verifier_.accepts(address) ? 1u : 0u;
    else
      all_seen_ = false;
  }

  /// Documents whose streams are to be read wait for it, a few at a time.
  void wait_for_stream(const RankedDocument& document) {
    if (verifier_.is_cheap()) return verify(document);
    verifier_.prefetch(document.address);
    waiting_[(first_waiting_ + waiting_count_++) % waiting_.size()] = document;
    verify_waiting(waiting_.size() - 1);
  }

  /// Until no more than `left` of them wait, in the order of their arrival.
  void verify_waiting(std::size_t left) {
    for (; waiting_count_ > left; --waiting_count_) {
      verify(waiting_[first_waiting_]);
      first_waiting_ = (first_waiting_ + 1) % waiting_.size();
    }
  }

  void verify(const RankedDocument& document) {
    if (!best_.wants(document.score)) return give_up(document.address);
    ++verified_;
    if (records_) seen_.decide(document.address);
    if (!verifier_.accepts(document.address)) return;
    ++accepted_;
    best_.add(document);
  }

  /// Fills `scores_`; false where the document cannot enter the page.
  bool score(Docid docid) {
    std::fill(scores_.begin(), scores_.end(), 0.0);
    double known = 0.0;
    for (std::size_t i = lists_.size(); i-- > 0;) {
      if (best_.excludes(known + block_limits_[i])) return false;
      known += scores_[lists_[i].place()] = lists_[i].score(docid);
    }
    return true;
  }

  [[nodiscard]] Total total() {
    if (one_list_counts() && !stop_.was_reached())
      return {static_cast<std::uint64_t>(postings()), true};
    if (all_seen_ && !stop_.was_reached())
      return {verifier_.accepts_everything() ? candidates_ : accepted_, true};
    if (has_estimated_rest_ && !stop_.was_reached()) return {candidates_, false};
    if (records_ && !stop_.was_reached() && proposes_unseen())
      return complete_total(
          seen_, [this](const DocAddress& document) { return holds_required(document); }, verifier_,
          {accepted_, verified_}, effort_of(counting_), stop_);
    return {std::max(accepted_, static_cast<std::uint64_t>(std::lround(estimate()))), false};
  }

  /// After the ranking, which looks up in some lists only what can enter the page: whether a
  /// document that it proposed holds all required words. The condition does not say that.
  [[nodiscard]] bool holds_required(const DocAddress& document) {
    if (!all_required_ || !plan_.words) return true;
    if (document.segment != segment_ || document.docid < asked_) {
      segment_ = document.segment;
      open_lists();
    }
    asked_ = document.docid;
    return std::all_of(lists_.begin() + static_cast<std::ptrdiff_t>(first_required_), lists_.end(),
                       [&](TermPostings& list) { return list.skip_to(asked_) == asked_; });
  }

  /// Where any word will do, lists that proposed nothing have documents of their own: they are read
  /// now, unless they are long.
  [[nodiscard]] bool proposes_unseen() {
    if (all_required_ || !plan_.words) return true;
    if (counting_ != Counting::thorough && postings() > most_read_again) return false;
    for_each_candidate(session_, plan_, stop_, [this](const DocAddress& document) {
      if (session_.segments().has(document)) seen_.propose(document);
    });
    return true;
  }

  /// Of all words of the query.
  [[nodiscard]] double postings() const {
    double count = 0;
    for (const Bm25::WeightedTerm& term : bm25_.terms()) count += postings_of(term);
    return count;
  }

  static double postings_of(const Bm25::WeightedTerm& term) {
    double count = 0;
    for (const Bm25::WeightedStem& stem : term.stems) count += stem.holding;
    return count;
  }

  /// Where documents were given up before it was known whether they are hits: as large a share of
  /// the candidates as among those that were verified.
  [[nodiscard]] double estimate() const {
    const double candidates =
        plan_.words ? candidates_estimate() * share_in_time() : static_cast<double>(candidates_);
    if (verifier_.accepts_everything())
      return std::max(static_cast<double>(candidates_), candidates);
    return verified_ == 0
               ? 0.0
               : candidates * static_cast<double>(accepted_) / static_cast<double>(verified_);
  }

  /// Where all words are required, documents that hold the first ones hold the others as often as
  /// words that come independently would, or as those did that were looked up: they had high
  /// scores. The truth is between the two.
  [[nodiscard]] double candidates_estimate() const {
    const double independent = holders(session_, plan_);
    if (!all_required_ || looked_up_ == 0) return independent;
    const double proposed = std::max(
        static_cast<double>(looked_up_),
        fewest_postings() * static_cast<double>(proposed_) / static_cast<double>(of_leader_));
    const double share = static_cast<double>(held_) / static_cast<double>(looked_up_);
    const double rest = proposed - static_cast<double>(looked_up_);
    return static_cast<double>(held_) + rest * (share + std::min(1.0, independent / proposed)) / 2;
  }

  [[nodiscard]] double fewest_postings() const {
    double fewest = static_cast<double>(session_.segments().document_count());
    for (std::size_t place = 0; place < plan_.scoring.size(); ++place)
      if (plan_.scoring[place].required)
        fewest = std::min(fewest, postings_of(bm25_.terms()[place]));
    return fewest;
  }

  /// Of the documents that were proposed, those within the days that the query wants.
  [[nodiscard]] double share_in_time() const {
    return dated_ == 0 ? 1.0 : static_cast<double>(in_time_) / static_cast<double>(dated_);
  }

  const Session& session_;
  const Plan& plan_;
  StopCheck& stop_;
  Counting counting_;
  bool all_required_;
  Bm25 bm25_;
  Verifier verifier_;
  bool counts_each_;  // what is proposed and cannot enter the page is verified to be counted
  bool records_;      // that is too dear: the total is estimated from what was seen
  SeenDocuments seen_;
  std::array<RankedDocument, 4> waiting_{};  // a ring: their streams are read at the same time
  std::size_t first_waiting_ = 0;
  std::size_t waiting_count_ = 0;
  BestHits best_;
  std::vector<double> scores_;  // of the current document, by the term's place in the query

  std::size_t segment_ = 0;
  std::vector<TermPostings> lists_;
  std::vector<double> limits_;
  std::size_t first_required_ = 0;   // the lists from here on are required
  std::size_t first_proposing_ = 0;  // the lists from here on propose documents

  bool followers_are_near_ = true;  // all required lists but the last, which leads, are

  Docid block_ = 0;
  std::vector<double> block_limits_;
  bool certain_ = true;  // what is proposed holds all required words

  Xapian::docid asked_ = behind_all;  // by holds_required()

  std::uint64_t candidates_ = 0;
  bool has_estimated_rest_ = false;  // of the candidates
  std::uint64_t verified_ = 0;
  std::uint64_t accepted_ = 0;
  std::uint64_t dated_ = 0;  // whose day was looked at, and those of them within the query's days
  std::uint64_t in_time_ = 0;
  std::uint64_t of_leader_ = 0;  // documents of uncertain blocks that the leader holds,
  std::uint64_t proposed_ = 0;   // and those of them that the short lists hold too
  std::uint64_t looked_up_ = 0;  // those of them that were looked up in all other lists
  std::uint64_t held_ = 0;       // those of them that all lists hold
  bool all_seen_ = true;         // no document was given up before it was known to be a hit or none
};

}  // namespace

MatchResult rank_by_relevance(const Session& session, const Plan& plan,
                              const MatchRequest& request) {
  return RelevanceRanking(session, plan, request).run();
}

}  // namespace dateline
