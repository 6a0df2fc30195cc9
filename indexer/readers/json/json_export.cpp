#include "indexer/readers/json/json_export.hpp"

#include "common/date/date_origin.hpp"
#include "indexer/readers/json/export_mark.hpp"
#include "indexer/readers/json/json_raw.hpp"

namespace dateline {
namespace {

bool is_string_at(simdjson::dom::object object, std::string_view name) noexcept {
  return object.at_key(name).is_string();
}

/// What the first version of exports has in the member `dateline`, and nothing else.
bool is_old_remark(const simdjson::dom::key_value_pair& member) noexcept {
  std::int64_t version = 0;
  if (member.key == "version")
    return member.value.get(version) == simdjson::SUCCESS && version == 1;
  if (member.key == "date_origin") return member.value.is_string();
  if (member.key == "title_derived" || member.key == "encoding_repaired")
    return member.value.is_bool();
  return member.key == "extra" && member.value.is_object();
}

/// The first version of exports has no mark. It is recognised by all that it always has: a key, a
/// title or a text, the origin of the date if there is one, and no other remark.
bool is_old_export(simdjson::dom::object object, simdjson::dom::object remarks) noexcept {
  if (remarks.at_key("version").error() != simdjson::SUCCESS) return false;
  for (const auto member : remarks)
    if (!is_old_remark(member)) return false;
  const bool dated = object.at_key("date").error() == simdjson::SUCCESS;
  const bool says_origin = remarks.at_key("date_origin").error() == simdjson::SUCCESS;
  return is_string_at(object, "key") && dated == says_origin &&
         (is_string_at(object, "title") || is_string_at(object, "text"));
}

bool is_true(simdjson::dom::object remarks, std::string_view name) noexcept {
  bool value = false;
  return remarks.at_key(name).get(value) == simdjson::SUCCESS && value;
}

std::optional<std::string_view> written_member(std::string_view object, std::string_view name) {
  RawMembers members(object);
  while (const auto member = members.next()) {
    if (member->key == name) return member->value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<simdjson::dom::object> remarks_of(simdjson::dom::object object) noexcept {
  simdjson::dom::object remarks;
  if (object.at_key(export_member).get(remarks) != simdjson::SUCCESS) return std::nullopt;
  std::string_view mark;
  const bool marked =
      remarks.at_key(export_mark_name).get(mark) == simdjson::SUCCESS && mark == export_mark;
  if (!marked && !is_old_export(object, remarks)) return std::nullopt;
  return remarks;
}

bool has_position(simdjson::dom::object remarks) noexcept {
  return is_true(remarks, position_remark);
}

void apply_remarks(Document& document, simdjson::dom::object remarks, std::string_view written) {
  std::string_view origin;
  if (document.date.known() && remarks.at_key("date_origin").get(origin) == simdjson::SUCCESS)
    document.date.origin = parse_date_origin(origin).value_or(document.date.origin);
  document.title_derived = is_true(remarks, "title_derived");
  document.encoding_repaired = is_true(remarks, "encoding_repaired");
  const auto own = written_member(written, export_member);
  const auto extra = own ? written_member(*own, "extra") : std::nullopt;
  if (extra && extra->starts_with('{')) document.extra_json = *extra;
}

}  // namespace dateline
