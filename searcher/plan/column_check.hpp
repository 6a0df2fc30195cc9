// Whether an index can answer the filters of a query at all.
#pragma once

#include "dateline/error.hpp"
#include "searcher/index/segments.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// Error format_mismatch, with a hint, where a segment has no column of the field: it was made by a
/// program that wrote none.
Status require_column(FieldId field, const SegmentSet& segments);
/// The same for every filter of the query that needs a column.
Status require_columns(const QueryNode& root, const SegmentSet& segments);

}  // namespace dateline
