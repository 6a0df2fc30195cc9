// Where a page of results ends, as text that a caller hands back to get the next one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/generation/manifest.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

/// Tells generations apart, also where an index was made anew and its numbers begin again.
struct GenerationId {
  std::uint64_t number = 0;
  std::uint32_t print = 0;  ///< of the time of its making and its files' checksums
  friend bool operator==(const GenerationId&, const GenerationId&) = default;
};
[[nodiscard]] GenerationId id_of(const Manifest& manifest);

struct PageCursor {
  GenerationId generation;
  std::uint32_t offset = 0;  ///< of the next page
  Day today = 0;             ///< what the first page's date:7d counted from
};

/// 44 characters of A-Z a-z 0-9 - and _ that are bound to the query's text, sort and days.
[[nodiscard]] std::string write_cursor(const PageCursor& cursor, const Query& query);

/// Error usage where the text is no cursor, or one of another query.
Result<PageCursor> read_cursor(std::string_view text, const Query& query);

}  // namespace dateline
