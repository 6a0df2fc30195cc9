// Topics: the questions of an evaluation, in the forms in which they are handed around.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"

namespace dateline {

struct Topic {
  std::string id;
  std::string text;  ///< plain text
};

/// Which parts of a TREC topic make its text.
struct TopicParts {
  bool title = true;
  bool description = false;
  bool narrative = false;
};

/// Reads topics, in the order of the file. The format is detected by the first character: `<` is
/// TREC's SGML (<top> <num> <title> <desc> <narr>), `{` BEIR's JSON Lines (_id and text), all else
/// lines of id and text separated by a tab. Numbers of SGML topics lose their leading zeros, as
/// qrels write them. Errors: usage with the file's name and line, also where an id repeats.
Result<std::vector<Topic>> parse_topics(std::string_view bytes, const std::string& file_name,
                                        const TopicParts& parts);

/// Reads a file of up to 64 MiB. Errors: as parse_topics; not_found, io.
Result<std::vector<Topic>> read_topics(const std::string& path, const TopicParts& parts);

}  // namespace dateline
