// What shows a mail, or a file of many.
#pragma once

#include <string_view>

namespace dateline {

/// `From jane@example.org Tue May 14 10:00:00 2024`: begins a mail in an mbox.
[[nodiscard]] bool is_mbox_separator(std::string_view line) noexcept;

/// Whether a file begins with the header of a mail: nothing but fields, From or Received among
/// them, and another one that only mails have.
[[nodiscard]] bool begins_with_mail_header(std::string_view head);

}  // namespace dateline
