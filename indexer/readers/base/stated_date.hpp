// A publication date as the input states it, for readers other than JSON's.
#pragma once

#include <string_view>

#include "dateline/document.hpp"

namespace dateline {

/// Sets the document's date; its language should be set already. False where the text is not a
/// date, or one with several readings, which is kept for the case that nothing better is found.
bool state_date(Document& document, std::string_view text);

/// A date as ISO 8601, from text; empty where it is none.
[[nodiscard]] std::string iso_date(std::string_view text);

}  // namespace dateline
