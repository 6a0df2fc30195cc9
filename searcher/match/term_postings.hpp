// The documents of one segment that hold a term of the query, with their scores: the posting lists
// that the ranking reads side by side.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "searcher/match/bm25.hpp"
#include "searcher/postings/posting_blocks.hpp"
#include "searcher/postings/posting_cursor.hpp"

namespace dateline {

/// The postings of a stem in one segment, with their scores.
class StemPostings {
 public:
  StemPostings(const PostingSource& source, const Bm25::WeightedStem& stem, double k1)
      : cursor_(source, stem.stem, PostingDetail::wdfs),
        weight_(stem.weight),
        k1_(k1),
        limit_(bm25_score(weight_, source.highest_wdf(stem.stem), k1)) {}

  /// `behind_all` at the end.
  [[nodiscard]] Docid docid() const noexcept { return cursor_.docid(); }
  /// What Bm25 gives to the document for this stem.
  [[nodiscard]] double score() const { return bm25_score(weight_, cursor_.wdf(), k1_); }
  /// No posting scores more.
  [[nodiscard]] double limit() const noexcept { return limit_; }
  /// As PostingCursor's.
  void next(Docid end) { cursor_.next(end); }
  void skip_to(Docid docid, Docid end) { cursor_.skip_to(docid, end); }

 private:
  PostingCursor cursor_;
  double weight_;
  double k1_;
  double limit_;
};

/// The postings of a scoring term of one or more stems as the segment has them. A document scores
/// what the best of its stems gives.
class ListPostings {
 public:
  ListPostings(const PostingSource& source, const Bm25::WeightedTerm& term, double k1);

  /// No posting scores more.
  [[nodiscard]] double limit() const noexcept { return limit_; }
  [[nodiscard]] double limit_in(Docid block) const noexcept {
    if (block == entered_) return most_;
    return block_of(docid_) > block ? 0.0 : limit_;
  }
  Docid skip_to(Docid docid) {
    if (docid_ < docid) move_to(docid, 0);
    return docid_;
  }
  std::uint64_t enter(Docid block);
  [[nodiscard]] double score(Docid docid);

 private:
  // `end` as PostingCursor's.
  void next(Docid end);
  void move_to(Docid docid, Docid end);
  void skip_all_to(Docid docid, Docid end);
  [[nodiscard]] double score_here() const {
    return lists_.size() == 1 ? lists_[0].score() : best(0);
  }
  [[nodiscard]] double best(std::size_t root) const;

  std::vector<StemPostings> lists_;  // a heap where there are several, the least docid in front
  double limit_ = 0.0;
  Docid docid_ = behind_all;

  Docid entered_ = behind_all;  // the block that was read last
  std::uint64_t held_ = 0;
  double most_ = 0.0;
  std::array<double, block_documents> scores_;
};

/// The postings of a scoring term in one segment, block by block: from memory where they are kept
/// (PostingCache), else as the segment has them. All functions are asked for ascending documents,
/// and throw what the segment's PostingSource does.
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
  [[nodiscard]] double limit_in(Docid block) const noexcept {
    return kept_ ? score_of(kept_->most(block)) : lists_->limit_in(block);
  }
  /// The first document that is not before `docid`; `behind_all` at the end.
  Docid skip_to(Docid docid) {
    return kept_ ? kept_->at_or_behind(docid).value_or(behind_all) : lists_->skip_to(docid);
  }
  /// Reads the postings of a block, before any other of its documents is asked for; which documents
  /// they are of. The segment must have the block.
  std::uint64_t enter(Docid block) { return kept_ ? kept_->held(block) : lists_->enter(block); }
  /// What the term gives to a document; 0 where the document does not hold it. The segment must
  /// have the document.
  [[nodiscard]] double score(Docid docid) {
    return kept_ ? score_of(kept_->wdf(docid)) : lists_->score(docid);
  }

 private:
  [[nodiscard]] double score_of(std::uint32_t wdf) const noexcept {
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
