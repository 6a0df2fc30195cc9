// A plan's hits as run_match() ranks them: where the stages of results begin.
#pragma once

#include "searcher/results/ranked_source.hpp"

namespace dateline {

/// Gives at most `max_rank` hits. Each time that more are asked for than before, the plan is
/// run again, as deep as that: stages ask for plenty at once. Tally and total are of the first run.
/// Session, plan and what the request refers to must live longer.
class MatchSource final : public RankedSource {
 public:
  /// `request` says everything but the offset and the limit.
  MatchSource(const Session& session, const Plan& plan, const MatchRequest& request);
  std::span<const RankedDocument> first(std::size_t count) override;
  [[nodiscard]] Total total() const override { return total_; }

 private:
  void rank_first(std::size_t depth);
  void rank_again(std::size_t depth);
  void note_end(std::size_t depth);

  const Session& session_;
  const Plan& plan_;
  MatchRequest request_;
  std::vector<RankedDocument> hits_;
  Total total_;
  bool began_ = false;
  bool at_end_ = false;
};

}  // namespace dateline
