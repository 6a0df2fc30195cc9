#include "indexer/readers/warc/captures.hpp"

#include <xxhash.h>

namespace dateline {
namespace {

constexpr std::size_t most_captures = 500'000;

std::uint64_t hash(std::string_view bytes, std::uint64_t seed = 0) noexcept {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace

Captures::Seen Captures::note(std::string_view uri, std::string_view body) {
  const std::uint64_t address = hash(uri);
  const std::uint64_t content = hash(body, address);
  if (contents_.contains(content)) return Seen::same;
  const bool before = uris_.contains(address);
  if (contents_.size() < most_captures) {
    uris_.insert(address);
    contents_.insert(content);
  }
  return before ? Seen::before : Seen::never;
}

bool Captures::has(std::string_view uri) const {
  return uris_.contains(hash(uri));
}

}  // namespace dateline
