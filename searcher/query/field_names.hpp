// Names of fields that are not quite ours, and errors that say what was probably meant.
#pragma once

#include <cstddef>
#include <string_view>

#include "common/fields/field_table.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// The field of that name in any case (Title); null where there is none.
[[nodiscard]] const FieldSpec* find_field_in_any_case(std::string_view name) noexcept;

/// Where a field's name, its colon and its value stand in a query.
struct FieldClause {
  std::string_view query;
  std::size_t begin = 0;
  std::size_t colon = 0;
  std::size_t end = 0;
};

/// bad_query at the clause; its hint lists the fields, and the one that was probably meant.
[[nodiscard]] tl::unexpected<Error> unknown_field(const FieldClause& clause);

/// bad_query for a field that has a space after its colon, or nothing.
[[nodiscard]] tl::unexpected<Error> missing_value(const FieldClause& clause,
                                                  const FieldSpec& field);

}  // namespace dateline
