// How keys and values of the store's column families are encoded. Internal to the store's reader
// and writer.
#pragma once

#include <string>
#include <string_view>

#include "common/store/store.hpp"

namespace dateline {

std::string encode_key_entry(const KeyEntry& entry);
Result<KeyEntry> decode_key_entry(std::string_view bytes);

/// Value of a word: its number and document count.
std::string encode_word_value(WordNumber number, std::uint32_t documents);
Result<WordEntry> decode_word(std::string_view word, std::string_view value);

/// Key in `stems`: stem, NUL, word. No folded word holds a NUL.
std::string stem_key(std::string_view stem, std::string_view word);
/// Key in `names`; `kind` is 's' for sources, 'l' for languages.
std::string name_key(char kind, std::uint32_t number);

/// Names of counters in `settings`; values are varints: the next number that is free.
inline constexpr std::string_view next_document_setting = "next_document";
inline constexpr std::string_view next_word_setting = "next_word";
inline constexpr std::string_view next_segment_setting = "next_segment";

}  // namespace dateline
