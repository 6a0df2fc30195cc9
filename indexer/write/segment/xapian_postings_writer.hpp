// Postings that Xapian itself writes: what our own writer is compared with.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "indexer/write/segment/postings_writer.hpp"

namespace dateline {

/// As make_postings_writer().
std::unique_ptr<PostingsWriter> make_xapian_postings_writer(const std::filesystem::path& segment,
                                                            const std::filesystem::path& scratch);

/// Joins databases into one, which it creates, by Xapian's compactor. Throws Xapian's errors.
void compact(const std::vector<std::filesystem::path>& sources,
             const std::filesystem::path& destination);

}  // namespace dateline
