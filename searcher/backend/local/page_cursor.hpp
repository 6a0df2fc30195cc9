// Where a page of results ends, as text that a caller hands back to get the next one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/format/generation/manifest.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

/// Of all that is in a generation: its number, when it was made, and the checksum of every file.
/// Two indexes have generations of the same number, but not of the same checksum.
[[nodiscard]] std::uint64_t generation_checksum(const Manifest& manifest);

/// Tells generations apart, also where an index was rebuilt or another one took its place, and its
/// numbers begin again.
struct GenerationId {
  std::uint64_t number = 0;
  std::uint32_t print = 0;  ///< half of its checksum
  friend bool operator==(const GenerationId&, const GenerationId&) = default;
};
[[nodiscard]] GenerationId id_of(const Manifest& manifest);

struct PageCursor {
  GenerationId generation;
  std::uint32_t offset = 0;  ///< of the next page
  Day today = 0;             ///< what the first page's date:7d counted from
};

/// 44 characters of A-Z a-z 0-9 - and _ that are bound to the query's text, sort and days.
[[nodiscard]] std::string write_cursor(const PageCursor& cursor, const SearchRequest& query);

/// Error usage where the text is no cursor, or one of another query.
Result<PageCursor> read_cursor(std::string_view text, const SearchRequest& query);

}  // namespace dateline
