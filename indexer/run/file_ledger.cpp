#include "indexer/run/file_ledger.hpp"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

constexpr std::string_view no_file{};
/// Reading so much takes longer than publishing an empty generation.
constexpr std::uint64_t bytes_worth_publishing = 16u << 20;

/// A file with more is read again each time.
constexpr std::size_t most_kept_rejects = 100;

void sort_superseded(std::vector<SupersededRecord>& records) {
  std::sort(records.begin(), records.end());
  records.erase(std::unique(records.begin(), records.end()), records.end());
}

}  // namespace

void FileLedger::attach(RunTables& tables) {
  tables_ = &tables;
  without_file_ = Roaring();
  deleted_ = Roaring();
  learnt_bytes_ = 0;
}

Result<std::optional<FileEntry>> FileLedger::find(std::string_view path) const {
  DATELINE_ASSIGN(const auto bytes, tables_->find_file(path));
  if (!bytes) return std::optional<FileEntry>();
  DATELINE_ASSIGN(auto entry, decode_file_entry(path, *bytes));
  return std::optional<FileEntry>(std::move(entry));
}

void FileLedger::will_read(std::vector<std::string> paths, IsFile is_file) {
  paths_ = std::move(paths);
  is_file_ = std::move(is_file);
}

bool FileLedger::has_deleted_documents(const FileEntry& entry) const {
  return entry.held.intersect(deleted_) || entry.has_superseded(deleted_);
}

void FileLedger::open(FileToRead file, std::optional<FileEntry> before) {
  if (before) file.base.adopt(before->longer_base);
  open_ = OpenFile{std::move(file), std::move(before).value_or(FileEntry()), {}};
}

void FileLedger::apply_base(std::string& key) const {
  if (open_) open_->file.base.apply(key);
}

/// Whether the document is that of a file which has the open one's path below another of the given
/// paths.
Result<bool> FileLedger::is_given_elsewhere(DocumentNumber holder) const {
  if (paths_.size() < 2) return false;
  for (const std::string& path : paths_) {
    const std::string& relative = open_->file.relative;
    for (const std::string& other : {path, path + "/" + relative}) {
      if (other == open_->file.path || !other.ends_with("/" + relative)) continue;
      DATELINE_ASSIGN(const auto entry, find(other));
      if (entry && entry->held.contains(holder) && is_file_(other)) return true;
    }
  }
  return false;
}

/// Before files were kept apart, equal ones had one document between them; that stays until one of
/// them changes.
Result<bool> FileLedger::keep_apart(std::string& key, DocumentNumber holder, bool same_content) {
  if (!open_ || open_->now.held.contains(holder)) return false;
  const bool was_ours = open_->before.held.contains(holder);
  if ((was_ours && same_content) || !open_->file.base.has_made(key)) return false;
  if (!observed_.contains(holder)) {
    if (was_ours) return false;
    DATELINE_ASSIGN(const bool is_anothers, is_given_elsewhere(holder));
    if (!is_anothers) return false;
  }
  return open_->file.base.lengthen(key);
}

bool FileLedger::is_longer(std::string_view key) const noexcept {
  return open_ && !open_->file.base.longer().empty() && open_->file.base.has_made(key);
}

bool FileLedger::is_of_another_file(DocumentNumber number) const {
  return observed_.contains(number) && !(open_ && open_->now.held.contains(number));
}

void FileLedger::rejected(const Reject& reject) {
  if (!open_) return;
  auto& rejects = open_->now.rejects;
  if (reject.reason == RejectReason::unreadable || rejects.size() == most_kept_rejects ||
      !reject.position.file.starts_with(open_->file.shown)) {
    open_->rejects_are_complete = false;
    return;
  }
  rejects.push_back(reject);
  rejects.back().position.file.erase(0, open_->file.shown.size());
}

void FileLedger::left_out(LeftOut what, std::uint64_t count) {
  if (open_) open_->now.left_out.add(what, count);
}

void FileLedger::observed(DocumentNumber number, const std::optional<ContentHash>& superseded) {
  if (!open_) {
    without_file_.add(number);
    return;
  }
  ++open_->now.records;
  if (superseded)
    open_->now.superseded.push_back({number, *superseded});
  else
    open_->now.held.add(number);
}

