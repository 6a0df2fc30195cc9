#include "indexer/write/segment/segment_writer.hpp"

#include <algorithm>
#include <cerrno>
#include <vector>

#include "common/base/bytes.hpp"

namespace dateline {
namespace {

constexpr std::size_t copy_piece_bytes = 1u << 20;

std::string header(std::string_view magic, std::uint64_t number) {
  std::string bytes(magic);
  append_fixed(bytes, number);
  return bytes;
}

/// A file read from the beginning in pieces. Not mapped: mapped pages would count as the indexer's
/// memory.
class InputFile {
 public:
  explicit InputFile(const std::filesystem::path& path)
      : path_(path), file_(std::fopen(path.c_str(), "rbe"), &std::fclose) {}

  /// Fills `bytes` up to its size; shortens it at the end of the file.
  Status read(std::string& bytes) {
    if (!file_) return io_failure("cannot open", path_, errno);
    bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file_.get()));
    if (std::ferror(file_.get()) != 0) return io_failure("cannot read", path_, errno);
    return {};
  }

 private:
  std::filesystem::path path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

/// Copies everything after the header.
Status append_file(const std::filesystem::path& from, FlatFileWriter& to) {
  InputFile input(from);
  std::string piece(segment_header_bytes, '\0');
  DATELINE_TRY(input.read(piece));
  for (;;) {
    piece.resize(copy_piece_bytes);
    DATELINE_TRY(input.read(piece));
    if (piece.empty()) return {};
    DATELINE_TRY(to.append(piece));
  }
}

/// Copies records, their offsets moved by `shift` (modulo what an offset can be).
Status append_records(const std::filesystem::path& from, std::uint64_t shift, FlatFileWriter& to) {
  InputFile input(from);
  std::string piece(segment_header_bytes, '\0');
  DATELINE_TRY(input.read(piece));
  for (;;) {
    piece.resize(4096 * sizeof(DocumentRecord));
    DATELINE_TRY(input.read(piece));
    if (piece.empty()) return {};
    if (piece.size() % sizeof(DocumentRecord) != 0)
      return failure(ErrorCode::corrupt, from.string() + " ends inside a record");
    for (std::size_t i = 0; i < piece.size(); i += sizeof(DocumentRecord)) {
      DocumentRecord record;
      std::memcpy(&record, piece.data() + i, sizeof record);
      record.set_stream_offset(record.stream_offset() + shift);
      std::memcpy(piece.data() + i, &record, sizeof record);
    }
    DATELINE_TRY(to.append(piece));
  }
}

void extend_days(SegmentInfo& info, Day first, Day last) noexcept {
  if (first == unknown_day) return;
  info.first_day = info.first_day == unknown_day ? first : std::min(info.first_day, first);
  info.last_day = info.last_day == unknown_day ? last : std::max(info.last_day, last);
}

}  // namespace

Result<SegmentWriter> SegmentWriter::create(const std::filesystem::path& directory) {
  DATELINE_ASSIGN(auto documents, FlatFileWriter::create(directory / "documents"));
  DATELINE_ASSIGN(auto tokens, FlatFileWriter::create(directory / "tokens"));
  DATELINE_TRY(documents.append(header(documents_magic, 0)));
  DATELINE_TRY(tokens.append(header(tokens_magic, 0)));
  return SegmentWriter(directory, std::move(documents), std::move(tokens));
}

Status SegmentWriter::add(DocumentRecord record, std::string_view stream, std::uint64_t text_bytes,
                          const ColumnValues& values) {
  record.set_stream_offset(tokens_.size());
  DATELINE_TRY(documents_.append({reinterpret_cast<const char*>(&record), sizeof record}));
  DATELINE_TRY(tokens_.append(stream));
  columns_.add(values);
  SegmentInfo one;
  one.documents = 1;
  one.first_number = one.last_number = record.number;
  one.text_bytes = text_bytes;
  one.first_day = one.last_day = record.day;
  one.has_undated = record.day == unknown_day;
  one.has_times = record.second_of_day() != 0;
  one.has_columns = true;
  extend_segment_info(info_, one);
  return {};
}

Status SegmentWriter::add_segment(const std::filesystem::path& directory, const SegmentInfo& info) {
  const std::uint64_t shift = tokens_.size() - segment_header_bytes;
  DATELINE_TRY(append_records(directory / "documents", shift, documents_));
  DATELINE_TRY(append_file(directory / "tokens", tokens_));
  sources_.push_back({directory, info.documents});
  extend_segment_info(info_, info);
  return {};
}

Status SegmentWriter::finish() {
  DATELINE_TRY(documents_.overwrite(0, header(documents_magic, info_.documents)));
  DATELINE_TRY(tokens_.overwrite(0, header(tokens_magic, tokens_.size())));
  DATELINE_TRY(documents_.close());
  DATELINE_TRY(tokens_.close());
  return finish_columns();
}

/// Where one of several segments has none, what they become has none.
Status SegmentWriter::finish_columns() {
  if (!sources_.empty()) return info_.has_columns ? merge_columns(sources_, directory_) : Status();
  info_.has_columns = true;
  return columns_.write(directory_);
}

void extend_segment_info(SegmentInfo& whole, const SegmentInfo& part) noexcept {
  if (whole.documents == 0) whole.first_number = part.first_number;
  whole.has_columns = part.has_columns && (whole.documents == 0 || whole.has_columns);
  whole.last_number = part.last_number;
  whole.documents += part.documents;
  whole.dead += part.dead;
  whole.text_bytes += part.text_bytes;
  whole.has_undated = whole.has_undated || part.has_undated;
  whole.has_times = whole.has_times || part.has_times;
  extend_days(whole, part.first_day, part.last_day);
}

}  // namespace dateline
