// Layouts of JSON that crawlers, data sets, interfaces and databases write: the table of what the
// names of fields alone (common/fields/field_table.hpp) would read wrongly or not at all.
#pragma once

#include <simdjson.h>

#include <array>
#include <span>
#include <string_view>

#include "common/date/read_date.hpp"
#include "common/fields/field_table.hpp"
#include "indexer/readers/json/json_fields.hpp"

namespace dateline {

/// A member that means a field, whatever its name means elsewhere; a path where it has full stops.
struct ShapeRule {
  FieldId field{};
  std::string_view name{};
};

/// To add a layout: a row. Its rules go before the names that every object has, and after --map.
struct JsonShape {
  std::string_view name;
  /// Objects that have all of these members are of this shape.
  std::array<std::string_view, 3> members;
  std::array<ShapeRule, most_shape_rules> rules{};
  /// Times without a zone are the publisher's, whose zone is not known: only the day is.
  bool local_times = false;
  /// Of dates like 03-04-2024.
  DayMonthOrder order = DayMonthOrder::unknown;
  /// Items of a list are parts of a line of text, not paragraphs.
  bool text_runs = false;
};

[[nodiscard]] std::span<const JsonShape> json_shapes() noexcept;

/// The first shape that the object has; null where it has none.
[[nodiscard]] const JsonShape* shape_of(simdjson::dom::object object) noexcept;

/// Names of members whose value is a list of documents, or leads to one.
[[nodiscard]] bool is_list_name(std::string_view name) noexcept;

/// Names of members in which a document itself may be, beside what is kept about it.
[[nodiscard]] bool is_wrapper_name(std::string_view name) noexcept;

/// Names of members that belong to a document and may look like one: a picture has a title.
[[nodiscard]] bool is_part_name(std::string_view name) noexcept;

/// Names of dates that are Unix time, and nothing else: any number is one.
[[nodiscard]] bool is_unix_time_name(std::string_view name) noexcept;

/// Whether a name of the field `text` is that of a summary: the text itself may be elsewhere.
[[nodiscard]] bool is_summary_name(std::string_view name) noexcept;

/// Types of an article's parts that are not its text (`"type": "kicker"`).
[[nodiscard]] bool is_type_without_text(std::string_view type) noexcept;

}  // namespace dateline
