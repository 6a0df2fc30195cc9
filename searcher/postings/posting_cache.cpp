#include "searcher/postings/posting_cache.hpp"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

constexpr unsigned times_before_keeping = 2;

}  // namespace

std::shared_ptr<const PostingBlocks> PostingCache::find(const PostingSource& source,
                                                        const std::string& stem) {
  std::shared_ptr<const PostingBlocks> blocks;
  if (!is_due(stem, blocks)) return blocks;
  // Not under the lock: two threads may read the same list, and none waits for another's.
  if (auto read = PostingBlocks::read(source, stem))
    blocks = std::make_shared<const PostingBlocks>(std::move(*read));
  keep(stem, blocks);
  return blocks;
}

std::size_t PostingCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

bool PostingCache::is_due(const std::string& stem, std::shared_ptr<const PostingBlocks>& kept) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[stem];
  entry.last_used = ++uses_;
  kept = entry.blocks;
  return kept == nullptr && !entry.too_large && entry.asked_for++ >= times_before_keeping;
}

void PostingCache::keep(const std::string& stem, std::shared_ptr<const PostingBlocks> blocks) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[stem];
  if (entry.blocks != nullptr) return;
  entry.too_large = blocks == nullptr || blocks->bytes() > most_bytes_;
  if (entry.too_large) return;
  while (bytes_ + blocks->bytes() > most_bytes_) drop_least_recent();
  bytes_ += blocks->bytes();
  entry.blocks = std::move(blocks);
}

/// Something must be kept. Looks at all entries: there are a few thousand, and reading a list takes
/// longer.
void PostingCache::drop_least_recent() {
  const auto oldest =
      std::min_element(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) {
        const bool a_kept = a.second.blocks != nullptr;
        const bool b_kept = b.second.blocks != nullptr;
        return a_kept != b_kept ? a_kept : a.second.last_used < b.second.last_used;
      });
  bytes_ -= oldest->second.blocks->bytes();
  oldest->second.blocks = nullptr;
  oldest->second.asked_for = 0;
}

}  // namespace dateline
