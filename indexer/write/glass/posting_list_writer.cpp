#include "indexer/write/glass/posting_list_writer.hpp"

#include "common/base/bytes.hpp"

namespace dateline::glass {

void PostingListWriter::begin(std::string_view term, Frequencies frequencies) {
  term_ = term;
  frequencies_ = frequencies;
  is_first_chunk_ = true;
  last_ = 0;
  payload_.clear();
}

Status PostingListWriter::add(std::uint32_t docid, std::uint32_t wdf) {
  if (payload_.size() >= chunk_bytes) DATELINE_TRY(flush(false));
  if (payload_.empty())
    first_ = docid;
  else
    append_varint(payload_, docid - last_ - 1);
  append_varint(payload_, wdf);
  last_ = docid;
  return {};
}

Status PostingListWriter::add(const PostingChunk& chunk) {
  if (last_ >= chunk.first || chunk.last < chunk.first)
    return failure(ErrorCode::corrupt, "postings do not ascend",
                   "dateline-index check --full lists all damage; repair recovers the index");
  // Chunks are joined without reading them, and cut where one ended.
  if (!payload_.empty() && payload_.size() + chunk.payload.size() > chunk_bytes)
    DATELINE_TRY(flush(false));
  if (payload_.empty())
    first_ = chunk.first;
  else
    append_varint(payload_, chunk.first - last_ - 1);
  payload_ += chunk.payload;
  last_ = chunk.last;
  return {};
}

Status PostingListWriter::flush(bool is_last_chunk) {
  tag_.clear();
  if (is_first_chunk_) {
    key_ = posting_key(term_);
    append_first_header(tag_, frequencies_, first_);
  } else {
    key_ = later_chunk_prefix(term_);
    append_sortable(key_, first_);
  }
  append_header(tag_, {first_, last_, is_last_chunk, {}});
  tag_ += payload_;
  payload_.clear();
  is_first_chunk_ = false;
  return table_.add(key_, tag_);
}

}  // namespace dateline::glass
