// How an indexer's working memory is divided among its workers and what they share.
#pragma once

#include <algorithm>
#include <cstddef>

namespace dateline {

struct MemoryPlan {
  explicit MemoryPlan(std::size_t memory_mb, std::size_t jobs) {
    const std::size_t bytes = memory_mb << 20;
    const std::size_t per_job = bytes * 6 / 10 / jobs;
    slab_bytes = std::clamp<std::size_t>(per_job / 8, 1u << 20, 8u << 20);
    analyzer_bytes = std::clamp<std::size_t>(per_job / 4, 2u << 20, 32u << 20);
    waiting_bytes = slab_bytes * (jobs + 1);
    store_bytes = std::clamp<std::size_t>(bytes / 32, 1u << 20, 16u << 20);
    vocabulary_bytes = bytes / 4;
  }
  std::size_t slab_bytes;        ///< text that a worker takes at once
  std::size_t analyzer_bytes;    ///< remembered chunks and words of a worker
  std::size_t waiting_bytes;     ///< text of slabs under way
  std::size_t store_bytes;       ///< each write buffer of the store
  std::size_t vocabulary_bytes;  ///< words shared by the workers
};

}  // namespace dateline
