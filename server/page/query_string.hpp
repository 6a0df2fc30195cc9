// The part of a URL after "?": names and values in percent-encoding, as forms send them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// Text with %XX decoded and + as a space; a % without two hex digits stays as it is.
[[nodiscard]] std::string decode_form_value(std::string_view text);

/// `name=value&...` in its order. Of more than `max_form_fields` there is one more than that, and
/// the rest is left out.
inline constexpr std::size_t max_form_fields = 64;
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_query_string(
    std::string_view text);

/// Appends `?name=value` to a URL's path, or `&name=value` where it has a query string; nothing
/// where the value is empty. All but letters, digits and -._~ becomes %XX.
void append_query_value(std::string& url, std::string_view name, std::string_view value);

/// Whether a link to the URL is safe to follow: it begins with http:// or https://, in any case,
/// and holds no spaces or controls.
[[nodiscard]] bool is_web_address(std::string_view url) noexcept;

}  // namespace dateline
