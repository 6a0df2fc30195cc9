// A document as a line of JSON from which the JSON Lines reader makes an equal document.
#pragma once

#include <string>

#include "dateline/document.hpp"
#include "dateline/error.hpp"
#include "dateline/input.hpp"

namespace dateline {

/// Members: key, date, title, text, source, url, language, authors, tags (those that are not
/// empty), the document's extra fields, and `dateline`, an object whose `written_by` shows the
/// reader that these names mean what they say here, and that holds what a document knows besides:
/// where the date was found, whether the title is derived, whether the encoding was repaired, and
/// the extra fields where one of them has the name of another member. Error corrupt where the extra
/// fields are not a JSON object. With a position, `file`, `line` (if there is one) and `offset`
/// come first, and are passed over when the line is read.
Result<std::string> document_line(const Document& document,
                                  const InputPosition* position = nullptr);

}  // namespace dateline
