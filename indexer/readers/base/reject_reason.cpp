// The names of reject reasons, as reports and logs carry them.
#include "dateline/input.hpp"

namespace dateline {

std::string_view to_string(RejectReason reason) noexcept {
  switch (reason) {
    case RejectReason::unreadable:
      return "unreadable";
    case RejectReason::not_a_file:
      return "not_a_file";
    case RejectReason::unknown_format:
      return "unknown_format";
    case RejectReason::too_large:
      return "too_large";
    case RejectReason::truncated:
      return "truncated";
    case RejectReason::malformed:
      return "malformed";
    case RejectReason::missing_text:
      return "missing_text";
    case RejectReason::missing_key:
      return "missing_key";
    case RejectReason::bad_key:
      return "bad_key";
    case RejectReason::bad_archive:
      return "bad_archive";
    case RejectReason::unknown_encoding:
      return "unknown_encoding";
  }
  return "malformed";
}

std::optional<RejectReason> parse_reject_reason(std::string_view name) noexcept {
  for (const RejectReason reason : all_reject_reasons)
    if (to_string(reason) == name) return reason;
  return std::nullopt;
}

}  // namespace dateline
