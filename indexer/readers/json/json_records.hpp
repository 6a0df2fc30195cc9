// What the readers of JSON with a shape of its own share: from a source to objects.
#pragma once

#include <simdjson.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// Appends the documents of an object; false where it is none of the format.
using JsonMaker =
    std::function<bool(simdjson::dom::object object, std::vector<Document>& documents)>;

/// Gives the documents of all objects of the source (one, one a line, a list) to the sink. A
/// document without a key gets one from `name` and its place. `expected` says what an object lacks
/// that is none of the format.
Status read_json_records(ByteSource& source, const InputPosition& start, const std::string& name,
                         std::size_t max_object_bytes, std::string_view expected,
                         const JsonMaker& make, DocumentSink& sink);

namespace json {

/// The text of a string, a number as it is written; empty for everything else and where there is
/// no such member.
[[nodiscard]] std::string text_of(simdjson::dom::element value);
[[nodiscard]] std::string text_in(simdjson::dom::object object, std::string_view name);
/// The same of the first member that has any.
[[nodiscard]] std::string first_text_in(simdjson::dom::object object,
                                        std::initializer_list<std::string_view> names);
[[nodiscard]] std::optional<simdjson::dom::object> object_in(simdjson::dom::object object,
                                                             std::string_view name);
/// The items of a list; one where the value is not a list; none where there is none.
[[nodiscard]] std::vector<simdjson::dom::element> items_in(simdjson::dom::object object,
                                                           std::string_view name);
/// Of strings, and of objects with a `name`.
[[nodiscard]] std::vector<std::string> names_in(simdjson::dom::object object,
                                                std::string_view name);

}  // namespace json
}  // namespace dateline
