#include "indexer/write/glass/database_merge.hpp"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "common/base/file_descriptor.hpp"
#include "common/base/file_io.hpp"
#include "common/format/damaged_data.hpp"
#include "common/format/glass/glass_table.hpp"
#include "common/format/glass/posting_chunk.hpp"
#include "indexer/write/glass/database_writer.hpp"

namespace dateline::glass {
namespace fs = std::filesystem;
namespace {

/// More than any version file has.
constexpr std::size_t most_version_bytes = 4096;

/// Thrown through the cursor, which has no room for a Result.
struct ReadFailure {
  Error error;
};

/// Blocks of a file, read one at a time. Not mapped: mapped pages would count as the indexer's
/// memory, and a disk's error would end the program.
class FileBlocks final : public BlockSource {
 public:
  explicit FileBlocks(const fs::path& path)
      : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (!file_.valid()) throw ReadFailure{io_failure("cannot open", path, errno).value()};
    ::posix_fadvise(file_.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  }

  const std::uint8_t* read(std::uint32_t block, unsigned level) override {
    auto& buffer = buffers_[level];
    if (!buffer) buffer = std::make_unique<Block>();
    const ssize_t count = ::pread(file_.get(), buffer->data(), buffer->size(),
                                  static_cast<off_t>(std::uint64_t{block} * block_bytes));
    if (count < 0) throw ReadFailure{io_failure("cannot read", path_, errno).value()};
    if (static_cast<std::size_t>(count) != buffer->size())
      throw DamagedData("a table names a block after its end");
    return buffer->data();
  }

 private:
  using Block = std::array<std::uint8_t, block_bytes>;
  fs::path path_;
  FileDescriptor file_;
  std::array<std::unique_ptr<Block>, most_levels> buffers_;
};

/// A table of a source, whose docids are moved by those of the sources before it.
class SourceTable {
 public:
  SourceTable(const fs::path& path, const TableRoot& root, std::uint32_t shift)
      : blocks_(std::make_unique<FileBlocks>(path)), cursor_(*blocks_, root), shift_(shift) {
    is_at_end_ = !cursor_.to_first();
  }

  [[nodiscard]] bool is_at_end() const noexcept { return is_at_end_; }
  [[nodiscard]] std::string_view key() const noexcept { return cursor_.key(); }
  [[nodiscard]] std::string_view tag() const noexcept { return cursor_.tag(); }
  [[nodiscard]] std::uint32_t shift() const noexcept { return shift_; }
  void next() { is_at_end_ = !cursor_.next(); }

 private:
  std::unique_ptr<FileBlocks> blocks_;
  TableCursor cursor_;
  std::uint32_t shift_;
  bool is_at_end_ = false;
};

PostingChunk shifted(PostingChunk chunk, std::uint32_t shift) noexcept {
  chunk.first += shift;
  chunk.last += shift;
  return chunk;
}

/// The term of a posting list's first key; empty: the lengths of documents.
std::string term_of(std::string_view key) {
  if (key == posting_key({})) return {};
  std::string term;
  for (std::size_t i = 0; i < key.size(); ++i) {
    term.push_back(key[i]);
    if (key[i] != '\0') continue;
    if (++i == key.size() || key[i] != '\xff') throw DamagedData("a posting list has no beginning");
  }
  return term;
}

/// Copies a source's posting list, of which the first chunk was read, and leaves the source after
/// it.
Status copy_list(SourceTable& source, const std::string& term, PostingChunk chunk,
                 PostingListWriter& lists) {
  const std::string prefix = later_chunk_prefix(term);
  for (;;) {
    DATELINE_TRY(lists.add(shifted(chunk, source.shift())));
    const bool is_last = chunk.is_last_chunk;
    source.next();
    if (is_last) return {};
    if (source.is_at_end() || source.key().substr(0, prefix.size()) != prefix)
      throw DamagedData("a posting list has no end");
    std::string_view docid = source.key().substr(prefix.size());
    std::uint32_t first = 0;
    if (!read_sortable(docid, first) || !docid.empty())
      throw DamagedData("a posting list has a key that cannot be");
    chunk = read_later_chunk(source.tag(), first);
  }
}

/// Joins the lists of one term, at whose beginning these sources stand.
Status join_lists(const std::vector<SourceTable*>& sources, PostingListWriter& lists) {
  const std::string term = term_of(sources.front()->key());
  Frequencies sum;
  for (const SourceTable* source : sources) {
    Frequencies frequencies;
    (void)read_first_chunk(source->tag(), frequencies);
    sum.documents += frequencies.documents;
    sum.wdfs += frequencies.wdfs;
  }
  lists.begin(term, sum);
  for (SourceTable* source : sources) {
    Frequencies frequencies;
    const PostingChunk first = read_first_chunk(source->tag(), frequencies);
    DATELINE_TRY(copy_list(*source, term, first, lists));
  }
  return lists.end();
}

/// For a heap whose top is the source with the least key, the first one of several.
bool is_after(const SourceTable* a, const SourceTable* b) noexcept {
  const int order = a->key().compare(b->key());
  return order > 0 || (order == 0 && a->shift() > b->shift());
}

Status merge_postings(std::vector<SourceTable>& sources, TableWriter& table) {
  PostingListWriter lists(table);
  std::vector<SourceTable*> heap, least;
  const auto push = [&](SourceTable& source) {
    if (source.is_at_end()) return;
    heap.push_back(&source);
    std::push_heap(heap.begin(), heap.end(), is_after);
  };
  for (SourceTable& source : sources) push(source);
  while (!heap.empty()) {
    least.clear();
    do {
      std::pop_heap(heap.begin(), heap.end(), is_after);
      least.push_back(heap.back());
      heap.pop_back();
    } while (!heap.empty() && heap.front()->key() == least.front()->key());
    DATELINE_TRY(join_lists(least, lists));
    for (SourceTable* source : least) push(*source);
  }
  return {};
}

Status append_documents(SourceTable& source, TableWriter& table) {
  for (; !source.is_at_end(); source.next()) {
    std::string_view key = source.key();
    std::uint32_t docid = 0;
    if (!read_sortable(key, docid) || !key.empty())
      throw DamagedData("a table of documents has a key that cannot be");
    DATELINE_TRY(table.add(document_key(docid + source.shift()), source.tag()));
  }
  return {};
}

Status merge(const std::vector<fs::path>& paths, const fs::path& directory) {
  std::vector<SourceTable> postings, documents;
  Statistics statistics;
  for (const fs::path& path : paths) {
    DATELINE_ASSIGN(const std::string bytes, read_file(path / "iamglass", most_version_bytes));
    DATELINE_ASSIGN(const Version version, decode_version(bytes));
    postings.emplace_back(path / "postlist.glass", version.postlist, statistics.last_docid);
    documents.emplace_back(path / "docdata.glass", version.docdata, statistics.last_docid);
    statistics.add(version.statistics);
  }
  DATELINE_ASSIGN(auto writer, DatabaseWriter::create(directory));
  DATELINE_TRY(merge_postings(postings, writer.postlist()));
  for (SourceTable& source : documents) DATELINE_TRY(append_documents(source, writer.docdata()));
  return writer.finish(statistics);
}

}  // namespace

Status merge_databases(const std::vector<fs::path>& sources, const fs::path& directory) {
  try {
    return merge(sources, directory);
  } catch (const ReadFailure& failure) {
    return tl::unexpected(failure.error);
  }
}

}  // namespace dateline::glass
