// Results as a TREC run, for trec_eval and its like.
#pragma once

#include <string>
#include <string_view>

#include "dateline/searcher.hpp"

namespace dateline {

/// Text as one field of a run or of qrels: white space, control characters and invalid bytes become
/// %XX, and so does a percent sign before two hexadecimal digits. Two texts never become one:
/// whoever decodes every %XX has the text again. `text` must not be empty.
[[nodiscard]] std::string trec_field(std::string_view text);

/// A line `topic Q0 key rank score tag` for each hit; keys, topic and tag are as trec_field()
/// makes them, so that each line has six fields.
[[nodiscard]] std::string hits_to_trec(const ResultPage& page, std::string_view topic,
                                       std::string_view run_tag);

}  // namespace dateline
