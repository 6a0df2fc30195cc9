// Which encoding bytes are in that are not UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

struct EncodingGuess {
  std::string name;   ///< for EncodingConverter::open; the likeliest, even where it is not sure
  bool sure = false;  ///< whether bytes may be converted by it
};

/// More of a text does not help.
inline constexpr std::size_t most_sample_bytes = 64u << 10;

/// The one whose bytes by themselves UTF-8 most often meets.
inline constexpr std::string_view western_encoding = "windows-1252";

/// Reads the sample in each encoding that news is written in, and takes the one that gives a text
/// which somebody may have written; two detectors, uchardet and ICU's, count as well, since they
/// know how often each letter is. docs/encodings.md says how often that is right. `sample` should
/// be text alone, without lines that are plain ASCII. `expected`: the encoding of what is around
/// it, if that is known, which counts a little. Of a few letters alone it is never sure, unless
/// there is a declaration. Thread-safe.
[[nodiscard]] EncodingGuess guess_encoding(std::string_view sample, std::string_view expected = {});

/// How much a text looks like one in a language that is written in this encoding, as
/// guess_encoding names it; see plausibility().
[[nodiscard]] double plausibility_in(std::string_view encoding, std::string_view text);

/// Whether a text is at least so plausible in one of the encodings' languages. Thread-safe.
[[nodiscard]] bool is_plausible_in_any(std::string_view text, double least);

/// Of the languages of this encoding, the one that the text looks most like; empty where the
/// encoding is none of a guess. Thread-safe.
[[nodiscard]] std::string_view likeliest_language(std::string_view encoding, std::string_view text);

/// The encoding that a file's first bytes show where its text cannot be cut into lines before it is
/// converted: UTF-16 and UTF-32 with their mark, UTF-16 without one, ISO-2022-JP, ISO-2022-KR.
/// Empty where they show none of these.
[[nodiscard]] std::string wide_encoding_of(std::string_view head);

}  // namespace dateline
