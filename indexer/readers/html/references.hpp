// References to characters, `&eacute;` and `&#8217;`, as HTML reads them.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline::html {

/// Where references stand: in attributes, a name without its semicolon that goes on with `=`, a
/// letter or a digit is text, since addresses have such.
enum class ReferencePlace { text, attribute };

/// Resolves the references in a text in place: none is shorter than what it means. Numbers from 128
/// to 159 mean windows-1252. Gives the length that is left. Linear time.
[[nodiscard]] std::size_t resolve_references(char* text, std::size_t size, ReferencePlace place);

}  // namespace dateline::html
