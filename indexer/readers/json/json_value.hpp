// What a JSON value says as text: strings, numbers as they are written, and the lists and objects
// that news carries them in.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/json/json_fields.hpp"

namespace dateline {

/// A value and its text, in which numbers stand as they were written.
struct JsonPlace {
  simdjson::dom::element value;
  std::string_view written;
};

struct JsonTexts {
  std::vector<std::string> texts;
  bool unused = false;  ///< a part of the value is nothing that can be read
  bool more = false;    ///< objects had further members

  void add(JsonTexts other);
};

/// Whether strings are HTML: by their content, or known to be.
enum class HtmlMode { never, detect, always };

/// The texts of a value for a field: of a list those of its items, of an object that of its first
/// member that holds what the field wants (`name` of an author, `content` of a paragraph). Null and
/// empty values say nothing.
[[nodiscard]] JsonTexts texts_of(const JsonPlace& place, FieldId field, HtmlMode html);

/// A string of a field that can hold HTML, as text.
[[nodiscard]] std::string text_of_string(std::string_view text, FieldId field, HtmlMode html);

/// Whether a member of this name holds HTML: `content_html`, `bodyHtml`, `html`.
[[nodiscard]] bool is_html_name(std::string_view name) noexcept;

/// A value inside another one.
struct JsonFound {
  JsonPlace place;
  /// Which member or item it is on each level, from 0.
  std::vector<std::size_t> steps;
  bool in_list = false;  ///< one of the levels is a list
};

/// The value at a path such as `a.b.0.c`: names of members and, in lists, numbers from 0. A name
/// may have full stops itself; the longest that is there is taken.
[[nodiscard]] std::optional<JsonFound> find_path(const JsonPlace& place, std::string_view path);

/// The values at a path that leads through lists without saying which item (`a.b.c` where b is a
/// list): those of all items, in their order. Looks at no more than `most_found_values`.
[[nodiscard]] std::vector<JsonPlace> find_in_all(const JsonPlace& place, std::string_view path);
inline constexpr std::size_t most_found_values = 100'000;

/// Appends the text of an object without the members that the paths (of find_path, none of them
/// through a list) lead to; nothing where no member is left.
void append_without(std::string& out, std::string_view object,
                    const std::vector<const std::vector<std::size_t>*>& paths,
                    std::size_t level = 0);

}  // namespace dateline
