#include "searcher/verify/verifier.hpp"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

constexpr unsigned record_cost = 1;
constexpr unsigned column_cost = 2;
constexpr unsigned title_cost = 4;

/// A condition on the token stream, asked through matches(stream).
template <typename Matches>
class StreamCondition final : public Condition {
 public:
  StreamCondition(Matches matches, StreamPart part) : matches_(std::move(matches)), part_(part) {}
  [[nodiscard]] bool holds(const Candidate& candidate) const override {
    return matches_(part_ == StreamPart::title ? title_of(candidate.stream) : candidate.stream);
  }
  [[nodiscard]] unsigned cost() const noexcept override {
    return part_ == StreamPart::title ? title_cost : stream_cost;
  }

 private:
  Matches matches_;
  StreamPart part_;
};

template <typename Matches>
ConditionPtr on_stream(Matches matches, StreamPart part) {
  return std::make_unique<StreamCondition<Matches>>(std::move(matches), part);
}

/// A condition on the record.
template <typename Matches>
class RecordCondition final : public Condition {
 public:
  explicit RecordCondition(Matches matches) : matches_(std::move(matches)) {}
  [[nodiscard]] bool holds(const Candidate& candidate) const override {
    return matches_(candidate.record);
  }
  [[nodiscard]] unsigned cost() const noexcept override { return record_cost; }

 private:
  Matches matches_;
};

template <typename Matches>
ConditionPtr on_record(Matches matches) {
  return std::make_unique<RecordCondition<Matches>>(std::move(matches));
}

class Negation final : public Condition {
 public:
  explicit Negation(ConditionPtr condition) : condition_(std::move(condition)) {}
  [[nodiscard]] bool holds(const Candidate& candidate) const override {
    return !condition_->holds(candidate);
  }
  [[nodiscard]] unsigned cost() const noexcept override { return condition_->cost(); }

 private:
  ConditionPtr condition_;
};

/// Conditions of which one that is `decisive` decides: false for all_of, true for any_of.
class Group final : public Condition {
 public:
  Group(std::vector<ConditionPtr> conditions, bool decisive)
      : conditions_(std::move(conditions)), decisive_(decisive) {
    std::stable_sort(conditions_.begin(), conditions_.end(),
                     [](const auto& a, const auto& b) { return a->cost() < b->cost(); });
    for (const auto& condition : conditions_) cost_ += condition->cost();
  }
  [[nodiscard]] bool holds(const Candidate& candidate) const override {
    for (const auto& condition : conditions_) {
      if (condition->holds(candidate) == decisive_) return decisive_;
    }
    return !decisive_;
  }
  [[nodiscard]] unsigned cost() const noexcept override { return cost_; }

 private:
  std::vector<ConditionPtr> conditions_;
  bool decisive_;
  unsigned cost_ = 0;
};

ConditionPtr group(std::vector<ConditionPtr> conditions, bool decisive) {
  if (conditions.size() == 1) return std::move(conditions.front());
  return std::make_unique<Group>(std::move(conditions), decisive);
}

bool is_among(const std::vector<std::uint32_t>& numbers, std::uint32_t number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

/// A document's column of a field has one of the numbers.
class ColumnCondition final : public Condition {
 public:
  ColumnCondition(FieldId field, std::vector<std::uint32_t> numbers)
      : field_(field), numbers_(std::move(numbers)) {}
  [[nodiscard]] bool holds(const Candidate& candidate) const override {
    std::uint32_t one = 0;
    const auto values = values_in(candidate.segment, candidate.docid, field_, one);
    return std::any_of(values.begin(), values.end(),
                       [this](std::uint32_t value) { return is_among(numbers_, value); });
  }
  [[nodiscard]] unsigned cost() const noexcept override { return column_cost; }

 private:
  FieldId field_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace

ConditionPtr holds_word(WordSet words, StreamPart part) {
  return on_stream([matcher = WordMatcher(std::move(words))](
                       std::string_view stream) { return matcher.occurs_in(stream); },
                   part);
}

ConditionPtr holds_phrase(PhraseMatcher phrase, StreamPart part) {
  return on_stream(
      [matcher = std::move(phrase)](std::string_view stream) { return matcher.occurs_in(stream); },
      part);
}

ConditionPtr holds_near(NearMatcher near, StreamPart part) {
  return on_stream(
      [matcher = std::move(near)](std::string_view stream) { return matcher.occurs_in(stream); },
      part);
}

ConditionPtr holds_value(FieldId field, std::vector<std::uint32_t> numbers) {
  if (field_of(field).values.column)
    return std::make_unique<ColumnCondition>(field, std::move(numbers));
  return on_record([field, numbers = std::move(numbers)](const DocumentRecord& record) {
    return is_among(numbers, number_in(record, field));
  });
}

ConditionPtr has_number(DocumentNumber number) {
  return on_record([number](const DocumentRecord& record) { return record.number == number; });
}

ConditionPtr is_published_within(DayRange days) {
  return on_record([days](const DocumentRecord& record) { return is_dated_within(record, days); });
}

ConditionPtr is_undated() {
  return on_record([](const DocumentRecord& record) { return record.day == unknown_day; });
}

ConditionPtr is_added_after(std::uint64_t number) {
  return on_record([number](const DocumentRecord& record) { return record.number > number; });
}

ConditionPtr holds_never() {
  return on_record([](const DocumentRecord&) { return false; });
}

ConditionPtr negate(ConditionPtr condition) {
  return std::make_unique<Negation>(std::move(condition));
}

ConditionPtr all_of(std::vector<ConditionPtr> conditions) {
  return group(std::move(conditions), false);
}

ConditionPtr any_of(std::vector<ConditionPtr> conditions) {
  return group(std::move(conditions), true);
}

void Verifier::prefetch(const DocAddress& address) const noexcept {
  constexpr std::size_t line_bytes = 64;
  if (!segments_.has(address) || is_cheap()) return;
  const std::size_t most_bytes = is_quick() ? line_bytes : 16 * line_bytes;
  const std::string_view stream = segments_[address.segment].files.stream(address.docid);
  const std::size_t end = std::min(stream.size(), most_bytes);
  for (std::size_t at = 0; at < end; at += line_bytes) __builtin_prefetch(stream.data() + at);
}

bool Verifier::accepts(const DocAddress& address) const {
  if (!segments_.has(address)) return false;
  const Segment& segment = segments_[address.segment];
  if (segment.dead.contains(address.docid)) return false;
  return condition_ == nullptr ||
         condition_->holds({segment.files.record(address.docid),
                            segment.files.stream(address.docid), segment, address.docid});
}

}  // namespace dateline
