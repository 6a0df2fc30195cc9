#include "indexer/maintain/file_skipper.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <utility>

#include "common/base/bytes.hpp"
#include "indexer/publish/index_marks.hpp"
#include "indexer/readers/text/names.hpp"

namespace dateline {
namespace {

/// The coarsest clock of a file system that news lies on (FAT; most have 10 ms or less).
constexpr std::int64_t coarsest_tick_ns = 2'000'000'000;

std::int64_t nanoseconds(const timespec& time) noexcept {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::int64_t now_ns() noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return nanoseconds(now);
}

/// All zeros, which no file has, if it is unknown.
FileStamp stamp_of(int fd) noexcept {
  struct stat status {};
  if (::fstat(fd, &status) != 0) return {};
  return {.size = static_cast<std::uint64_t>(status.st_size),
          .mtime_ns = nanoseconds(status.st_mtim),
          .ctime_ns = nanoseconds(status.st_ctim),
          .inode = status.st_ino};
}

/// Whether a change after `now` could leave the stamp as it is.
bool is_racy(const FileStamp& stamp, std::int64_t now) noexcept {
  return std::max(stamp.mtime_ns, stamp.ctime_ns) + coarsest_tick_ns > now;
}

void append_text(std::string& out, const std::string& text) {
  append_varint(out, text.size());
  out += text;
}

/// Whether there is nothing between the "!" after an archive's name and what follows a member's.
bool is_of_nameless_member(std::string_view key, std::string_view base) noexcept {
  if (!key.starts_with(base)) return false;
  key.remove_prefix(base.size());
  return key.starts_with('!') && (key.ends_with('!') || key.find("!#") != std::string_view::npos);
}

std::string describe_options(const ReaderOptions& options) {
  std::string text;
  append_varint(text, reader_version);
  append_varint(text, static_cast<std::uint64_t>(options.format));
  append_varint(text, options.max_document_bytes);
  append_varint(text, options.articles_only ? 1 : 0);
  append_fixed(text, options.max_inflation_ratio);
  const Date date = options.default_date.value_or(Date());
  append_fixed(text, date.day);
  append_fixed(text, date.second_of_day);
  append_varint(text, static_cast<std::uint64_t>(date.precision));
  for (const std::string* part : {&options.encoding, &options.default_source,
                                  &options.default_language, &options.key_prefix, &options.query})
    append_text(text, *part);
  for (const auto& [name, field] : options.field_map) {
    append_text(text, name);
    append_text(text, field);
  }
  return text;
}

}  // namespace

std::string absolute_name(const std::string& path) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  std::string name = (error ? std::filesystem::path(path) : absolute).lexically_normal();
  while (name.size() > 1 && name.back() == '/') name.pop_back();
  return name;
}

FileSkipper::FileSkipper(RunDecider& decider, const Options& options, DocumentSink& sink)
    : decider_(decider),
      options_(options),
      sink_(sink),
      options_text_(describe_options(options.reader)) {}

Result<bool> FileSkipper::before(int fd, const std::string& path, const std::string& relative) {
  if (options_.reader.stop != nullptr && options_.reader.stop->load(std::memory_order_relaxed))
    return failure(ErrorCode::cancelled, "the update was asked to stop");
  const std::string name = absolute_name(path);
  if (options_.walked != nullptr) options_.walked->met(name);
  if (!options_.one_path && !met_files_.is_new(fd)) return false;
  ++counts_.files;
  const std::int64_t now = now_ns();
  const FileStamp stamp = stamp_of(fd);
  const std::string reader = options_text_ + relative;
  reading_ = {.stamp = stamp,
              .content = {},
              .reader = XXH3_64bits(reader.data(), reader.size()),
              .racy = is_racy(stamp, now),
              .whole = false};
  const FileLedger& files = decider_.files();
  DATELINE_ASSIGN(auto entry, files.find(name));
  if (options_.removed != nullptr && !(entry && entry->has_superseded(*options_.removed)))
    return false;
  const bool comparable = !options_.reread && entry && entry->up_to_date &&
                          entry->reader == reading_.reader && entry->stamp.size == stamp.size &&
                          !files.has_deleted_documents(*entry);
  if (comparable) {
    DATELINE_ASSIGN(const bool same, holds_the_same(fd, *entry));
    if (same) {
      DATELINE_TRY(skip(name, path, std::move(*entry)));
      return false;
    }
  }
  const std::string base = clean_name(relative);
  base_ = options_.reader.key_prefix + base;
  decider_.open_file({.path = name,
                      .shown = clean_name(path),
                      .relative = relative,
                      .base = KeyBase(options_.reader.key_prefix, base, clean_name(name))},
                     std::move(entry));
  return true;
}

/// What cannot be hashed is read, and becomes a reject.
Result<bool> FileSkipper::holds_the_same(int fd, const FileEntry& entry) {
  if (entry.stamp == reading_.stamp && !entry.racy) return true;
  FileSource source(fd, "", options_.reader);
  const auto content = source.hash_to_end();
  if (content && *content == entry.content && stamp_of(fd) == reading_.stamp) return true;
  if (::lseek(fd, 0, SEEK_SET) != 0)
    return failure(ErrorCode::io, "cannot go back to the beginning of a file");
  return false;
}

Status FileSkipper::skip(const std::string& name, const std::string& path, FileEntry entry) {
  ++counts_.skipped;
  counts_.documents += entry.records;
  counts_.bytes += entry.stamp.size;
  for (Reject reject : entry.rejects) {
    reject.position.file.insert(0, clean_name(path));
    DATELINE_TRY(sink_.reject(std::move(reject)));
  }
  for (const LeftOutKind& kind : all_left_out)
    sink_.left_out(kind.what, entry.left_out.*kind.count);
  return decider_.skip_file(name, std::move(entry), reading_.stamp, reading_.racy);
}

Status FileSkipper::after(int fd, FileSource& source) {
  const auto content = source.hash_to_end();
  if (content) reading_.content = *content;
  reading_.whole = content && stamp_of(fd) == reading_.stamp;
  DATELINE_ASSIGN(const Roaring gone, decider_.close_file(reading_));
  return remove_nameless(gone);
}

/// Older programs gave members of a zip with names in UTF-8 one key between them, without any name.
/// What is left of that is a document that the file has under its own key now.
Status FileSkipper::remove_nameless(const Roaring& gone) {
  for (const DocumentNumber number : gone) {
    DATELINE_ASSIGN(const auto key, decider_.key_of(number));
    if (key && is_of_nameless_member(*key, base_)) DATELINE_TRY(decider_.remove(*key));
  }
  return {};
}

bool FileSkipper::leaves_out(const std::string& folder) {
  if (!holds_index(folder)) return false;
  std::string name = clean_name(folder);
  if (std::find(index_folders_.begin(), index_folders_.end(), name) == index_folders_.end())
    index_folders_.push_back(std::move(name));
  return true;
}

void FileSkipper::next_path() {
  met_files_.next_path();
}

void FileSkipper::unreadable(const std::string& path) {
  if (options_.walked != nullptr) options_.walked->unreadable(absolute_name(path));
}

}  // namespace dateline
