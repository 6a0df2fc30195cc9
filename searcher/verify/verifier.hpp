// Conditions that Xapian's terms cannot decide, evaluated on a document's record and token stream.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "common/fields/field_table.hpp"
#include "common/format/segment/segment_files.hpp"
#include "searcher/index/segments.hpp"
#include "searcher/verify/stream_scan.hpp"

namespace dateline {

/// A document that Xapian proposes.
struct Candidate {
  const DocumentRecord& record;
  std::string_view stream;
  const Segment& segment;
  std::uint32_t docid;
};

/// Whether the document was published on one of the days.
[[nodiscard]] inline bool is_dated_within(const DocumentRecord& record,
                                          const DayRange& days) noexcept {
  return record.day != unknown_day && record.day >= days.first && record.day <= days.last;
}

/// What a look at a document's stream costs, in looks at its record (Condition::cost).
inline constexpr unsigned stream_cost = 20;

/// A predicate on documents. Immutable; one thread at a time.
class Condition {
 public:
  virtual ~Condition() = default;
  [[nodiscard]] virtual bool holds(const Candidate& candidate) const = 0;
  /// About how long holds() takes; cheap conditions of a group are asked first.
  [[nodiscard]] virtual unsigned cost() const noexcept = 0;
};
using ConditionPtr = std::unique_ptr<const Condition>;

/// Which part of the stream is looked at.
enum class StreamPart { all, title };

[[nodiscard]] ConditionPtr holds_word(WordSet words, StreamPart part);
[[nodiscard]] ConditionPtr holds_phrase(PhraseMatcher phrase, StreamPart part);
[[nodiscard]] ConditionPtr holds_near(NearMatcher near, StreamPart part);
/// The field has one of the values with these numbers.
[[nodiscard]] ConditionPtr holds_value(FieldId field, std::vector<std::uint32_t> numbers);
[[nodiscard]] ConditionPtr has_number(DocumentNumber number);
[[nodiscard]] ConditionPtr is_published_within(DayRange days);
[[nodiscard]] ConditionPtr is_undated();
/// The document's number is greater.
[[nodiscard]] ConditionPtr is_added_after(std::uint64_t number);
[[nodiscard]] ConditionPtr holds_never();
[[nodiscard]] ConditionPtr negate(ConditionPtr condition);
/// All (with none: true) or at least one (with none: false) of the conditions.
[[nodiscard]] ConditionPtr all_of(std::vector<ConditionPtr> conditions);
[[nodiscard]] ConditionPtr any_of(std::vector<ConditionPtr> conditions);

/// Decides whether a candidate is a hit: it exists, is not deleted, and fulfils the condition (if
/// there is one). Both arguments must live longer.
class Verifier {
 public:
  Verifier(const SegmentSet& segments, const Condition* condition)
      : segments_(segments), condition_(condition) {}
  /// Nothing is left to decide: every candidate of Xapian's is a hit.
  [[nodiscard]] bool accepts_everything() const noexcept {
    return condition_ == nullptr && !segments_.any_dead();
  }
  /// Whether accepts() takes no look into a stream: it may be asked for all candidates.
  [[nodiscard]] bool is_cheap() const noexcept {
    return condition_ == nullptr || condition_->cost() < stream_cost / 5;
  }
  /// Whether accepts() looks at no more than the beginning of a stream.
  [[nodiscard]] bool is_quick() const noexcept {
    return condition_ == nullptr || condition_->cost() < stream_cost;
  }
  [[nodiscard]] bool accepts(const DocAddress& address) const;
  /// Has the document's stream brought near while other work is done; it will be asked for soon.
  void prefetch(const DocAddress& address) const noexcept;

 private:
  const SegmentSet& segments_;
  const Condition* condition_;
};

}  // namespace dateline
