#include "searcher/match/term_postings.hpp"

#include <algorithm>

namespace dateline {
namespace {

bool is_behind(const StemPostings& a, const StemPostings& b) {
  return a.docid() > b.docid();
}

/// Whether all stems of the term together are too rare to be kept.
bool is_rare(const Session& session, const Bm25::WeightedTerm& term) {
  double holding = 0;
  for (const Bm25::WeightedStem& stem : term.stems) holding += stem.holding;
  return !is_worth_keeping(holding, static_cast<double>(session.segments().document_count()));
}

std::shared_ptr<const PostingBlocks> kept_postings(const Session& session, std::size_t segment,
                                                   const Bm25::WeightedTerm& term) {
  if (term.stems.size() != 1) return nullptr;
  const Bm25::WeightedStem& stem = term.stems.front();
  const auto documents = static_cast<double>(session.segments().document_count());
  if (!is_worth_keeping(stem.holding, documents)) return nullptr;
  return session.segments().posting_cache(segment).find(session.postings(segment), stem.stem);
}

}  // namespace

ListPostings::ListPostings(const PostingSource& source, const Bm25::WeightedTerm& term, double k1) {
  for (const Bm25::WeightedStem& stem : term.stems) {
    StemPostings list(source, stem, k1);
    if (list.docid() == behind_all) continue;
    limit_ = std::max(limit_, list.limit());
    docid_ = std::min(docid_, list.docid());
    lists_.push_back(std::move(list));
  }
  std::make_heap(lists_.begin(), lists_.end(), is_behind);
}

void ListPostings::next(Docid end) {
  if (lists_.size() != 1) return skip_all_to(docid_ + 1, end);
  lists_[0].next(end);
  docid_ = lists_[0].docid();
}

void ListPostings::move_to(Docid docid, Docid end) {
  if (lists_.size() != 1) return skip_all_to(docid, end);
  lists_[0].skip_to(docid, end);
  docid_ = lists_[0].docid();
}

void ListPostings::skip_all_to(Docid docid, Docid end) {
  while (!lists_.empty() && lists_.front().docid() < docid) {
    std::pop_heap(lists_.begin(), lists_.end(), is_behind);
    lists_.back().skip_to(docid, end);
    if (lists_.back().docid() == behind_all)
      lists_.pop_back();
    else
      std::push_heap(lists_.begin(), lists_.end(), is_behind);
  }
  docid_ = lists_.empty() ? behind_all : lists_.front().docid();
}

/// Of the lists of the heap below `root` that stand on the document: they hang together.
double ListPostings::best(std::size_t root) const {
  if (root >= lists_.size() || lists_[root].docid() != docid_) return 0.0;
  return std::max({lists_[root].score(), best(2 * root + 1), best(2 * root + 2)});
}

std::uint64_t ListPostings::enter(Docid block) {
  if (block == entered_) return held_;
  entered_ = block;
  held_ = 0;
  most_ = 0.0;
  const Docid end = first_of_block(block + 1);
  if (docid_ < first_of_block(block)) move_to(first_of_block(block), end);
  for (; docid_ < end; next(end)) {
    const double score = score_here();
    held_ |= bit_of(docid_);
    scores_[docid_ % block_documents] = score;
    most_ = std::max(most_, score);
  }
  return held_;
}

double ListPostings::score(Docid docid) {
  if (block_of(docid) == entered_)
    return (held_ & bit_of(docid)) != 0 ? scores_[docid % block_documents] : 0.0;
  return skip_to(docid) == docid ? score_here() : 0.0;
}

TermPostings::TermPostings(const Session& session, std::size_t segment, const Bm25& bm25,
                           std::size_t place)
    : place_(place), kept_(kept_postings(session, segment, bm25.terms()[place])), k1_(bm25.k1()) {
  const Bm25::WeightedTerm& term = bm25.terms()[place];
  if (kept_ != nullptr) {
    weight_ = term.stems.front().weight;
    limit_ = score_of(kept_->most());
  } else {
    lists_ = std::make_unique<ListPostings>(session.postings(segment), term, k1_);
    limit_ = lists_->limit();
    is_rare_ = is_rare(session, term);
  }
}

}  // namespace dateline
