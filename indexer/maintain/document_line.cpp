#include "indexer/maintain/document_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "common/base/json_scan.hpp"
#include "common/date/date_origin.hpp"
#include "common/fields/field_table.hpp"
#include "indexer/readers/json/export_mark.hpp"
#include "indexer/readers/json/json_raw.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// 2: with a mark of who wrote it.
constexpr int line_version = 2;

bool is_member_name(std::string_view name, bool positioned) {
  return name == export_member || input_field(name) != nullptr ||
         (positioned && is_position_member(name));
}

/// Whether the extra fields can stand beside the members. They are not parsed by a library: none
/// takes every number.
Result<bool> extra_fits(const Document& document, bool positioned) {
  if (document.extra_json.empty()) return true;
  if (!is_json_object(document.extra_json))
    return failure(ErrorCode::corrupt,
                   "the extra fields of document " + document.key + " are not a JSON object");
  RawMembers members(trim(document.extra_json));
  while (const auto member = members.next()) {
    // A name with escapes may be any name.
    const bool escaped = member->key.find('\\') != std::string_view::npos;
    if (escaped || is_member_name(member->key, positioned)) return false;
  }
  return true;
}

Json value_json(const FieldSpec& field, std::span<const std::string> values) {
  if (field.many) return std::vector<std::string>(values.begin(), values.end());
  return values.front();
}

void add_position(Json& object, const InputPosition& position) {
  object["file"] = position.file;
  if (position.line != 0) object["line"] = position.line;
  object["offset"] = position.offset;
}

Json members(const Document& document, const InputPosition* position) {
  Json object;
  if (position != nullptr) add_position(object, *position);
  object["key"] = document.key;
  for (const FieldSpec& field : field_table) {
    if (field.id == FieldId::key || !field.named_by_input()) continue;
    const std::string name(field.name);
    if (field.kind == FieldKind::date) {
      if (std::string date = to_string(document.date); !date.empty()) object[name] = date;
    } else if (const auto values = values_of(field, document); !values.empty()) {
      object[name] = value_json(field, values);
    }
  }
  return object;
}

Json remarks(const Document& document, bool positioned) {
  Json object{{export_mark_name, export_mark}, {"version", line_version}};
  if (positioned) object[position_remark] = true;
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

Result<std::string> document_line(const Document& document, const InputPosition* position) {
  const bool positioned = position != nullptr;
  DATELINE_ASSIGN(const bool fits, extra_fits(document, positioned));
  const std::string extra = extra_on_one_line(document);
  std::string line = dump(members(document, position));
  std::string own = dump(remarks(document, positioned));
  if (fits) {
    if (!extra.empty()) line = append_members(std::move(line), extra);
  } else {
    own = append_members(std::move(own), "{\"extra\":" + extra + "}");
  }
  return append_members(std::move(line), fmt::format("{{\"{}\":{}}}", export_member, own)) + "\n";
}

}  // namespace dateline
