#include "indexer/write/glass/inverter.hpp"

#include <algorithm>
#include <cstring>

namespace dateline::glass {
namespace {

/// The first bytes of a term as a number: where those of two terms differ, they are in the order of
/// the terms.
std::uint64_t beginning(std::string_view term) noexcept {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, term.data(), std::min(term.size(), sizeof bytes));
  return __builtin_bswap64(bytes);
}

}  // namespace

void Inverter::add(std::span<const WeightedTerm> terms) {
  const std::uint32_t docid = statistics_.documents + 1;
  std::uint32_t length = 0;
  for (const WeightedTerm& term : terms) {
    const auto [number, is_new] = terms_.insert(term.term, hash_bytes(term.term));
    if (is_new) frequencies_.push_back(0);
    ++frequencies_[number];
    postings_.push_back({number, {docid, term.wdf}});
    length += term.wdf;
    statistics_.highest_wdf = std::max(statistics_.highest_wdf, term.wdf);
  }
  lengths_.push_back(length);
  statistics_.add_document(length);
}

Status Inverter::write_lengths(PostingListWriter& lists) const {
  if (lengths_.empty()) return {};
  lists.begin({}, {});
  for (std::uint32_t i = 0; i < lengths_.size(); ++i) DATELINE_TRY(lists.add(i + 1, lengths_[i]));
  return lists.end();
}

std::vector<std::uint32_t> Inverter::terms_in_order() const {
  struct Term {
    std::uint64_t beginning;
    std::uint32_t number;
  };
  std::vector<Term> terms(terms_.size());
  for (std::uint32_t i = 0; i < terms.size(); ++i) terms[i] = {beginning(terms_.at(i)), i};
  std::sort(terms.begin(), terms.end(), [&](const Term& a, const Term& b) {
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    return terms_.at(a.number) < terms_.at(b.number);
  });
  std::vector<std::uint32_t> order;
  order.reserve(terms.size());
  for (const Term& term : terms) order.push_back(term.number);
  return order;
}

/// A counting sort by term keeps the order of documents.
Status Inverter::write(PostingListWriter& lists) const {
  DATELINE_TRY(write_lengths(lists));
  const std::vector<std::uint32_t> order = terms_in_order();
  std::vector<std::size_t> ends(order.size());
  std::size_t begin = 0;
  for (const std::uint32_t term : order) {
    ends[term] = begin;
    begin += frequencies_[term];
  }
  std::vector<Posting> sorted(postings_.size());
  for (const TermPosting& posting : postings_) sorted[ends[posting.term]++] = posting.posting;
  begin = 0;
  for (const std::uint32_t term : order) {
    const std::span<const Posting> postings(sorted.data() + begin, ends[term] - begin);
    begin = ends[term];
    Frequencies frequencies{frequencies_[term], 0};
    for (const Posting& posting : postings) frequencies.wdfs += posting.wdf;
    lists.begin(terms_.at(term), frequencies);
    for (const Posting& posting : postings) DATELINE_TRY(lists.add(posting.docid, posting.wdf));
    DATELINE_TRY(lists.end());
  }
  return {};
}

}  // namespace dateline::glass
