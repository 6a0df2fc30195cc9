// Entity tags: what an answer depends on, as a short text.
#pragma once

#include <string>
#include <string_view>

namespace dateline::serve {

/// The tag of an answer from the index: by the revision that answered (Searcher::revision), target,
/// the program's version and the day (`date:7d` means other documents tomorrow). Weak, as took_us
/// differs each time.
[[nodiscard]] std::string etag_for(std::string_view revision, std::string_view target);

/// The tag of what never changes while the program runs: by its bytes.
[[nodiscard]] std::string etag_of_content(std::string_view content);

/// Whether If-None-Match names the tag (or is `*`); weak comparison, RFC 9110 13.1.2.
[[nodiscard]] bool matches_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace dateline::serve
