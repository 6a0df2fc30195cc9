#include "searcher/request/request_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/analysis/fold_name.hpp"
#include "common/format/schema.hpp"
#include "searcher/query/operand.hpp"
#include "searcher/query/quotes.hpp"

namespace dateline {
namespace {

/// A field that can be filtered by, and what its values are in a node.
struct FilterField {
  FieldId field;
  NodeKind node;
  std::string (*value)(std::string_view);
};

std::string as_given(std::string_view value) {
  return std::string(value);
}

constexpr std::array<FilterField, 2> filter_fields{
    {{FieldId::source, NodeKind::source, as_given},
     {FieldId::language, NodeKind::language, fold_language}}};

std::string_view name_of(const FilterField& field) {
  const auto* const info =
      std::find_if(field_registry.begin(), field_registry.end(),
                   [&](const FieldInfo& each) { return each.id == field.field; });
  return info->name;
}

Result<const FilterField*> find_filter_field(std::string_view name) {
  for (const FilterField& field : filter_fields)
    if (name_of(field) == name) return &field;
  return failure(ErrorCode::usage, fmt::format("there is no field {} to filter by", name),
                 "fields are source and lang");
}

QueryNode filter_node(NodeKind kind) {
  QueryNode node = make_node(kind, {});
  node.occur = Occur::filter;
  return node;
}

Result<QueryNode> node_of(const FilterField& field, const Filter& filter) {
  if (filter.values.size() > max_filter_values)
    return failure(
        ErrorCode::usage,
        fmt::format("over the limit of {} values of {}", max_filter_values, filter.field),
        "leave out the values that matter least");
  QueryNode any = filter_node(NodeKind::disjunction);
  for (const std::string& value : filter.values) {
    DATELINE_TRY(check_filter_value(filter.field, value));
    QueryNode node = make_node(field.node, {});
    node.value = field.value(value);
    any.children.push_back(std::move(node));
  }
  if (any.children.size() > 1) return any;
  QueryNode only = std::move(any.children.front());
  only.occur = Occur::filter;
  return only;
}

std::string value_in_words(const QueryNode& node) {
  const std::string_view field = node.kind == NodeKind::source ? "source" : "lang";
  return fmt::format("{}:{}", field, in_quotes(node.value));
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
    DATELINE_ASSIGN(const FilterField* const field, find_filter_field(filter.field));
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
