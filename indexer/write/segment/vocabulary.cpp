#include "indexer/write/segment/vocabulary.hpp"

#include <algorithm>

#include "indexer/write/store/store_writer.hpp"

namespace dateline {

Vocabulary::Vocabulary(StoreWriter& store, WordNumber next) : store_(store), next_(next) {}

Result<Vocabulary::Entry> Vocabulary::load(std::string_view word) {
  DATELINE_ASSIGN(const auto stored, store_.word(word));
  if (stored) return Entry{stored->number, stored->documents, false};
  return Entry{next_.fetch_add(1), 0, true};
}

Result<Vocabulary::Entry*> Vocabulary::find(Shard& shard, std::string_view word,
                                            std::uint64_t hash) {
  const auto [index, is_new] = shard.words.insert(word, hash);
  if (is_new) {
    auto entry = load(word);
    // The entries stay in step with the table even where the store failed; the run ends with that
    // failure.
    shard.entries.push_back(entry.value_or(Entry{}));
    if (!entry) return tl::unexpected(std::move(entry.error()));
  }
  return &shard.entries[index];
}

Result<WordNumber> Vocabulary::number(std::string_view word) {
  const std::uint64_t hash = hash_bytes(word);
  Shard& shard = shard_of(hash);
  const std::lock_guard lock(shard.mutex);
  return find(shard, word, hash).map([](const Entry* entry) { return entry->number; });
}

Status Vocabulary::add_documents(const std::vector<Count>& counts) {
  for (const Count& count : counts) {
    const std::uint64_t hash = hash_bytes(count.word);
    Shard& shard = shard_of(hash);
    const std::lock_guard lock(shard.mutex);
    DATELINE_ASSIGN(Entry* const entry, find(shard, count.word, hash));
    entry->documents += count.documents;
  }
  return {};
}

std::vector<Vocabulary::WordOf> Vocabulary::sorted_words() const {
  std::vector<WordOf> words;
  for (const Shard& shard : shards_)
    for (std::uint32_t i = 0; i < shard.entries.size(); ++i)
      words.push_back({shard.words.at(i), &shard.entries[i]});
  std::sort(words.begin(), words.end(),
            [](const WordOf& a, const WordOf& b) { return a.word < b.word; });
  return words;
}

Status Vocabulary::flush(const Analyzer& analyzer) {
  // In their order, RocksDB finds the place of each beside the one before it.
  for (const auto& [word, entry] : sorted_words()) {
    DATELINE_TRY(store_.put_word(word, entry->number, entry->documents));
    if (entry->is_new) DATELINE_TRY(store_.put_family(analyzer.stem(word), word, entry->number));
  }
  for (Shard& shard : shards_) {
    shard.words.clear();
    shard.entries.clear();
  }
  return {};
}

std::size_t Vocabulary::bytes() const {
  std::size_t bytes = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    bytes += shard.words.bytes() + shard.entries.capacity() * sizeof(Entry);
  }
  return bytes;
}

}  // namespace dateline
