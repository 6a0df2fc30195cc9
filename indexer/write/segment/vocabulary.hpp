// The numbers of words, shared by all workers of a run, and the count of documents that hold each.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "common/format/segment/word_code.hpp"
#include "dateline/error.hpp"
#include "indexer/write/string_table.hpp"

namespace dateline {

class StoreWriter;

/// Finds or gives the numbers of words. Words of earlier runs are looked up in the store when they
/// first occur, so that a small run over a large vocabulary stays small. number() and
/// add_documents() are safe from many threads; flush() is not.
class Vocabulary {
 public:
  /// `next` is the first free number, at least 1.
  Vocabulary(StoreWriter& store, WordNumber next);

  Result<WordNumber> number(std::string_view word);

  /// A word and how many more documents hold it.
  struct Count {
    std::string_view word;
    std::uint32_t documents;
  };
  Status add_documents(const std::vector<Count>& counts);

  /// Writes words, families of stems and the next free number to the store, and forgets them.
  Status flush(const Analyzer& analyzer);

  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] WordNumber next_number() const noexcept { return next_.load(); }

 private:
  struct Entry {
    WordNumber number;
    std::uint32_t documents;  ///< those that the store already counted included
    bool is_new;
  };
  struct Shard {
    mutable std::mutex mutex;
    StringTable words;
    std::vector<Entry> entries;  ///< by index in `words`
  };
  static constexpr std::size_t shard_count = 16;

  /// By the top bits, which the shard's table does not use for its slots.
  Shard& shard_of(std::uint64_t hash) noexcept { return shards_[hash >> 60]; }
  Result<Entry> load(std::string_view word);
  /// The word's entry in its (locked) shard, loaded or made where it is not there.
  Result<Entry*> find(Shard& shard, std::string_view word, std::uint64_t hash);
  struct WordOf {
    std::string_view word;
    const Entry* entry;
  };
  [[nodiscard]] std::vector<WordOf> sorted_words() const;

  StoreWriter& store_;
  std::atomic<WordNumber> next_;
  std::array<Shard, shard_count> shards_;
};

}  // namespace dateline
