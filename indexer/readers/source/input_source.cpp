#include "indexer/readers/source/input_source.hpp"

#include <utility>

namespace dateline {

std::optional<Reject> InputSource::take_fault() noexcept {
  return std::exchange(fault_, std::nullopt);
}

std::optional<Reject> InputSource::recover() {
  return resume() ? take_fault() : std::nullopt;
}

tl::unexpected<Error> InputSource::fail(Reject fault) {
  const ErrorCode code =
      fault.reason == RejectReason::unreadable ? ErrorCode::io : ErrorCode::bad_input;
  std::string message = to_string(fault);
  fault_ = std::move(fault);
  return failure(code, std::move(message));
}

Result<std::string_view> PeekedSource::head() {
  DATELINE_ASSIGN(head_, pull());
  if (head_.empty() || head_.size() >= head_bytes) return head_;
  gathered_ = head_;
  while (gathered_.size() < head_bytes) {
    const auto more = pull();
    if (!more) late_error_ = more.error();  // what precedes it is still to be read
    if (!more || more->empty()) break;
    gathered_.append(*more);
  }
  head_ = gathered_;
  return head_;
}

bool PeekedSource::resume() {
  if (!inner_.resume()) return false;
  late_error_.reset();
  return true;
}

Result<std::string_view> PeekedSource::next() {
  if (!head_.empty()) return std::exchange(head_, {});
  if (late_error_) return tl::unexpected(*late_error_);
  return pull();
}

Result<std::string_view> PeekedSource::pull() {
  auto chunk = inner_.next();
  if (chunk) return chunk;
  if (auto fault = inner_.take_fault()) return fail(std::move(*fault));
  return chunk;
}

}  // namespace dateline
