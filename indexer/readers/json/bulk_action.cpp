#include "indexer/readers/json/bulk_action.hpp"

#include <algorithm>

#include "indexer/readers/json/json_raw.hpp"

namespace dateline {
namespace {

bool is_action(std::string_view name) noexcept {
  return name == "index" || name == "create" || name == "update" || name == "delete";
}

/// `_index`, `_id` and, in the first versions, `_type`; the rest has no underscore today.
bool is_destination(std::string_view name) noexcept {
  for (const std::string_view known :
       {"routing", "pipeline", "version", "version_type", "retry_on_conflict", "require_alias",
        "if_seq_no", "if_primary_term", "dynamic_templates", "op_type"})
    if (name == known) return true;
  return name.starts_with('_');
}

/// Of a string without escapes, or a number.
std::string_view plain_value(std::string_view value) noexcept {
  if (value.find('\\') != std::string_view::npos) return {};
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

}  // namespace

std::optional<BulkAction> bulk_action(std::string_view object) {
  RawMembers members(object);
  const auto action = members.next();
  if (!action || !is_action(action->key) || !action->value.starts_with('{') || members.next())
    return std::nullopt;
  BulkAction found{.has_document = action->key != "delete"};
  RawMembers destination(action->value);
  while (const auto member = destination.next()) {
    if (!is_destination(member->key)) return std::nullopt;
    if (member->key == "_id" && member->value != "null") found.id = plain_value(member->value);
  }
  return found;
}

}  // namespace dateline
