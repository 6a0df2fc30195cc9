// Writes the table `postlist`, posting list after posting list.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/format/glass/posting_chunk.hpp"
#include "indexer/write/glass/table_writer.hpp"

namespace dateline::glass {

/// The lists come in the ascending order of their terms' bytes; the document lengths, whose term is
/// empty, come first. One thread. Errors are those of the table.
class PostingListWriter {
 public:
  explicit PostingListWriter(TableWriter& table) : table_(table) {}

  /// Begins a list. Of document lengths both frequencies are 0, as in Xapian's.
  void begin(std::string_view term, Frequencies frequencies);
  /// Docids ascend.
  Status add(std::uint32_t docid, std::uint32_t wdf);
  /// Adds the postings of a chunk, all after those before.
  Status add(const PostingChunk& chunk);
  /// Ends the list, which must have a posting.
  Status end() { return flush(true); }

 private:
  Status flush(bool is_last_chunk);

  TableWriter& table_;
  std::string term_;
  Frequencies frequencies_;
  bool is_first_chunk_ = true;
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
  std::string payload_;
  std::string key_;
  std::string tag_;
};

}  // namespace dateline::glass
