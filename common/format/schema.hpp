// The one registry of what is in a Xapian segment: term prefixes, fields and their query names.
// Numbers and prefixes are on disk: never reuse one; tests/unit/schema_test.cpp holds them fixed.
//
// A segment's Xapian database holds, for each document, its stems without a prefix (their wdf is
// the weighted normalised term frequency, see common/format/scoring.hpp) and these boolean terms of
// wdf 0:
//     Y2024  M202405  D20240514   publication year, month, day (as far as the date is exact)
//     DN                          no known date
//     P<name>                     source, folded (fold_name), cut with a hash when over 200 bytes
//     L<tag>                      language tag, folded (fold_language), cut likewise
// Words are case-folded, so no stem begins with A-Z. Title, exact forms, phrases and wildcards have
// no terms of their own: they are decided on the token stream (common/segment/).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "dateline/date.hpp"

namespace dateline {

/// Versions that a reader must know to read an index.
inline constexpr int format_version = 3;
inline constexpr int analysis_version = 2;

/// Fields that a query can name. The numbers never change.
enum class FieldId : int { title = 1, source = 2, key = 3, language = 4, date = 5 };

struct FieldInfo {
  FieldId id;
  std::string_view name;    ///< as typed before the colon
  std::string_view prefix;  ///< of its Xapian terms; empty: decided elsewhere
  std::string_view example;
  std::string_view help;
};

inline constexpr std::array<FieldInfo, 5> field_registry{{
    {FieldId::title, "title", "", "title:cooperation", "the word or phrase is in the title"},
    {FieldId::source, "source", "P", "source:\"US Senate: Akaka\"", "the publisher's name, whole"},
    {FieldId::key, "key", "", "key:seed/odesa-istanbul-2024.txt", "the document with this key"},
    {FieldId::language, "lang", "L", "lang:en", "the document's language tag"},
    {FieldId::date, "date", "", "date:2023..2024-06", "published on that day, month, year or span"},
}};

[[nodiscard]] const FieldInfo* find_field(std::string_view name) noexcept;

inline constexpr std::string_view undated_term = "DN";
[[nodiscard]] std::string year_term(int year);
[[nodiscard]] std::string month_term(int year, unsigned month);
[[nodiscard]] std::string day_term(CivilDate civil);
/// The term for a source name; `name` as the document has it, or as a query gives it.
[[nodiscard]] std::string source_term(std::string_view name);
[[nodiscard]] std::string language_term(std::string_view tag);

}  // namespace dateline