FileEntry FileLedger::entry_of_whole_file(const OpenFile& file) {
  FileEntry entry = file.now;
  entry.longer_base = file.file.base.longer();
  sort_superseded(entry.superseded);
  entry.gone = (file.before.all() | file.before.gone) - entry.all();
  return entry;
}

/// What was not observed may be in the part that was not read, or was rejected.
FileEntry FileLedger::entry_of_part(const OpenFile& file) {
  FileEntry entry = file.now;
  entry.longer_base = file.file.base.longer();
  const Roaring observed = entry.all();
  entry.held |= file.before.held;
  for (const SupersededRecord& record : file.before.superseded)
    if (!observed.contains(record.number)) entry.superseded.push_back({record.number, {}});
  sort_superseded(entry.superseded);
  entry.gone = file.before.gone - entry.all();
  return entry;
}

Result<Roaring> FileLedger::close(const FileReading& reading) {
  OpenFile file = std::exchange(open_, std::nullopt).value();
  // A key that is twice in the file: its first document was deleted by the second, and it is not
  // known yet what reading both again would do.
  const bool deleted_its_own = has_deleted_documents(file.now);
  file.before.remove(deleted_);
  file.now.remove(deleted_);
  const bool is_whole = reading.whole && file.rejects_are_complete && file.now.rejects.empty();
  FileEntry entry = is_whole ? entry_of_whole_file(file) : entry_of_part(file);
  entry.up_to_date = reading.whole && file.rejects_are_complete && !deleted_its_own;
  entry.stamp = reading.stamp;
  entry.content = reading.content;
  entry.reader = reading.reader;
  entry.racy = reading.racy;
  observed_ |= file.now.held;
  if (entry.up_to_date) learnt_bytes_ += entry.stamp.size;
  if (!is_whole) doubtful_ += (file.before.all() - file.now.all()).cardinality();
  DATELINE_TRY(put(file.file.path, entry));
  return is_whole ? file.before.all() - entry.all() : Roaring();
}

Status FileLedger::refresh(std::string_view path, const FileEntry& entry) {
  learnt_bytes_ += entry.stamp.size;
  return put(path, entry);
}

Status FileLedger::put(std::string_view path, const FileEntry& entry) {
  return tables_->put_file(path, encode_file_entry(entry));
}

Status FileLedger::for_each(
    const std::function<Status(std::string_view path, const FileEntry& entry)>& visit) const {
  return tables_->for_each_file([&](std::string_view path, std::string_view bytes) -> Status {
    if (path == no_file) return {};
    DATELINE_ASSIGN(const FileEntry entry, decode_file_entry(path, bytes));
    return visit(path, entry);
  });
}

Result<Roaring> FileLedger::without_file() const {
  DATELINE_ASSIGN(auto entry, find(no_file));
  Roaring numbers = without_file_;
  if (entry) numbers |= entry->held;
  return numbers - deleted_;
}

bool FileLedger::is_worth_publishing() const noexcept {
  return learnt_bytes_ >= bytes_worth_publishing;
}

Status FileLedger::save_without_file() {
  if (without_file_.isEmpty()) return {};
  FileEntry entry;
  DATELINE_ASSIGN(entry.held, without_file());
  return put(no_file, entry);
}

Status FileLedger::invalidate_files_of_deleted() {
  if (deleted_.isEmpty()) return {};
  return tables_->for_each_file([&](std::string_view path, std::string_view bytes) -> Status {
    DATELINE_ASSIGN(FileEntry entry, decode_file_entry(path, bytes));
    const bool held_some = has_deleted_documents(entry);
    if (!held_some && !entry.gone.intersect(deleted_)) return {};
    entry.remove(deleted_);
    if (held_some) entry.up_to_date = false;
    return put(path, entry);
  });
}

Status FileLedger::save() {
  // The part that was read of the open file; close() will put the rest in its place.
  if (open_) {
    open_->before.remove(deleted_);
    open_->now.remove(deleted_);
    DATELINE_TRY(put(open_->file.path, entry_of_part(*open_)));
  }
  DATELINE_TRY(save_without_file());
  return invalidate_files_of_deleted();
}

}  // namespace dateline
