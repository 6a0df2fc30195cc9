// The text in the tree of a mail's parts.
#pragma once

#include <gmime/gmime.h>

#include <cstdint>
#include <string>

namespace dateline {

struct MailBody {
  std::string text;               ///< paragraphs separated by a blank line
  std::uint64_t attachments = 0;  ///< parts that are not in the text
  bool repaired = false;          ///< a part was not in the encoding that it says
};

/// See parse_mail().
[[nodiscard]] MailBody read_mail_body(GMimeObject* part);

}  // namespace dateline
