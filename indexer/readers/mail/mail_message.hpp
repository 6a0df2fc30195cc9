// One mail (RFC 5322 and MIME) as what a reader of news needs of it, through GMime.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct MailMessage {
  std::string id;     ///< Message-ID as written, with its brackets
  std::string title;  ///< Subject
  std::string date;   ///< as written
  std::vector<std::string> authors;
  std::string list;  ///< the name of the mailing list, else its List-Id
  std::string language;
  std::string text;
  std::uint64_t attachments = 0;  ///< that are not read
  bool repaired = false;          ///< a text's encoding
};

/// Any bytes give a message; what has no header is text. Texts of multipart/alternative are plain
/// where the plain one says as much as the HTML. Parts nested deeper than 64 are not read. Linear
/// time. Thread-safe.
[[nodiscard]] MailMessage parse_mail(std::string_view bytes);

}  // namespace dateline
