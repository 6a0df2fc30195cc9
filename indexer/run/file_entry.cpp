#include "indexer/run/file_entry.hpp"

#include <algorithm>
#include <array>

#include "common/base/bytes.hpp"

namespace dateline {
namespace {

constexpr std::uint64_t up_to_date_flag = 1;
constexpr std::uint64_t racy_flag = 2;
/// Only where there is something to count: most files hold nothing that is left out.
constexpr std::uint64_t left_out_flag = 4;
constexpr std::uint64_t longer_base_flag = 8;
/// Of web archives and mails.
constexpr std::uint64_t contents_left_out_flag = 16;

/// Runs of numbers as pairs of varints, the gap before the run and its length less one, after the
/// number of runs: most files' documents are one run, and most of those one document.
void append_numbers(std::string& out, const Roaring& numbers) {
  std::string runs;
  std::uint64_t count = 0, end = 0, begin = 0, next = 0;
  const auto close_run = [&] {
    append_varint(runs, begin - end);
    append_varint(runs, next - begin - 1);
    end = next;
    ++count;
  };
  for (const std::uint32_t number : numbers) {
    if (next != 0 && number == next) {
      ++next;
      continue;
    }
    if (next != 0) close_run();
    begin = number;
    next = begin + 1;
  }
  if (next != 0) close_run();
  append_varint(out, count);
  out += runs;
}

bool read_numbers(ByteReader& reader, Roaring& numbers) {
  constexpr std::uint64_t limit = std::uint64_t{1} << 32;
  std::uint64_t count = 0, end = 0;
  if (!reader.read_varint(count)) return false;
  for (; count > 0; --count) {
    std::uint64_t gap = 0, more = 0;
    if (!reader.read_varint(gap) || !reader.read_varint(more)) return false;
    if (gap >= limit || more >= limit || end + gap + more >= limit) return false;
    numbers.addRange(end + gap, end + gap + more + 1);
    end += gap + more + 1;
  }
  return true;
}

void append_text(std::string& out, std::string_view text) {
  append_varint(out, text.size());
  out += text;
}

bool read_text(ByteReader& reader, std::string& text) {
  std::uint64_t length = 0;
  std::string_view bytes;
  if (!reader.read_varint(length) || !reader.read_bytes(length, bytes)) return false;
  text = bytes;
  return true;
}

void append_rejects(std::string& out, const std::vector<Reject>& rejects) {
  append_varint(out, rejects.size());
  for (const Reject& reject : rejects) {
    append_text(out, reject.position.file);
    append_varint(out, reject.position.line);
    append_varint(out, reject.position.offset);
    append_text(out, to_string(reject.reason));
    append_text(out, reject.detail);
  }
}

bool read_rejects(ByteReader& reader, std::vector<Reject>& rejects) {
  std::uint64_t count = 0;
  if (!reader.read_varint(count)) return false;
  for (; count > 0; --count) {
    Reject reject;
    std::string reason;
    if (!read_text(reader, reject.position.file) || !reader.read_varint(reject.position.line) ||
        !reader.read_varint(reject.position.offset) || !read_text(reader, reason) ||
        !read_text(reader, reject.detail))
      return false;
    const auto known = parse_reject_reason(reason);
    if (!known) return false;
    reject.reason = *known;
    rejects.push_back(std::move(reject));
  }
  return true;
}

void append_superseded(std::string& out, const std::vector<SupersededRecord>& superseded) {
  append_varint(out, superseded.size());
  for (const SupersededRecord& record : superseded) {
    append_varint(out, record.number);
    append_fixed(out, record.content.low);
    append_fixed(out, record.content.high);
  }
}

bool read_superseded(ByteReader& reader, std::vector<SupersededRecord>& superseded) {
  std::uint64_t count = 0;
  if (!reader.read_varint(count)) return false;
  for (; count > 0; --count) {
    SupersededRecord record;
    std::uint64_t number = 0;
    if (!reader.read_varint(number) || !reader.read_fixed(record.content.low) ||
        !reader.read_fixed(record.content.high))
      return false;
    record.number = static_cast<DocumentNumber>(number);
    superseded.push_back(record);
  }
  return true;
}

void append_left_out(std::string& out, const LeftOutCounts& counts) {
  append_varint(out, counts.hidden);
  append_varint(out, counts.links);
  append_varint(out, counts.others);
}

bool read_left_out(ByteReader& reader, LeftOutCounts& counts) {
  return reader.read_varint(counts.hidden) && reader.read_varint(counts.links) &&
         reader.read_varint(counts.others);
}

constexpr std::array contents_left_out{&LeftOutCounts::records, &LeftOutCounts::failures,
                                       &LeftOutCounts::media, &LeftOutCounts::copies,
                                       &LeftOutCounts::attachments};

bool has_contents_left_out(const LeftOutCounts& counts) noexcept {
  return counts.all() != counts.hidden + counts.links + counts.others;
}

void append_contents_left_out(std::string& out, const LeftOutCounts& counts) {
  for (const auto count : contents_left_out) append_varint(out, counts.*count);
}

bool read_contents_left_out(ByteReader& reader, LeftOutCounts& counts) {
  return std::all_of(contents_left_out.begin(), contents_left_out.end(),
                     [&](const auto count) { return reader.read_varint(counts.*count); });
}

bool read_entry(ByteReader& reader, FileEntry& entry) {
  std::uint64_t flags = 0;
  const bool whole =
      reader.read_varint(flags) && reader.read_varint(entry.stamp.size) &&
      reader.read_fixed(entry.stamp.mtime_ns) && reader.read_fixed(entry.stamp.ctime_ns) &&
      reader.read_varint(entry.stamp.inode) && reader.read_fixed(entry.content.low) &&
      reader.read_fixed(entry.content.high) && reader.read_fixed(entry.reader) &&
      reader.read_varint(entry.records) && read_rejects(reader, entry.rejects) &&
      read_numbers(reader, entry.held) && read_superseded(reader, entry.superseded) &&
      read_numbers(reader, entry.gone);
  entry.up_to_date = (flags & up_to_date_flag) != 0;
  entry.racy = (flags & racy_flag) != 0;
  return whole && ((flags & left_out_flag) == 0 || read_left_out(reader, entry.left_out)) &&
         ((flags & longer_base_flag) == 0 || read_text(reader, entry.longer_base)) &&
         ((flags & contents_left_out_flag) == 0 || read_contents_left_out(reader, entry.left_out));
}

std::uint64_t flags_of(const FileEntry& entry) noexcept {
  return (entry.up_to_date ? up_to_date_flag : 0) | (entry.racy ? racy_flag : 0) |
         (entry.left_out.all() != 0 ? left_out_flag : 0) |
         (entry.longer_base.empty() ? 0 : longer_base_flag) |
         (has_contents_left_out(entry.left_out) ? contents_left_out_flag : 0);
}

}  // namespace

Roaring FileEntry::all() const {
  Roaring numbers = held;
  for (const SupersededRecord& record : superseded) numbers.add(record.number);
  return numbers;
}

bool FileEntry::has_superseded(const Roaring& numbers) const {
  return std::any_of(superseded.begin(), superseded.end(), [&](const SupersededRecord& record) {
    return numbers.contains(record.number);
  });
}

void FileEntry::remove(const Roaring& numbers) {
  held -= numbers;
  gone -= numbers;
  std::erase_if(superseded,
                [&](const SupersededRecord& record) { return numbers.contains(record.number); });
}

std::string encode_file_entry(const FileEntry& entry) {
  std::string bytes;
  append_varint(bytes, flags_of(entry));
  append_varint(bytes, entry.stamp.size);
  append_fixed(bytes, entry.stamp.mtime_ns);
  append_fixed(bytes, entry.stamp.ctime_ns);
  append_varint(bytes, entry.stamp.inode);
  append_fixed(bytes, entry.content.low);
  append_fixed(bytes, entry.content.high);
  append_fixed(bytes, entry.reader);
  append_varint(bytes, entry.records);
  append_rejects(bytes, entry.rejects);
  append_numbers(bytes, entry.held);
  append_superseded(bytes, entry.superseded);
  append_numbers(bytes, entry.gone);
  if (entry.left_out.all() != 0) append_left_out(bytes, entry.left_out);
  if (!entry.longer_base.empty()) append_text(bytes, entry.longer_base);
  if (has_contents_left_out(entry.left_out)) append_contents_left_out(bytes, entry.left_out);
  return bytes;
}

Result<FileEntry> decode_file_entry(std::string_view path, std::string_view bytes) {
  FileEntry entry;
  ByteReader reader(bytes);
  if (read_entry(reader, entry)) return entry;
  return failure(ErrorCode::corrupt,
                 "what is stored of the input file " + std::string(path) + " cannot be read",
                 "run dateline-index check --full on the index");
}

}  // namespace dateline
