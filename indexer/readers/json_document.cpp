#include "indexer/readers/json_document.hpp"

#include <algorithm>

#include "common/date_origin.hpp"
#include "indexer/readers/json_raw.hpp"
#include "indexer/readers/titles.hpp"

namespace dateline {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::int64_t seconds_per_day = 86400;
/// 1973-03-03 in seconds; smaller numbers are years, days or counts.
constexpr std::int64_t least_unix_seconds = 100'000'000;
/// 2100-01-01 in seconds.
constexpr std::int64_t most_unix_seconds = 4'102'444'800;

std::string_view string_of(element value) noexcept {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

bool is_array_of_strings(element value) noexcept {
  simdjson::dom::array items;
  if (value.get(items) != simdjson::SUCCESS) return false;
  for (const element item : items) {
    if (!item.is_string()) return false;
  }
  return true;
}

bool is_empty(element value) noexcept {
  switch (value.type()) {
    case element_type::NULL_VALUE:
      return true;
    case element_type::STRING:
      return string_of(value).empty();
    case element_type::ARRAY:
      return value.get_array().value_unsafe().begin() == value.get_array().value_unsafe().end();
    case element_type::OBJECT:
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
    case element_type::BOOL:
      return false;
  }
  return false;
}

Date date_at(std::int64_t unix_seconds) noexcept {
  Date date;
  date.day = static_cast<Day>(unix_seconds / seconds_per_day);
  date.second_of_day = static_cast<std::int32_t>(unix_seconds % seconds_per_day);
  date.precision = DatePrecision::second;
  return date;
}

/// Unix time in seconds or milliseconds where it is plausible for news, else figures as in
/// 20240514.
std::optional<Date> date_of_number(std::int64_t number) {
  if (number >= least_unix_seconds && number < most_unix_seconds) return date_at(number);
  const std::int64_t seconds = number / 1000;
  if (seconds >= least_unix_seconds && seconds < most_unix_seconds) return date_at(seconds);
  return parse_date(std::to_string(number));
}

std::optional<Date> date_of(element value) {
  std::int64_t number = 0;
  auto date = value.get(number) == simdjson::SUCCESS ? date_of_number(number)
                                                     : parse_date(string_of(value));
  if (date) date->origin = DateOrigin::metadata;
  return date;
}

bool is_usable(DocumentField field, element value) noexcept {
  switch (field) {
    case DocumentField::key:
      return value.is_string() || value.is_int64() || value.is_uint64();
    case DocumentField::date:
    case DocumentField::title:
    case DocumentField::source:
    case DocumentField::url:
    case DocumentField::language:
      return value.is_string();
    case DocumentField::text:
    case DocumentField::authors:
    case DocumentField::tags:
      return value.is_string() || is_array_of_strings(value);
  }
  return false;
}

std::string key_of(element value) {
  std::int64_t signed_number = 0;
  std::uint64_t unsigned_number = 0;
  if (value.get(signed_number) == simdjson::SUCCESS) return std::to_string(signed_number);
  if (value.get(unsigned_number) == simdjson::SUCCESS) return std::to_string(unsigned_number);
  return std::string(string_of(value));
}

std::vector<std::string> list_of(element value) {
  std::vector<std::string> list;
  simdjson::dom::array items;
  if (value.get(items) != simdjson::SUCCESS) return {std::string(string_of(value))};
  for (const element item : items) list.emplace_back(string_of(item));
  return list;
}

/// A list is one of paragraphs.
std::string text_of(element value) {
  simdjson::dom::array items;
  if (value.get(items) != simdjson::SUCCESS) return std::string(string_of(value));
  std::string text;
  for (const element item : items) {
    if (!text.empty()) text.append("\n\n");
    text.append(string_of(item));
  }
  return text;
}

void set_field(Document& document, DocumentField field, element value) {
  switch (field) {
    case DocumentField::key:
      document.key = key_of(value);
      break;
    case DocumentField::date:
      break;
    case DocumentField::title:
      document.title = string_of(value);
      break;
    case DocumentField::text:
      document.text = text_of(value);
      break;
    case DocumentField::source:
      document.source = string_of(value);
      break;
    case DocumentField::url:
      document.url = string_of(value);
      break;
    case DocumentField::language:
      document.language = string_of(value);
      break;
    case DocumentField::authors:
      document.authors = list_of(value);
      break;
    case DocumentField::tags:
      document.tags = list_of(value);
      break;
  }
}

/// The member that document_line() adds to an exported document.
constexpr std::string_view remarks_name = "dateline";

std::optional<simdjson::dom::object> remarks_of(simdjson::dom::object object) noexcept {
  simdjson::dom::object remarks;
  std::int64_t version = 0;
  if (object.at_key(remarks_name).get(remarks) != simdjson::SUCCESS) return std::nullopt;
  if (remarks.at_key("version").get(version) != simdjson::SUCCESS) return std::nullopt;
  return remarks;
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

/// Restores what an exported document knew besides its members.
void apply_remarks(Document& document, simdjson::dom::object remarks, std::string_view written) {
  std::string_view origin;
  if (document.date.known() && remarks.at_key("date_origin").get(origin) == simdjson::SUCCESS)
    document.date.origin = parse_date_origin(origin).value_or(document.date.origin);
  document.title_derived = is_true(remarks, "title_derived");
  document.encoding_repaired = is_true(remarks, "encoding_repaired");
  const auto own = written_member(written, remarks_name);
  const auto extra = own ? written_member(*own, "extra") : std::nullopt;
  if (extra && extra->starts_with('{')) document.extra_json = *extra;
}

}  // namespace

Document JsonConverter::convert(simdjson::dom::object object, std::string_view written) {
  const auto remarks = remarks_of(object);
  choose(object, remarks.has_value());
  Document document;
  fill(document);
  document.extra_json = extra(written);
  if (remarks) {
    apply_remarks(document, *remarks, written);
  } else {
    ensure_title(document);
  }
  return document;
}

std::optional<FieldName> JsonConverter::meaning_of(std::string_view name,
                                                   bool exported) const noexcept {
  if (!exported) return names_.find(name);
  const auto field = document_field_called(name);
  return field ? std::optional(FieldName{*field, 0}) : std::nullopt;
}

void JsonConverter::choose(simdjson::dom::object object, bool exported) {
  uses_.clear();
  choices_.fill({});
  date_.reset();
  for (const auto member : object) {
    const std::size_t index = uses_.size();
    const auto meaning = meaning_of(member.key, exported);
    const bool ignored =
        (meaning && is_empty(member.value)) || (exported && member.key == remarks_name);
    uses_.push_back(ignored ? Use::ignored : Use::extra);
    if (meaning && !ignored) offer(meaning->field, meaning->rank, index, member.value);
  }
}

/// Takes the value for the field, unless a better name has given one.
void JsonConverter::offer(DocumentField field, std::uint32_t rank, std::size_t member,
                          element value) {
  Choice& chosen = choices_[static_cast<std::size_t>(field)];
  if (chosen.member != no_member && chosen.rank <= rank) return;
  if (field == DocumentField::date) {
    const auto date = date_of(value);
    if (!date) return;
    date_ = date;
  } else if (!is_usable(field, value)) {
    return;
  }
  if (chosen.member != no_member) uses_[chosen.member] = Use::extra;
  uses_[member] = Use::field;
  chosen = {member, rank, value};
}

void JsonConverter::fill(Document& document) const {
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    if (choices_[i].member != no_member)
      set_field(document, static_cast<DocumentField>(i), choices_[i].value);
  }
  document.date = date_.value_or(Date{});
  if (document.key.empty()) document.key = document.url;
}

std::string JsonConverter::extra(std::string_view written) const {
  std::string out;
  RawMembers members(written);
  std::size_t left = static_cast<std::size_t>(std::count(uses_.begin(), uses_.end(), Use::extra));
  for (std::size_t i = 0; i < uses_.size() && left > 0; ++i) {
    const auto member = members.next();
    if (!member) break;
    if (uses_[i] != Use::extra) continue;
    out.append(out.empty() ? "{\"" : ",\"").append(member->key).append("\":");
    out.append(member->value);
    --left;
  }
  if (!out.empty()) out.push_back('}');
  return out;
}

}  // namespace dateline
