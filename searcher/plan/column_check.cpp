#include "searcher/plan/column_check.hpp"

#include <fmt/format.h>

namespace dateline {

Status require_column(FieldId field, const SegmentSet& segments) {
  const FieldSpec& spec = field_of(field);
  if (!spec.values.column || segments.has_column(field)) return {};
  return failure(
      ErrorCode::format_mismatch,
      fmt::format("the index was made without what {}: is looked up in", spec.query.name),
      "run dateline-index rebuild on it");
}

Status require_columns(const QueryNode& root, const SegmentSet& segments) {
  if (root.kind == NodeKind::filter) return require_column(root.field, segments);
  for (const QueryNode& child : root.children) DATELINE_TRY(require_columns(child, segments));
  return {};
}

}  // namespace dateline
