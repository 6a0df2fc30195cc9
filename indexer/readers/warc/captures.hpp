// What was read from a web archive so far: the same address may come again.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace dateline {

/// Remembers hashes only, and at most 500,000 captures. Not thread-safe.
class Captures {
 public:
  enum class Seen {
    never,   ///< the address is new
    before,  ///< with other content
    same     ///< with the same content
  };
  Seen note(std::string_view uri, std::string_view body);
  [[nodiscard]] bool has(std::string_view uri) const;

 private:
  std::unordered_set<std::uint64_t> uris_;
  std::unordered_set<std::uint64_t> contents_;  ///< with their addresses
};

}  // namespace dateline
