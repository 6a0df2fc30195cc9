// What is in a Xapian segment, and the versions of the format.
// Prefixes are on disk: never reuse one; tests/unit/schema_test.cpp holds them fixed. Those of
// fields are in common/fields/field_table.hpp.
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

#include <string>
#include <string_view>

#include "common/fields/field_table.hpp"
#include "dateline/date.hpp"

namespace dateline {

/// Versions that a reader must know to read an index.
inline constexpr int format_version = 3;
inline constexpr int analysis_version = 2;

inline constexpr std::string_view undated_term = "DN";
[[nodiscard]] std::string year_term(int year);
[[nodiscard]] std::string month_term(int year, unsigned month);
[[nodiscard]] std::string day_term(CivilDate civil);
/// The term for a value of a field that has terms; as the document has it, or as a query gives it.
[[nodiscard]] std::string filter_term(const FieldSpec& field, std::string_view value);
/// The folded value, cut with a hash where it is long.
[[nodiscard]] std::string cut_value(const FieldSpec& field, std::string_view value);

}  // namespace dateline
