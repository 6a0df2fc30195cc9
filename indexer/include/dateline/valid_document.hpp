// What a valid document is. Every way into an index goes through here: files of all formats,
// Indexer::add, and the C interface.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "dateline/document.hpp"
#include "dateline/error.hpp"
#include "dateline/input.hpp"

namespace dateline {

/// Texts longer than this are not indexed: offsets into them have 32 bits.
inline constexpr std::size_t max_text_bytes = std::size_t{1} << 30;

/// Makes a document what an index holds, or says why it cannot be one (the position is left empty).
///
/// Refused, because nobody but the caller knows what is right:
/// - missing_key, bad_key: a key of 0 or more than 1,024 bytes, one that is not UTF-8, or that
///   holds
///   control characters (line feed, tab and NUL among them) or a byte order mark;
/// - missing_text: neither title nor text holds more than white space;
/// - too_large: a title, text or other field of more than 1 GiB;
/// - malformed: extra_json is neither empty nor one JSON object, or the date is not within the
///   years
///   1 to 9999, or its time not within a day.
///
/// Repaired, with the same result wherever the document comes from:
/// - bytes that are not UTF-8 are read as windows-1252 or replaced, and encoding_repaired is set;
/// - control characters and byte order marks are removed; CR LF and CR become line feeds;
/// - title, source, url, language, authors and tags are made single lines without white space
///   around
///   them; empty authors and tags are removed; the language is brought to lower case;
/// - extra_json is written on one line without white space between its members; numbers stay as
///   they
///   are; an empty object is removed;
/// - what a date does not say (the time of a day, the day of a month) is set to its beginning.
///
/// A valid document is left as it is, survives `export | update` unchanged, and can be made valid
/// again at no risk. Safe from many threads.
[[nodiscard]] std::optional<Reject> make_valid(Document& document);

/// The date of a document whose metadata give it as text: as parse_date() reads it, and also zones
/// by their IANA names and what the document's language (a BCP 47 tag, may be empty) decides. Its
/// origin is DateOrigin::metadata. Error usage where it is no date, or has several readings.
/// Thread-safe.
Result<Date> parse_document_date(std::string_view text, std::string_view language);

}  // namespace dateline
