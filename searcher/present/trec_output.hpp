// Results as a TREC run, for trec_eval and its like.
#pragma once

#include <string>
#include <string_view>

#include "dateline/searcher.hpp"

namespace dateline {

/// A line `topic Q0 key rank score tag` for each hit. White space, control characters and invalid
/// bytes in keys, topic and tag become %XX, so that each line has six fields.
[[nodiscard]] std::string hits_to_trec(const ResultPage& page, std::string_view topic,
                                       std::string_view run_tag);

}  // namespace dateline
