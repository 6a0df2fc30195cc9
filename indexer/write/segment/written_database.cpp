#include "indexer/write/segment/written_database.hpp"

#include <fmt/format.h>

#include <string>

namespace dateline {

Status check_written_database(const std::filesystem::path& directory,
                              const std::vector<LastDocument>& ends) {
  const Xapian::Database database(directory.string());
  const Xapian::docid documents = ends.empty() ? 0 : ends.back().docid;
  if (database.get_doccount() != documents || database.get_lastdocid() != documents)
    return failure(ErrorCode::internal,
                   fmt::format("it holds {} documents (last docid {}) instead of {}",
                               database.get_doccount(), database.get_lastdocid(), documents));
  for (const LastDocument& end : ends) {
    if (database.get_document(end.docid).get_data() == std::to_string(end.number)) continue;
    return failure(ErrorCode::io,
                   fmt::format("{} lacks the number of docid {}, which could not be read when it "
                               "was built",
                               (directory / "docdata.glass").string(), end.docid),
                   "look for disk errors in the system's log, and run it again");
  }
  return {};
}

}  // namespace dateline
