#include "indexer/write/string_table.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dateline {
namespace {

constexpr std::size_t first_slot_count = 1024;

}  // namespace

std::uint64_t hash_bytes(std::string_view bytes) noexcept {
  return XXH3_64bits(bytes.data(), bytes.size());
}

StringTable::StringTable() {
  clear();
}

void StringTable::clear() {
  arena_ = {};
  ends_.assign(1, 0);
  slots_.assign(first_slot_count, Slot{});
}

std::pair<std::uint32_t, bool> StringTable::insert(std::string_view text, std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.index_plus_one == 0) {
      const auto index = static_cast<std::uint32_t>(size());
      slot = {index + 1, tag};
      arena_.append(text);
      ends_.push_back(arena_.size());
      if (size() * 4 > slots_.size() * 3) grow();
      return {index, true};
    }
    if (slot.hash == tag && at(slot.index_plus_one - 1) == text)
      return {slot.index_plus_one - 1, false};
  }
}

void StringTable::grow() {
  slots_.assign(slots_.size() * 2, Slot{});
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t index = 0; index < size(); ++index) {
    const std::uint64_t hash = hash_bytes(at(index));
    std::size_t i = hash & mask;
    while (slots_[i].index_plus_one != 0) i = (i + 1) & mask;
    slots_[i] = {index + 1, static_cast<std::uint32_t>(hash >> 32)};
  }
}

}  // namespace dateline
