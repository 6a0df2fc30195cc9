// Folding of one word: NFKC and case folding for all scripts, diacritics off where a script's
// readers leave them off.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Folds `raw` (UTF-8) and appends the result to `out`; what is neither letter, mark nor number is
/// left out, but for a full stop between digits. Digits of all scripts become ASCII's. Latin and
/// Greek lose their diacritics, Hebrew and Arabic their points, Cyrillic only the stress mark and
/// the dots of yo; letters of Arabic script become those that Arabic keyboards have. Thread-safe.
/// Source of the mapping: Unicode's NFKC_Casefold and NFD.
void fold_word(std::string_view raw, std::string& out);

}  // namespace dateline
