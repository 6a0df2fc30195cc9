#include "searcher/match/date_walk.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "searcher/match/candidates.hpp"
#include "searcher/postings/posting_cursor.hpp"
#include "searcher/verify/verifier.hpp"

namespace dateline {
namespace {

/// A look into a posting list at any place takes as long as going through so many postings.
constexpr double postings_per_look = 100;

double documents_of(const Session& session) {
  return static_cast<double>(session.segments().document_count());
}

/// One stem's postings in a segment, asked for documents in any order. The arguments must live
/// longer.
class StemLookup {
 public:
  StemLookup(const PostingSource& source, const std::string& stem) : source_(source), stem_(stem) {}

  [[nodiscard]] bool holds(Docid docid) {
    if (!cursor_ || docid < cursor_->docid())
      cursor_.emplace(source_, stem_, PostingDetail::documents);
    cursor_->skip_to(docid);
    return cursor_->docid() == docid;
  }

 private:
  const PostingSource& source_;
  const std::string& stem_;
  std::optional<PostingCursor> cursor_;  // nothing: no document was asked for yet
};

/// Whether documents of a segment hold the words that WordPlan wants.
class WordLookup {
 public:
  WordLookup(const Session& session, const Plan& plan, std::size_t segment)
      : all_required_(plan.words->any_required) {
    const PostingSource& source = session.postings(segment);
    std::vector<const ScoringTerm*> terms = deciding_terms(source, plan);
    if (!all_required_) std::reverse(terms.begin(), terms.end());  // the likeliest first
    for (const ScoringTerm* term : terms) {
      std::vector<StemLookup> stems;
      for (const std::string& stem : term->stems) stems.emplace_back(source, stem);
      terms_.push_back(std::move(stems));
    }
  }

  [[nodiscard]] bool holds(Docid docid) {
    for (auto& stems : terms_) {
      const bool one = std::any_of(stems.begin(), stems.end(),
                                   [docid](StemLookup& stem) { return stem.holds(docid); });
      if (one != all_required_) return one;
    }
    return all_required_;
  }

 private:
  bool all_required_;
  std::vector<std::vector<StemLookup>> terms_;
};

/// A segment's documents that are still to be looked at.
struct SegmentWalk {
  std::size_t segment;
  const std::vector<std::uint32_t>* docids;
  WordLookup words;
  std::size_t next = 0;
  std::uint64_t rank = 0;  ///< of the next document
};

class DateWalk {
 public:
  DateWalk(const Session& session, const Plan& plan, const MatchRequest& request, DateOrder order)
      : session_(session),
        plan_(plan),
        order_(order),
        stop_(*request.stop),
        verifier_(session.segments(), plan.words->condition.get()) {
    for (std::size_t i = 0; i < session.segments().size(); ++i) {
      if (!may_hold_hits(plan, session.segments()[i].info)) continue;
      walks_.push_back({i, &session.segments().by_day(i, order), WordLookup(session, plan, i)});
      find_rank(walks_.back());
    }
  }

  /// The first `wanted` hits, or fewer where there are no more.
  std::vector<DocAddress> run(std::size_t wanted) {
    std::vector<DocAddress> hits;
    while (hits.size() < wanted && !walks_.empty() && !stop_.reached()) {
      const auto walk = std::min_element(
          walks_.begin(), walks_.end(), [](const SegmentWalk& a, const SegmentWalk& b) {
            // Of the same instant the later document comes first.
            return a.rank != b.rank ? a.rank < b.rank : a.segment > b.segment;
          });
      const DocAddress address{walk->segment, (*walk->docids)[walk->next++]};
      find_rank(*walk);
      ++looked_at_;
      if (!walk->words.holds(address.docid)) {
        if (walk->next == walk->docids->size()) walks_.erase(walk);
        continue;
      }
      ++with_words_;
      if (verifier_.accepts(address)) hits.push_back(address);
      if (walk->next == walk->docids->size()) walks_.erase(walk);
    }
    found_ = hits.size();
    return hits;
  }

  /// What the one list says where there is only one; else as large a share of all documents as of
  /// those that were looked at.
  [[nodiscard]] Total total() const {
    if (walks_.empty() && !stop_.was_reached()) return {found_, true};
    const bool one_list = plan_.scoring.size() == 1 && plan_.scoring[0].stems.size() == 1;
    if (one_list && verifier_.accepts_everything())
      return {session_.document_frequency(plan_.scoring[0].stems[0]), true};
    return {std::max<std::uint64_t>(found_, static_cast<std::uint64_t>(estimate())), false};
  }

  /// Words of which one is enough come about as independently as not; of others it is known how
  /// often those that were looked at hold them all.
  [[nodiscard]] double estimate() const {
    if (looked_at_ == 0) return 0.0;
    const auto found = static_cast<double>(found_);
    if (!plan_.words->any_required && with_words_ > 0)
      return holders(session_, plan_) * found / static_cast<double>(with_words_);
    return documents_of(session_) * found / static_cast<double>(looked_at_);
  }

 private:
  void find_rank(SegmentWalk& walk) const {
    if (walk.next == walk.docids->size()) return;
    const DocAddress address{walk.segment, (*walk.docids)[walk.next]};
    walk.rank = date_rank(session_.segments().record(address), order_);
  }

  const Session& session_;
  const Plan& plan_;
  DateOrder order_;
  StopCheck& stop_;
  Verifier verifier_;
  std::vector<SegmentWalk> walks_;
  std::uint64_t looked_at_ = 0;
  std::uint64_t with_words_ = 0;  ///< of those, how many hold the words
  std::uint64_t found_ = 0;
};

}  // namespace

bool walk_is_shorter(const Session& session, const Plan& plan, std::size_t wanted) {
  if (!plan.words || !plan.visits_words()) return false;
  double postings = 0;
  double stems = 0;
  for (const ScoringTerm& term : plan.scoring) {
    for (const std::string& stem : term.stems) {
      postings += session.document_frequency(stem);
      ++stems;
    }
  }
  const double documents = documents_of(session);
  const double looks =
      static_cast<double>(wanted) * documents / std::max(1.0, holders(session, plan));
  return looks < documents && looks * stems * postings_per_look < postings;
}

MatchResult rank_by_walking(const Session& session, const Plan& plan, const MatchRequest& request,
                            DateOrder order) {
  DateWalk walk(session, plan, request, order);
  const std::vector<DocAddress> hits = walk.run(request.limit);
  MatchResult result;
  result.total = walk.total();
  for (const DocAddress& hit : hits) result.documents.push_back({hit, 0});
  return result;
}

}  // namespace dateline
