// What columns of tables are called in other languages than English.
#pragma once

#include <optional>
#include <string_view>

#include "common/fields/field_table.hpp"

namespace dateline {

/// The field that a column's name means: spreadsheets have theirs in their users' language. In any
/// case of letters.
[[nodiscard]] std::optional<FieldId> field_of_column(std::string_view name);

}  // namespace dateline
