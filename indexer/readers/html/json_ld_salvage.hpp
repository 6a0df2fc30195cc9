// What can be recognised in JSON-LD that is not JSON.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/readers/html/json_ld.hpp"

namespace dateline::html {

/// Adds nodes with the members whose names and texts are written as JSON writes them, wherever they
/// stand; a new node begins with each `@type`. Linear time.
void salvage_json_ld(std::string_view text, std::vector<JsonLdNode>& nodes);

}  // namespace dateline::html
