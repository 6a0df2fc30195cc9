// Unpacked postings of the stems that searches ask for again and again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "searcher/postings/posting_blocks.hpp"

namespace dateline {

/// What all segments of a generation may keep together.
inline constexpr std::size_t posting_cache_bytes = std::size_t{64} << 20;

/// Whether the postings of a stem that so many of all documents hold are worth keeping. Those of
/// rarer ones are read quickly, and are too many.
[[nodiscard]] constexpr bool is_worth_keeping(double holding, double documents) noexcept {
  return holding * block_documents >= documents;
}

/// Of one segment. Keeps a stem's postings from the third time on that they are asked for, so that
/// a program that asks once pays nothing, until others take their room. Safe from many threads.
class PostingCache {
 public:
  explicit PostingCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Null where the postings are not kept (yet). `source` is the segment's, the stem worth keeping.
  /// Throws what PostingBlocks::read does.
  [[nodiscard]] std::shared_ptr<const PostingBlocks> find(const PostingSource& source,
                                                          const std::string& stem);
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Entry {
    std::shared_ptr<const PostingBlocks> blocks;
    unsigned asked_for = 0;
    bool too_large = false;
    std::uint64_t last_used = 0;
  };
  /// Whether the caller must read the postings; else `kept` is what there is.
  bool is_due(const std::string& stem, std::shared_ptr<const PostingBlocks>& kept);
  void keep(const std::string& stem, std::shared_ptr<const PostingBlocks> blocks);
  void drop_least_recent();

  std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
  std::size_t bytes_ = 0;
  std::uint64_t uses_ = 0;
};

}  // namespace dateline
