// The documents of one segment that hold a term of the query, with their scores: the posting lists
// of Xapian that the ranking reads side by side.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <limits>
#include <vector>

#include "searcher/match/bm25.hpp"

namespace dateline {

/// A docid behind those of all documents.
inline constexpr Xapian::docid behind_all = std::numeric_limits<Xapian::docid>::max();

/// The postings of a stem in one segment, in ascending order of docids.
class StemPostings {
 public:
  StemPostings(const Xapian::Database& shard, const Bm25::WeightedStem& stem, double k1)
      : position_(shard.postlist_begin(stem.stem)),
        weight_(stem.weight),
        k1_(k1),
        limit_(score_of(shard.get_wdf_upper_bound(stem.stem))) {
    read_docid(1);
  }

  /// `behind_all` at the end.
  [[nodiscard]] Xapian::docid docid() const noexcept { return docid_; }
  /// What Bm25 gives to the document for this stem.
  [[nodiscard]] double score() const { return score_of(position_.get_wdf()); }
  /// No posting scores more.
  [[nodiscard]] double limit() const noexcept { return limit_; }
  void next() {
    ++position_;
    read_docid(docid_ + 1);
  }
  void skip_to(Xapian::docid docid) {
    if (docid_ >= docid) return;
    position_.skip_to(docid);
    read_docid(docid);
  }

 private:
  /// Damaged postings need not ascend; whoever merges lists would never come to their end.
  void read_docid(Xapian::docid least) {
    docid_ = position_ == Xapian::PostingIterator() ? behind_all : *position_;
    if (docid_ < least) throw Xapian::DatabaseCorruptError("postings do not ascend");
  }
  [[nodiscard]] double score_of(Xapian::termcount wdf) const noexcept {
    return weight_ * wdf / (k1_ + wdf);
  }

  Xapian::PostingIterator position_;
  double weight_;
  double k1_;
  double limit_;
  Xapian::docid docid_ = 0;
};

/// The postings of a scoring term: of its stem, or of all stems that a wildcard reaches. A document
/// scores what the best of its stems gives.
class TermPostings {
 public:
  /// `place` is the term's in Bm25::terms().
  TermPostings(const Xapian::Database& shard, const Bm25& bm25, std::size_t place);

  [[nodiscard]] std::size_t place() const noexcept { return place_; }
  /// `behind_all` at the end.
  [[nodiscard]] Xapian::docid docid() const noexcept { return docid_; }
  [[nodiscard]] double score() const { return lists_.size() == 1 ? lists_[0].score() : best(0); }
  /// No posting scores more.
  [[nodiscard]] double limit() const noexcept { return limit_; }
  void next() {
    if (lists_.size() == 1) {
      lists_[0].next();
      docid_ = lists_[0].docid();
    } else {
      skip_all_to(docid_ + 1);
    }
  }
  void skip_to(Xapian::docid docid) {
    if (docid_ >= docid) return;
    if (lists_.size() == 1) {
      lists_[0].skip_to(docid);
      docid_ = lists_[0].docid();
    } else {
      skip_all_to(docid);
    }
  }

 private:
  void skip_all_to(Xapian::docid docid);
  [[nodiscard]] double best(std::size_t root) const;

  std::vector<StemPostings> lists_;  // a heap where there are several, the least docid in front
  std::size_t place_;
  double limit_ = 0.0;
  Xapian::docid docid_ = behind_all;
};

}  // namespace dateline
