// Which of a page's candidates is its date.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "indexer/readers/html/dates/date_candidate.hpp"

namespace dateline::html {

struct DateDecision {
  Date date{};
  std::optional<DateSource> source{};
  bool disagree = false;
};

/// The rules are in docs/dates.md. `latest`: no page was published after that day. `country`: the
/// publisher's (ISO 3166), or empty.
[[nodiscard]] DateDecision decide_date(const std::vector<DateCandidate>& candidates, Day latest,
                                       std::string_view country);

}  // namespace dateline::html
