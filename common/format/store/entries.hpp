// How keys and values of the store's column families are encoded. Internal to the store's reader
// and writer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/store/store.hpp"

namespace dateline {

std::string encode_key_entry(const KeyEntry& entry);
Result<KeyEntry> decode_key_entry(std::string_view bytes);

/// Value of a word: its number and document count.
std::string encode_word_value(WordNumber number, std::uint32_t documents);
Result<WordEntry> decode_word(std::string_view word, std::string_view value);

/// Key in `stems`: stem, NUL, word. No folded word holds a NUL.
std::string stem_key(std::string_view stem, std::string_view word);
/// Key in `names` of a name; all names of a field have one prefix.
[[nodiscard]] std::string name_prefix(FieldId field);
[[nodiscard]] std::string name_key(FieldId field, std::uint32_t number);
/// Key that says who has a name: all that have the same one, but for what does not count, share a
/// prefix.
[[nodiscard]] std::string same_name_prefix(FieldId field, std::string_view name);
[[nodiscard]] std::string same_name_key(FieldId field, std::string_view name, std::uint32_t number);
/// Key of an alias; its value is big_endian() of the first number.
[[nodiscard]] std::string alias_prefix(FieldId field);
[[nodiscard]] std::string alias_key(FieldId field, std::uint32_t number);
/// What the keys of the last two kinds begin with, which depend on how names are folded.
[[nodiscard]] std::vector<std::string> folded_name_prefixes(FieldId field);
/// The number at the end of a key of the above.
[[nodiscard]] std::optional<std::uint32_t> number_in_name_key(std::string_view key);

/// Names of counters in `settings`; values are varints: the next number that is free.
inline constexpr std::string_view next_document_setting = "next_document";
inline constexpr std::string_view next_word_setting = "next_word";
inline constexpr std::string_view next_segment_setting = "next_segment";
/// The analysis version that the folded names in `names` are of.
inline constexpr std::string_view name_analysis_setting = "name_analysis";

}  // namespace dateline
