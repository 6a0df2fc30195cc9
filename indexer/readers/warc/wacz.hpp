// Web archives in a zip (WACZ): which members hold pages.
#pragma once

#include <string_view>

#include "indexer/readers/source/random_access.hpp"

namespace dateline {

/// By its table of contents: a description of the package, and archives. Errors of reading count
/// as no.
[[nodiscard]] bool is_wacz(RandomAccess& zip);

/// Of a WACZ: a WARC, not an index of one.
[[nodiscard]] bool is_archive_of_wacz(std::string_view member) noexcept;

}  // namespace dateline
