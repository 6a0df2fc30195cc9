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
  std::uint32_t length = 0;
  for (const WeightedTerm& term : terms) {
    const auto [number, is_new] = terms_.insert(term.term, hash_bytes(term.term));
    if (is_new) frequencies_.push_back(0);
    ++frequencies_[number];
    postings_.push_back({number, term.wdf});
    length += term.wdf;
    statistics_.highest_wdf = std::max(statistics_.highest_wdf, term.wdf);
  }
  term_counts_.push_back(static_cast<std::uint32_t>(terms.size()));
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

/// All postings, those of each term from `places[term]` on, which become where they end. A counting
/// sort: it keeps the order of documents.
std::vector<Inverter::Posting> Inverter::by_term(std::vector<std::size_t>& places) const {
  std::vector<Posting> sorted(postings_.size());
  const TermOfDocument* next = postings_.data();
  std::uint32_t docid = 0;
  for (const std::uint32_t count : term_counts_) {
    ++docid;
    for (const TermOfDocument* end = next + count; next != end; ++next)
      sorted[places[next->term]++] = {docid, next->wdf};
  }
  return sorted;
}

Status Inverter::write(PostingListWriter& lists) const {
  DATELINE_TRY(write_lengths(lists));
  const std::vector<std::uint32_t> order = terms_in_order();
  std::vector<std::size_t> places(order.size());
  std::size_t begin = 0;
  for (const std::uint32_t term : order) {
    places[term] = begin;
    begin += frequencies_[term];
  }
  const std::vector<Posting> sorted = by_term(places);
  begin = 0;
  for (const std::uint32_t term : order) {
    const std::span<const Posting> postings(sorted.data() + begin, frequencies_[term]);
    begin += postings.size();
    Frequencies frequencies{frequencies_[term], 0};
    for (const Posting& posting : postings) frequencies.wdfs += posting.wdf;
    lists.begin(terms_.at(term), frequencies);
    for (const Posting& posting : postings) DATELINE_TRY(lists.add(posting.docid, posting.wdf));
    DATELINE_TRY(lists.end());
  }
  return {};
}

}  // namespace dateline::glass
