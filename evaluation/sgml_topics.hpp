// TREC's topics in SGML: <top> with <num>, <title>, <desc>, <narr>, whose end tags are mostly left
// out, and whose contents begin with labels ("Number:", "Description:").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"
#include "evaluation/topics.hpp"

namespace dateline {

/// As parse_topics (topics.hpp). Parts that were asked for and are missing add nothing; a topic
/// without number or without any of the parts is an error. Linear in the text.
Result<std::vector<Topic>> parse_sgml_topics(std::string_view text, const std::string& file_name,
                                             const TopicParts& parts);

}  // namespace dateline
