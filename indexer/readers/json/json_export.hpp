// Recognises a line of an export (document_line()), and restores what it knows besides its fields.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string_view>

#include "dateline/document.hpp"

namespace dateline {

/// What an exported document's line has beside its fields; nothing of other JSON.
[[nodiscard]] std::optional<simdjson::dom::object> remarks_of(
    simdjson::dom::object object) noexcept;

/// Whether the line has members that say where the document was read (is_position_member()).
[[nodiscard]] bool has_position(simdjson::dom::object remarks) noexcept;

/// Restores what an exported document knew besides its members. `written`: the text of the line.
void apply_remarks(Document& document, simdjson::dom::object remarks, std::string_view written);

}  // namespace dateline
