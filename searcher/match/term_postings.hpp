// The documents of one segment that hold a term of the query, with their scores: the posting lists
// of Xapian that the ranking reads side by side.
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "searcher/match/bm25.hpp"
#include "searcher/postings/posting_blocks.hpp"

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
    return bm25_score(weight_, wdf, k1_);
  }

  Xapian::PostingIterator position_;
  double weight_;
  double k1_;
  double limit_;
  Xapian::docid docid_ = 0;
};

/// The postings of a scoring term of one or more stems as Xapian has them. A document scores what
/// the best of its stems gives.
class ListPostings {
 public:
  ListPostings(const Xapian::Database& shard, const Bm25::WeightedTerm& term, double k1);

  /// No posting scores more.
  [[nodiscard]] double limit() const noexcept { return limit_; }
  [[nodiscard]] double limit_in(Xapian::docid block) const noexcept {
    if (block == entered_) return most_;
    return block_of(docid_) > block ? 0.0 : limit_;
  }
  Xapian::docid skip_to(Xapian::docid docid) {
    if (docid_ < docid) move_to(docid);
    return docid_;
  }
  std::uint64_t enter(Xapian::docid block);
  [[nodiscard]] double score(Xapian::docid docid);

 private:
  void next();
  void move_to(Xapian::docid docid);
  void skip_all_to(Xapian::docid docid);
  [[nodiscard]] double score_here() const {
    return lists_.size() == 1 ? lists_[0].score() : best(0);
  }
  [[nodiscard]] double best(std::size_t root) const;

  std::vector<StemPostings> lists_;  // a heap where there are several, the least docid in front
  double limit_ = 0.0;
  Xapian::docid docid_ = behind_all;

  Xapian::docid entered_ = behind_all;  // the block that was read last
  std::uint64_t held_ = 0;
  double most_ = 0.0;
  std::array<double, block_documents> scores_;
};

/// The postings of a scoring term in one segment, block by block: from memory where they are kept
/// (PostingCache), else as Xapian has them. All functions are asked for ascending documents.
/// Xapian's exceptions pass through.
class TermPostings {
 public:
  /// `place` is the term's in Bm25::terms().
  TermPostings(const Session& session, std::size_t segment, const Bm25& bm25, std::size_t place);

  [[nodiscard]] std::size_t place() const noexcept { return place_; }
  /// Whether they are in memory, so that entering a block costs nothing.
  [[nodiscard]] bool is_kept() const noexcept { return kept_ != nullptr; }
  /// Whether they are in memory, or so few that all of them are read at once.
  [[nodiscard]] bool is_short() const noexcept { return kept_ != nullptr || is_rare_; }
  /// No posting scores more.
  [[nodiscard]] double limit() const noexcept { return limit_; }
  /// No posting in the block scores more; 0 where it is known that there is none. As good as it can
  /// be where the block was entered.
  [[nodiscard]] double limit_in(Xapian::docid block) const noexcept {
    return kept_ ? score_of(kept_->most(block)) : lists_->limit_in(block);
  }
  /// The first document that is not before `docid`; `behind_all` at the end.
  Xapian::docid skip_to(Xapian::docid docid) {
    return kept_ ? kept_->at_or_behind(docid).value_or(behind_all) : lists_->skip_to(docid);
  }
  /// Reads the postings of a block, before any other of its documents is asked for; which documents
  /// they are of. The segment must have the block.
  std::uint64_t enter(Xapian::docid block) {
    return kept_ ? kept_->held(block) : lists_->enter(block);
  }
  /// What the term gives to a document; 0 where the document does not hold it. The segment must
  /// have the document.
  [[nodiscard]] double score(Xapian::docid docid) {
    return kept_ ? score_of(kept_->wdf(docid)) : lists_->score(docid);
  }

 private:
  [[nodiscard]] double score_of(Xapian::termcount wdf) const noexcept {
    return bm25_score(weight_, wdf, k1_);
  }

  std::size_t place_;
  std::shared_ptr<const PostingBlocks> kept_;
  double weight_ = 0.0;  // of the kept stem
  double k1_;
  double limit_ = 0.0;
  std::unique_ptr<ListPostings> lists_;  // where they are not kept
  bool is_rare_ = false;
};

}  // namespace dateline
