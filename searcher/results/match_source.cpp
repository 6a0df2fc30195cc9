#include "searcher/results/match_source.hpp"

#include <algorithm>
#include <utility>

namespace dateline {

MatchSource::MatchSource(const Session& session, const Plan& plan, const MatchRequest& request)
    : session_(session), plan_(plan), request_(request) {}

std::span<const RankedDocument> MatchSource::first(std::size_t count) {
  const std::size_t depth = std::min(count, max_rank);
  if (!began_) {
    rank_first(depth);
  } else if (!at_end_ && depth > hits_.size()) {
    rank_again(depth);
  }
  return front_of(hits_, depth);
}

void MatchSource::rank_first(std::size_t depth) {
  began_ = true;
  request_.limit = depth;
  MatchResult result = run_match(session_, plan_, request_);
  hits_ = std::move(result.documents);
  total_ = result.total;
  request_.tally = nullptr;
  request_.counting = Counting::none;
  note_end(depth);
}

/// A run that was stopped has other hits than a whole one: those of the run before stay.
void MatchSource::rank_again(std::size_t depth) {
  request_.limit = depth;
  MatchResult result = run_match(session_, plan_, request_);
  if (request_.stop == nullptr || !request_.stop->was_reached())
    hits_ = std::move(result.documents);
  note_end(depth);
}

void MatchSource::note_end(std::size_t depth) {
  at_end_ = hits_.size() < depth || (request_.stop != nullptr && request_.stop->was_reached());
}

}  // namespace dateline
