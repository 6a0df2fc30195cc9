// Defines a valid document, for every way into an index: files of all formats, Indexer::add, and
// the C interface.
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

/// Makes a document valid, or says why that is not possible (the position is left empty).
///
/// Refused, because only the caller knows what is right:
/// - missing_key, bad_key: a key of 0 or more than 1,024 bytes, one that is not UTF-8, or one with
///   control characters (line feed, tab and NUL among them) or a byte order mark;
/// - missing_text: neither title nor text holds more than white space;
/// - too_large: a title, text or other field of more than 1 GiB;
/// - malformed: extra_json is neither empty nor one JSON object, the date is not within the years 1
///   to 9999, or its time is not within a day.
///
/// Repaired, with the same result for every input:
/// - bytes that are not UTF-8 are read as windows-1252 or replaced, and encoding_repaired is set;
/// - control characters and byte order marks are removed; CR LF and CR become line feeds;
/// - title, source, url, language, authors and tags become single lines without white space around
///   them; empty authors and tags are removed; the language is converted to lower case;
/// - extra_json is written on one line without white space between its members; numbers are not
///   changed; an empty object is removed;
/// - unknown parts of a date (the time of a day, the day of a month) are set to their beginning.
///
/// A valid document is not changed by this, and survives `export | update` unchanged. Safe from
/// many threads.
[[nodiscard]] std::optional<Reject> make_valid(Document& document);

/// The date of a document whose metadata give it as text: as parse_date() reads it, and also zones
/// by their IANA names and what the document's language (a BCP 47 tag, may be empty) decides. Its
/// origin is DateOrigin::metadata. Error usage if it is not a date, or has several readings.
/// Thread-safe.
Result<Date> parse_document_date(std::string_view text, std::string_view language);

/// Sets a field by the name that JSON has for it (`title`, `source`, `authors`, `tags`, ...), or,
/// of a field with several values, adds one; then also by the name of one value (`author`, `tag`).
/// The key is a member of Document. Error usage where there is no such field, or the date is not
/// one. Thread-safe for different documents.
Status set_field(Document& document, std::string_view name, std::string_view value);

}  // namespace dateline
