#include "searcher/match/term_postings.hpp"

#include <algorithm>

namespace dateline {
namespace {

bool is_behind(const StemPostings& a, const StemPostings& b) {
  return a.docid() > b.docid();
}

}  // namespace

TermPostings::TermPostings(const Xapian::Database& shard, const Bm25& bm25, std::size_t place)
    : place_(place) {
  for (const Bm25::WeightedStem& stem : bm25.terms()[place].stems) {
    StemPostings list(shard, stem, bm25.k1());
    if (list.docid() == behind_all) continue;
    limit_ = std::max(limit_, list.limit());
    docid_ = std::min(docid_, list.docid());
    lists_.push_back(std::move(list));
  }
  std::make_heap(lists_.begin(), lists_.end(), is_behind);
}

void TermPostings::skip_all_to(Xapian::docid docid) {
  while (!lists_.empty() && lists_.front().docid() < docid) {
    std::pop_heap(lists_.begin(), lists_.end(), is_behind);
    lists_.back().skip_to(docid);
    if (lists_.back().docid() == behind_all)
      lists_.pop_back();
    else
      std::push_heap(lists_.begin(), lists_.end(), is_behind);
  }
  docid_ = lists_.empty() ? behind_all : lists_.front().docid();
}

/// Of the lists of the heap below `root` that stand on the document: they hang together.
double TermPostings::best(std::size_t root) const {
  if (root >= lists_.size() || lists_[root].docid() != docid_) return 0.0;
  return std::max({lists_[root].score(), best(2 * root + 1), best(2 * root + 2)});
}

}  // namespace dateline
