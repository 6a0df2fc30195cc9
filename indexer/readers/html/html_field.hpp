// HTML inside fields that are meant to be text.
#pragma once

#include <string>
#include <string_view>

namespace dateline::html {

/// Whether a text has tags of HTML as only HTML has them: an element with its end tag, or one that
/// has none (<br>, <p>). Linear time.
[[nodiscard]] bool has_html_tags(std::string_view text);

/// A field's text: of HTML (known to be, or by its tags) what html_to_text() makes of it; else the
/// text as it is, with named and numbered references to characters (`&eacute;`, `&#8217;`)
/// resolved. `AT&T` and `x <y and z>` stay as they are.
[[nodiscard]] std::string field_text(std::string_view text, bool known_html);

}  // namespace dateline::html
