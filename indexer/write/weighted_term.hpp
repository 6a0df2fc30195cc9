// A term of a document and how much the document is about it: what an index is made of.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

/// The text belongs to whoever made the term. A wdf of 0 is that of a term that only filters
/// (common/format/schema.hpp).
struct WeightedTerm {
  std::string_view term;
  std::uint32_t wdf;
};

}  // namespace dateline
