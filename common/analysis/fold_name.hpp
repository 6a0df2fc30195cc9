// When two names of sources, or two language tags, are the same: for filters and facets alike.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The name as it is looked up. Case, accents (as fold_word() has them), the number of spaces, and
/// the form of quotes, apostrophes and dashes do not count; all other punctuation does: AT&T is not
/// ATT, and C++ neither C nor C#. Control and format characters are left out. Empty only where
/// nothing that can be seen is in the name. Thread-safe.
[[nodiscard]] std::string fold_name(std::string_view name);

/// A language tag, likewise; `_` is the same as `-`, as in en_US and en-US.
[[nodiscard]] std::string fold_language(std::string_view tag);

}  // namespace dateline
