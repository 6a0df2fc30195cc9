// The values of a document that filters and facets compare as a whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/fields/field_table.hpp"

namespace dateline {

/// More values of a field than that are not looked up: thousands of tags are a mistake.
inline constexpr std::size_t max_document_values = 1000;
/// Longer values of members that nobody named are texts, which nobody looks up as a whole.
inline constexpr std::size_t max_extra_value_bytes = 256;

/// Where the name of a member ends and its value begins (`section:World`).
inline constexpr char member_separator = ':';

/// The first max_document_values values of a keyword field; of FieldKind::members `name:value` for
/// each string, number, true and false that is a member of the extra fields, or in a list that is.
[[nodiscard]] std::vector<std::string> keyword_values(const FieldSpec& field,
                                                      const Document& document);

}  // namespace dateline
