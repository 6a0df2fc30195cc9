#include "indexer/maintain/readable_entries.hpp"

#include <string>

#include "common/format/store/rocksdb_guard.hpp"

namespace dateline {
namespace {

/// Keys differ within this many bytes after the prefix that they share with their neighbour; those
/// that differ later are lost with the block before them.
constexpr std::size_t searched_bytes = 12;

/// Whether the iterator can be at or after `target`: on an entry, or at the end.
bool can_seek(rocksdb::Iterator& entry, const std::string& target) {
  entry.Seek(target);
  return entry.Valid() || entry.status().ok();
}

/// The first string after all that begin with `prefix`; empty if there is none.
std::string behind(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(prefix.back() + 1);
  return prefix;
}

/// A target after `failing` that can be sought, as near as cutting bytes off `failing` comes;
/// empty if there is none.
std::string readable_target(rocksdb::Iterator& entry, std::string failing) {
  while (!failing.empty()) {
    const std::string target = behind(failing);
    if (target.empty()) return {};
    if (can_seek(entry, target)) return target;
    failing.pop_back();
  }
  return {};
}

/// Narrows the gap between a target that fails and one that does not, byte by byte.
std::string first_readable(rocksdb::Iterator& entry, const std::string& failing,
                           std::string readable) {
  std::string prefix;
  while (prefix.size() < failing.size() && prefix.size() < readable.size() &&
         failing[prefix.size()] == readable[prefix.size()])
    prefix += failing[prefix.size()];
  bool on_failing_edge = true;  // whether `prefix` is one of `failing`
  for (std::size_t i = 0; i < searched_bytes; ++i) {
    const std::size_t at = prefix.size();
    unsigned low =
        on_failing_edge && at < failing.size() ? static_cast<unsigned char>(failing[at]) : 0;
    unsigned high = 256;
    if (at < readable.size() && readable.compare(0, at, prefix) == 0)
      high = static_cast<unsigned char>(readable[at]);
    // Invariant: prefix + low fails, prefix + high can be sought or is `readable` itself.
    while (low + 1 < high) {
      const unsigned middle = (low + high) / 2;
      std::string target = prefix + static_cast<char>(middle);
      if (can_seek(entry, target)) {
        high = middle;
        readable = std::move(target);
      } else {
        low = middle;
      }
    }
    on_failing_edge =
        on_failing_edge && at < failing.size() && low == static_cast<unsigned char>(failing[at]);
    prefix += static_cast<char>(low);
  }
  return readable;
}

/// Moves past the damage that seeking `failing` meets; false where nothing readable follows.
bool seek_past(rocksdb::Iterator& entry, const std::string& failing) {
  const std::string readable = readable_target(entry, failing);
  if (readable.empty()) return false;
  return can_seek(entry, first_readable(entry, failing, readable)) && entry.Valid();
}

}  // namespace

Result<bool> for_each_readable(
    rocksdb::Iterator& entry,
    const std::function<Status(std::string_view key, std::string_view value)>& visit) {
  bool whole = true;
  std::string next;  // the smallest key that was not looked at yet
  entry.SeekToFirst();
  for (;;) {
    for (; entry.Valid(); entry.Next()) {
      DATELINE_TRY(visit(bytes_of(entry.key()), bytes_of(entry.value())));
      next.assign(entry.key().data(), entry.key().size());
      next.push_back('\0');
    }
    if (entry.status().ok()) return whole;
    whole = false;
    if (next.empty()) next.push_back('\0');
    if (can_seek(entry, next)) {
      if (!entry.Valid()) return false;
      continue;
    }
    if (!seek_past(entry, next)) return false;
  }
}

}  // namespace dateline
