// Languages by their names in English.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// `English` for en, `English (en-gb)` for en-gb; the tag itself where its language is not known
/// here.
[[nodiscard]] std::string language_name(std::string_view tag);

}  // namespace dateline
