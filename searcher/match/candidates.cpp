#include "searcher/match/candidates.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace dateline {
namespace {

constexpr Docid window_documents = 1u << 16;

std::uint64_t postings_of(const PostingSource& source, const ScoringTerm& term) {
  std::uint64_t count = 0;
  for (const std::string& stem : term.stems) count += source.document_frequency(stem);
  return count;
}

}  // namespace

bool may_hold_hits(const Plan& plan, const SegmentInfo& info) {
  if (!plan.words || !plan.words->published) return true;
  const DayRange& days = *plan.words->published;
  return info.first_day != unknown_day && info.first_day <= days.last &&
         info.last_day >= days.first;
}

std::vector<const ScoringTerm*> deciding_terms(const PostingSource& source, const Plan& plan) {
  std::vector<std::pair<std::uint64_t, const ScoringTerm*>> terms;
  for (const ScoringTerm& term : plan.scoring)
    if (term.required || !plan.words->any_required)
      terms.emplace_back(postings_of(source, term), &term);
  std::stable_sort(terms.begin(), terms.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const ScoringTerm*> sorted;
  for (const auto& term : terms) sorted.push_back(term.second);
  return sorted;
}

double holders(const Session& session, const Plan& plan) {
  const auto documents = static_cast<double>(session.segments().document_count());
  double all = 1.0;
  double none = 1.0;
  for (const ScoringTerm& term : plan.scoring) {
    double without = 1.0;
    for (const std::string& stem : term.stems)
      without *= 1.0 - session.document_frequency(stem) / documents;
    none *= without;
    if (term.required) all *= 1.0 - without;
  }
  return documents * (plan.words->any_required ? all : 1.0 - none);
}

WordWindows::WordWindows(const Session& session, const Plan& plan, std::size_t segment)
    : all_required_(plan.words->any_required),
      last_(session.segments()[segment].files.document_count()),
      bits_(window_documents / 64) {
  const PostingSource& source = session.postings(segment);
  for (const ScoringTerm* term : deciding_terms(source, plan)) {
    Lists lists;
    for (const std::string& stem : term->stems)
      lists.emplace_back(source, stem, PostingDetail::documents);
    terms_.push_back(std::move(lists));
  }
}

bool WordWindows::next() {
  if (behind_ > last_) return false;
  first_ = behind_;
  behind_ += window_documents;
  std::fill(bits_.begin(), bits_.end(), 0);
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    if (i == 0 || !all_required_)
      add(terms_[i], bits_);
    else if (terms_[i].size() == 1)
      keep(terms_[i].front());
    else
      keep(terms_[i]);
  }
  return true;
}

void WordWindows::add(Lists& lists, Bits& bits) const {
  for (PostingCursor& list : lists) {
    list.skip_to(first_, behind_);
    for (; list.docid() < behind_; list.next(behind_)) set(bits, list.docid());
  }
}

/// Looks into the list only where the window has documents left.
void WordWindows::keep(PostingCursor& list) {
  other_bits_.assign(bits_.size(), 0);
  for_each([&](Docid docid) {
    list.skip_to(docid);
    if (list.docid() == docid) set(other_bits_, docid);
  });
  std::swap(bits_, other_bits_);
}

void WordWindows::keep(Lists& lists) {
  other_bits_.assign(bits_.size(), 0);
  add(lists, other_bits_);
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= other_bits_[i];
}

}  // namespace dateline
