#include "searcher/request/request_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "common/analysis/fold_name.hpp"
#include "common/fields/field_table.hpp"
#include "searcher/query/operand.hpp"
#include "searcher/query/quotes.hpp"

namespace dateline {
namespace {

/// What a facet can count by, the year aside.
bool is_filter_field(const FieldSpec& field) noexcept {
  return field.queryable() && field.values.facet;
}

std::string filter_field_names() {
  std::vector<std::string_view> names;
  for (const FieldSpec& field : field_table)
    if (is_filter_field(field)) names.push_back(field.query.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

Result<const FieldSpec*> find_filter_field(std::string_view name) {
  for (const FieldSpec& field : field_table)
    if (is_filter_field(field) && field.query.name == name) return &field;
  return failure(ErrorCode::usage, fmt::format("there is no field {} to filter by", name),
                 "fields are " + filter_field_names());
}

/// As a facet shows it, and as a node has it.
std::string value_in_node(const FieldSpec& field, std::string_view value) {
  return field.values.folding == ValueFolding::tag ? folded(field, value) : std::string(value);
}

QueryNode filter_node(NodeKind kind) {
  QueryNode node = make_node(kind, {});
  node.occur = Occur::filter;
  return node;
}

Result<QueryNode> node_of(const FieldSpec& field, const Filter& filter) {
  if (filter.values.size() > max_filter_values)
    return failure(
        ErrorCode::usage,
        fmt::format("over the limit of {} values of {}", max_filter_values, filter.field),
        "leave out the values that matter least");
  QueryNode any = filter_node(NodeKind::disjunction);
  for (const std::string& value : filter.values) {
    DATELINE_TRY(check_filter_value(filter.field, value));
    QueryNode node = make_node(NodeKind::filter, {});
    node.field = field.id;
    node.value = value_in_node(field, value);
    any.children.push_back(std::move(node));
  }
  if (any.children.size() > 1) return any;
  QueryNode only = std::move(any.children.front());
  only.occur = Occur::filter;
  return only;
}

std::string value_in_words(const QueryNode& node) {
  return fmt::format("{}:{}", field_of(node.field).query.name, in_quotes(node.value));
}

}  // namespace

bool has_filters(const SearchRequest& request) noexcept {
  return request.published || request.after_document > 0 ||
         std::any_of(request.filters.begin(), request.filters.end(),
                     [](const Filter& filter) { return !filter.values.empty(); });
}

Status check_filter_value(std::string_view label, std::string_view value) {
  if (value.size() > max_filter_bytes)
    return failure(
        ErrorCode::usage,
        fmt::format("a value of {} is longer than the limit of {} bytes", label, max_filter_bytes),
        "no document has such a value");
  if (fold_name(value).empty())
    return failure(ErrorCode::usage, fmt::format("a value of {} has nothing to look for", label),
                   "give a name or tag that can be seen");
  return {};
}

Status add_filters(const SearchRequest& request, QueryNode& list) {
  if (request.published) {
    QueryNode days = filter_node(NodeKind::dates);
    days.dates = *request.published;
    list.children.push_back(std::move(days));
  }
  for (const Filter& filter : request.filters) {
    DATELINE_ASSIGN(const FieldSpec* const field, find_filter_field(filter.field));
    if (filter.values.empty()) continue;
    DATELINE_ASSIGN(list.children.emplace_back(), node_of(*field, filter));
  }
  if (request.after_document > 0) {
    QueryNode later = filter_node(NodeKind::added_after);
    later.number = request.after_document;
    list.children.push_back(std::move(later));
  }
  return {};
}

std::string filter_in_words(const QueryNode& clause) {
  if (clause.kind == NodeKind::dates)
    return fmt::format("published {}..{}", to_string(clause.dates.first),
                       to_string(clause.dates.last));
  if (clause.kind == NodeKind::added_after)
    return fmt::format("added after document {}", clause.number);
  if (clause.children.empty()) return value_in_words(clause);
  std::vector<std::string> values;
  for (const QueryNode& child : clause.children) values.push_back(value_in_words(child));
  return fmt::format("{}", fmt::join(values, " OR "));
}

}  // namespace dateline
