#include "indexer/cli/reject_printer.hpp"

#include "common/base/terminal_text.hpp"
#include "indexer/cli/quantities.hpp"

namespace dateline {

std::string RejectPrinter::next_line(const Reject& reject) {
  if (++count_ > limit_) return {};
  return escape_controls(to_string(reject)) + "\n";
}

std::string RejectPrinter::closing_line(std::string_view hint) const {
  if (count_ <= limit_) return {};
  return "... and " + with_thousands(count_ - limit_) + " more; " + std::string(hint) + "\n";
}

}  // namespace dateline
