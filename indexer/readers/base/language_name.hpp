// Languages by their names, as some interfaces and data sets have them.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The tag of a language that is given by its name in English or in itself ("German", "deutsch"),
/// or by a code of three letters that has a shorter one ("eng"); anything else as it is. The names
/// are CLDR's. Safe from many threads.
[[nodiscard]] std::string language_tag(std::string_view language);

}  // namespace dateline
