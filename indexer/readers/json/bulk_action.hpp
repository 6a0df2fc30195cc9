// The lines that stand before documents in files for the bulk interfaces of Elasticsearch and
// OpenSearch.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

struct BulkAction {
  std::string id{};          ///< of the document; may be empty
  bool has_document = true;  ///< it follows; not after `delete`
};

/// Nothing where the object is not `{"index":{...}}`, `create`, `update` or `delete` with nothing
/// in it but what says where the document goes.
[[nodiscard]] std::optional<BulkAction> bulk_action(std::string_view object);

}  // namespace dateline
