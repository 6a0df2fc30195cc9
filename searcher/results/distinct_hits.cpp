#include "searcher/results/distinct_hits.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "searcher/index/stored_document.hpp"
#include "searcher/results/near_copies.hpp"

namespace dateline {
namespace {

Shingles shingles_at(const DocAddress& address, const SegmentSet& segments) {
  return shingles_of(segments[address.segment].files.stream(address.docid));
}

class DistinctHits final : public RankedSource {
 public:
  /// `known`: of the document whose copies are not wanted.
  DistinctHits(RankedSourcePointer source, const SegmentSet& segments, Shingles known,
               StopCheck& stop)
      : source_(std::move(source)), segments_(segments), stop_(stop), known_{std::move(known)} {}

  std::span<const RankedDocument> first(std::size_t count) override {
    std::size_t depth = 5 * count;
    do {
      const std::span<const RankedDocument> ranked = source_->first(depth);
      look_through(ranked, count);
      offered_ = ranked.size();
      if (offered_ < depth) break;
      depth *= 4;
    } while (hits_.size() < count && !stop_.was_reached());
    return front_of(hits_, count);
  }

  [[nodiscard]] Total total() const override {
    Total total = source_->total();
    total.exact = total.exact && hits_.size() == offered_;
    return total;
  }

 private:
  /// From where the last look ended, until there are `count` hits. What a search that was stopped
  /// has found is looked through as long as its grace allows.
  void look_through(std::span<const RankedDocument> ranked, std::size_t count) {
    for (; looked_at_ < ranked.size() && hits_.size() < count; ++looked_at_) {
      if (stop_.reached() && stop_.overdue()) return;
      const RankedDocument& hit = ranked[looked_at_];
      if (is_new(shingles_at(hit.address, segments_))) hits_.push_back(hit);
    }
  }

  /// Whether the text is a near-copy of none before; then later ones are compared with it too.
  bool is_new(Shingles&& shingles) {
    const auto is_copy = [&](const Shingles& other) { return are_near_copies(shingles, other); };
    if (std::any_of(known_.begin(), known_.end(), is_copy)) return false;
    known_.push_back(std::move(shingles));
    return true;
  }

  RankedSourcePointer source_;
  const SegmentSet& segments_;
  StopCheck& stop_;
  std::vector<Shingles> known_;
  std::vector<RankedDocument> hits_;
  std::size_t looked_at_ = 0;  // of the source's hits
  std::size_t offered_ = 0;    // hits of the source that could have been looked at
};

}  // namespace

Result<RankedSourcePointer> without_near_copies(RankedSourcePointer source,
                                                const StageContext& context) {
  if (!context.request.related) return source;
  const Session& session = context.session;
  DATELINE_ASSIGN(const DocAddress document,
                  address_of_key(context.request.related->key, session, context.lookup));
  const SegmentSet& segments = session.segments();
  return std::make_unique<DistinctHits>(std::move(source), segments,
                                        shingles_at(document, segments), context.stop);
}

}  // namespace dateline
