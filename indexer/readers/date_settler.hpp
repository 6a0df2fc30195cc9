// Dates that need more than their own text: the document's language and country, and the other
// dates of the same input.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>

#include "common/date/read_date.hpp"
#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// Takes the documents of one input in their order, and hands them on in it. Where a date like
/// 03/04/2024 comes, the documents from there on wait until another date shows which of day and
/// month is first, and at most for `max_waiting_documents` or `max_waiting_bytes`; what is not
/// decided then is marked as ambiguous. Where dates show both orders, none is decided any more.
/// Not thread-safe.
class DateSettler {
 public:
  using Next = std::function<Status(Document&& document, const InputPosition& position)>;
  static constexpr std::size_t max_waiting_documents = 20'000;
  static constexpr std::size_t max_waiting_bytes = 16u << 20;
  /// Documents that go on waiting after a date has decided: one that shows the other order may
  /// follow.
  static constexpr std::size_t documents_to_be_sure = 1'000;

  explicit DateSettler(Next next) : next_(std::move(next)) {}

  /// The document's `date_text`, if it has one, is read again and removed. Errors: those of `next`.
  Status take(Document&& document, const InputPosition& position);
  /// The input has ended: what waits is handed on.
  Status finish();

 private:
  struct Waiting {
    Document document;
    InputPosition position;
  };

  void see(DayMonthOrder shown) noexcept;
  [[nodiscard]] bool is_decided() const noexcept { return order_ != DayMonthOrder::unknown; }
  [[nodiscard]] bool must_wait_no_longer() const noexcept;
  Status hand_on();

  Next next_;
  DayMonthOrder order_ = DayMonthOrder::unknown;
  bool sure_ = false;  ///< the order is applied at once
  std::deque<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::size_t since_decision_ = 0;
};

}  // namespace dateline
