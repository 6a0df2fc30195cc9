#include "indexer/run/run_decider.hpp"

#include <algorithm>
#include <utility>

#include "common/format/schema.hpp"
#include "common/format/store/document_codec.hpp"

namespace dateline {
namespace {

/// Versions of one key that were superseded within an input and are remembered.
constexpr std::size_t remembered_versions = 16;

bool contains(const std::vector<ContentHash>& hashes, const ContentHash& hash) {
  return std::find(hashes.begin(), hashes.end(), hash) != hashes.end();
}

Status check_key(const std::string& key) {
  if (!key.empty() && key.size() <= max_key_bytes && key.find('\0') == std::string::npos) return {};
  return failure(ErrorCode::bad_input, "a document's key must have 1 to 1,024 bytes and no NUL");
}

}  // namespace

void RunDecider::begin(RunTables& tables, DocumentNumber next_document) {
  tables_ = &tables;
  files_.attach(tables);
  next_document_ = next_document;
  deleted_.clear();
  has_changes_ = false;
  if (span_ == InputSpan::publication) {
    repeats_.clear();
    confirmed_ = {};
  }
  if (span_ == InputSpan::publication || first_document_of_input_ == 0)
    first_document_of_input_ = next_document;
}

/// What is live under the key. A key that was made from a file's path, and that another file of
/// this run has, is made longer: two files never become one document.
Result<std::optional<KeyEntry>> RunDecider::find_own(std::string& key, const ContentHash& hash) {
  for (;;) {
    DATELINE_TRY(check_key(key));
    DATELINE_ASSIGN(auto old, tables_->find_key(key));
    if (!old) return old;
    DATELINE_ASSIGN(const bool longer, files_.keep_apart(key, old->number, old->hash == hash));
    if (!longer) return old;
  }
}

/// Whether the document has this content, or had it before a later part of the same input replaced
/// it.
bool RunDecider::is_known(const KeyEntry& known, const ContentHash& hash) {
  if (known.hash == hash) {
    if (known.number < first_document_of_input_) confirmed_.add(known.number);
    return true;
  }
  if (!contains(known.superseded, hash)) return false;
  note_repeat(known.number, hash);
  return true;
}

/// Part of the input holds the document's key with this content, which was replaced by what came
/// later in the same input.
void RunDecider::note_repeat(DocumentNumber number, const ContentHash& content) {
  auto& repeats = repeats_[number];
  if (!contains(repeats, content)) repeats.push_back(content);
}

/// What this input has already held under the key of a document of an earlier one.
std::vector<ContentHash> RunDecider::held_before(const KeyEntry& old) const {
  std::vector<ContentHash> held;
  if (const auto repeats = repeats_.find(old.number); repeats != repeats_.end())
    held = repeats->second;
  if (confirmed_.contains(old.number)) held.push_back(old.hash);
  return held;
}

/// The live document under a key is deleted. What this input held before is remembered, so that the
/// same input changes nothing; what only earlier ones held may come back.
void RunDecider::replace(const KeyEntry& old, KeyEntry& entry) {
  counts_.ids_in_several_files += files_.is_of_another_file(old.number);
  mark_deleted(old.number);
  if (old.number < first_document_of_input_) {
    ++counts_.replaced;
    entry.superseded = held_before(old);
  } else {
    ++counts_.superseded;
    entry.superseded = old.superseded;
    entry.superseded.push_back(old.hash);
  }
  if (entry.superseded.size() > remembered_versions)
    entry.superseded.erase(entry.superseded.begin());
}

void RunDecider::mark_deleted(DocumentNumber number) {
  has_changes_ = true;
  deleted_.push_back(number);
  files_.deleted(number);
}

Result<RunDecider::Decision> RunDecider::add(Document& document) {
  KeyEntry entry;
  entry.hash = content_hash(document);
  files_.apply_base(document.key);
  DATELINE_ASSIGN(const auto old, find_own(document.key, entry.hash));
  if (old && is_known(*old, entry.hash)) {
    ++counts_.unchanged;
    const bool is_current = old->hash == entry.hash;
    files_.observed(old->number, is_current ? std::nullopt : std::optional(entry.hash));
    return Decision{AddOutcome::unchanged, old->number};
  }
  entry.number = next_document_;
  if (old)
    replace(*old, entry);
  else
    ++counts_.added;
  counts_.kept_apart += files_.is_longer(document.key);
  DATELINE_TRY(tables_->put_key(document.key, entry));
  files_.observed(entry.number, std::nullopt);
  has_changes_ = true;
  ++next_document_;
  return Decision{old ? AddOutcome::replaced : AddOutcome::added, entry.number};
}

Result<bool> RunDecider::remove(std::string_view key) {
  DATELINE_ASSIGN(const auto entry, tables_->find_key(key));
  if (!entry) return false;
  DATELINE_TRY(tables_->delete_key(key));
  repeats_.erase(entry->number);
  mark_deleted(entry->number);
  ++counts_.removed;
  return true;
}

Result<std::optional<std::string>> RunDecider::key_of(DocumentNumber number) {
  DATELINE_ASSIGN(auto key, tables_->stored_key(number));
  if (!key) return key;
  DATELINE_ASSIGN(const auto entry, tables_->find_key(*key));
  if (!entry || entry->number != number) key.reset();
  return key;
}

void RunDecider::will_read(std::vector<std::string> paths, FileLedger::IsFile is_file) {
  files_.will_read(std::move(paths), std::move(is_file));
}

void RunDecider::open_file(FileToRead file, std::optional<FileEntry> before) {
  files_.open(std::move(file), std::move(before));
}

Status RunDecider::skip_file(std::string_view path, FileEntry entry, const FileStamp& stamp,
                             bool racy) {
  files_.skipped(entry);
  confirmed_ |= entry.held;
  for (const SupersededRecord& record : entry.superseded)
    if (record.content != ContentHash()) note_repeat(record.number, record.content);
  if (entry.stamp == stamp && entry.racy == racy) return {};
  entry.stamp = stamp;
  entry.racy = racy;
  return files_.refresh(path, entry);
}

}  // namespace dateline
