#include "indexer/maintain/document_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "common/base/json_scan.hpp"
#include "common/date/date_origin.hpp"
#include "indexer/readers/export_mark.hpp"
#include "indexer/readers/json_raw.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// 2: with a mark of who wrote it.
constexpr int line_version = 2;
constexpr std::array<std::string_view, 10> member_names{
    "key", "date", "title", "text", "source", "url", "language", "authors", "tags", export_member};

bool is_member_name(std::string_view name) {
  return std::find(member_names.begin(), member_names.end(), name) != member_names.end();
}

/// Whether the extra fields can stand beside the members. They are not parsed by a library: none
/// takes every number.
Result<bool> extra_fits(const Document& document) {
  if (document.extra_json.empty()) return true;
  if (!is_json_object(document.extra_json))
    return failure(ErrorCode::corrupt,
                   "the extra fields of document " + document.key + " are not a JSON object");
  RawMembers members(trim(document.extra_json));
  while (const auto member = members.next()) {
    // A name with escapes may be any name.
    const bool escaped = member->key.find('\\') != std::string_view::npos;
    if (escaped || is_member_name(member->key)) return false;
  }
  return true;
}

template <typename Value>
void put_unless_empty(Json& object, const char* name, const Value& value) {
  if (!value.empty()) object[name] = value;
}

Json members(const Document& document) {
  Json object{{"key", document.key}};
  put_unless_empty(object, "date", to_string(document.date));
  put_unless_empty(object, "title", document.title);
  put_unless_empty(object, "text", document.text);
  put_unless_empty(object, "source", document.source);
  put_unless_empty(object, "url", document.url);
  put_unless_empty(object, "language", document.language);
  put_unless_empty(object, "authors", document.authors);
  put_unless_empty(object, "tags", document.tags);
  return object;
}

Json remarks(const Document& document) {
  Json object{{export_mark_name, export_mark}, {"version", line_version}};
  if (document.date.known()) object["date_origin"] = to_string(document.date.origin);
  if (document.title_derived) object["title_derived"] = true;
  if (document.encoding_repaired) object["encoding_repaired"] = true;
  return object;
}

/// An object's text with another's members after its own. The text of extra fields is kept as it
/// is: numbers that JSON libraries would round stay whole.
std::string append_members(std::string object, std::string_view other) {
  const std::size_t begin = other.find('{') + 1;
  const std::string_view inner = other.substr(begin, other.rfind('}') - begin);
  if (inner.find_first_not_of(" \t\r\n") == std::string_view::npos) return object;
  object.pop_back();
  return object.append(",").append(inner).append("}");
}

std::string dump(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The extra fields' text on one line: line breaks in JSON are spaces between its parts.
std::string extra_on_one_line(const Document& document) {
  std::string text = document.extra_json;
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

Result<std::string> document_line(const Document& document) {
  DATELINE_ASSIGN(const bool fits, extra_fits(document));
  const std::string extra = extra_on_one_line(document);
  std::string line = dump(members(document));
  std::string own = dump(remarks(document));
  if (fits) {
    if (!extra.empty()) line = append_members(std::move(line), extra);
  } else {
    own = append_members(std::move(own), "{\"extra\":" + extra + "}");
  }
  return append_members(std::move(line), fmt::format("{{\"{}\":{}}}", export_member, own)) + "\n";
}

}  // namespace dateline
