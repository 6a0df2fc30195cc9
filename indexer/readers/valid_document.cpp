#include "dateline/valid_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/base/json_scan.hpp"
#include "common/base/utf8.hpp"
#include "common/fields/field_table.hpp"
#include "indexer/readers/base/json_repair.hpp"
#include "indexer/readers/json/json_raw.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

constexpr std::size_t shown_key_bytes = 64;
constexpr std::int32_t seconds_per_day = 86400;

std::optional<Reject> broken(RejectReason reason, std::string detail) {
  return Reject{.position = {}, .reason = reason, .detail = std::move(detail)};
}

std::string shown(const std::string& key) {
  std::string start = key.substr(0, utf8_border(key, shown_key_bytes));
  make_valid_utf8(start);
  remove_controls(start);
  return start.size() < key.size() ? start + "..." : start;
}

bool is_valid_utf8(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = decode_utf8(text, at);
    if (!character.valid) return false;
    at += character.length;
  }
  return true;
}

/// Keys are never repaired: two could become one.
std::optional<Reject> key_fault(const std::string& key) {
  if (key.empty())
    return broken(RejectReason::missing_key, "the document has no key, and none can be made");
  if (key.size() > max_key_bytes)
    return broken(RejectReason::bad_key, fmt::format("the key {} has {} bytes; {} are allowed",
                                                     shown(key), key.size(), max_key_bytes));
  if (!is_valid_utf8(key))
    return broken(RejectReason::bad_key, fmt::format("the key {} is not UTF-8", shown(key)));
  if (has_control_characters(key))
    return broken(RejectReason::bad_key,
                  fmt::format("the key {} has control characters", shown(key)));
  if (key.find(byte_order_mark) != std::string::npos)
    return broken(RejectReason::bad_key,
                  fmt::format("the key {} has a byte order mark in it", shown(key)));
  return std::nullopt;
}

void clean_line(std::string& line, bool& repaired) {
  repaired |= clean_text(line);
  if (line.find_first_of("\n\t\r") != std::string::npos || line.starts_with(' ') ||
      line.ends_with(' '))
    line = to_single_line(line);
}

void clean_values(const FieldSpec& field, Document& document, bool& repaired) {
  const auto old = values_of(field, document);
  std::vector<std::string> values(old.begin(), old.end());
  for (auto& value : values) clean_line(value, repaired);
  std::erase_if(values, [](const std::string& value) { return value.empty(); });
  set_values(field, document, std::move(values));
}

/// As a day; what is not a date goes.
void tidy_modified(Document& document) {
  const FieldSpec& field = field_of(FieldId::modified);
  const auto values = values_of(field, document);
  if (values.empty()) return;
  auto date = parse_date(values.front());
  if (date && date->precision == DatePrecision::second) date->precision = DatePrecision::day;
  set_values(field, document,
             date ? std::vector<std::string>{to_string(*date)} : std::vector<std::string>());
}

void clean_strings(Document& document) {
  bool repaired = document.encoding_repaired;
  repaired |= clean_text(document.text);
  clean_line(document.title, repaired);
  for (const FieldSpec& field : field_table)
    if (field.kind == FieldKind::keyword && field.derived == nullptr)
      clean_values(field, document, repaired);
  tidy_modified(document);
  document.language = to_lower_ascii(document.language);
  document.encoding_repaired = repaired;
  if (document.title.empty()) document.title_derived = false;
}

/// The object's text with nothing between its members but commas.
std::string without_blanks(std::string_view object) {
  std::string out;
  RawMembers members(object);
  while (const auto member = members.next()) {
    out.append(out.empty() ? "{\"" : ",\"").append(member->key).append("\":");
    out.append(member->value);
  }
  if (!out.empty()) out.push_back('}');
  return out;
}

/// False where the extra fields are not a JSON object.
bool tidy_extra(Document& document) {
  std::string& extra = document.extra_json;
  if (extra.empty()) return true;
  document.encoding_repaired |= clean_text(extra);
  const bool one_line = extra.find('\n') == std::string::npos;
  if (!one_line || !is_json_object(extra)) {
    const std::string_view object = trim(extra);
    JsonScanner scanner({});
    std::size_t used = 0;
    if (!object.starts_with('{') || scanner.feed(object, used) != JsonScanner::Outcome::done ||
        used != object.size())
      return false;
    MendedJson mended = mend_json(object);
    document.encoding_repaired |= mended.repaired;
    extra = std::move(mended.written);
  }
  extra = without_blanks(trim(extra));
  return true;
}

std::optional<Reject> size_fault(const Document& document) {
  const auto large = [](const std::string& text) { return text.size() > max_text_bytes; };
  const bool one_is =
      std::any_of(field_table.begin(), field_table.end(), [&](const FieldSpec& field) {
        const auto values = values_of(field, document);
        return field.id != FieldId::language && std::any_of(values.begin(), values.end(), large);
      });
  if (!one_is) return std::nullopt;
  return broken(RejectReason::too_large, fmt::format("a field of the document {} has over {} bytes",
                                                     shown(document.key), max_text_bytes));
}

/// False if it is not a day of the years 1 to 9999, or its time is not within a day.
bool tidy_date(Date& date) {
  if (!date.known()) {
    date = {};
    return true;
  }
  static const Day first = *day_from_civil({.year = 1, .month = 1, .day = 1});
  static const Day last = *day_from_civil({.year = 9999, .month = 12, .day = 31});
  if (date.day < first || date.day > last) return false;
  const bool timed = date.precision == DatePrecision::second;
  if (timed && (date.second_of_day < 0 || date.second_of_day >= seconds_per_day)) return false;
  constexpr int most_minutes = 18 * 60;
  if (std::abs(date.offset_minutes) > most_minutes) return false;
  if (!timed) date.second_of_day = date.offset_minutes = 0;
  date.day = days_of(date).first;
  return true;
}

}  // namespace

std::optional<Reject> make_valid(Document& document) {
  if (auto fault = key_fault(document.key)) return fault;
  if (auto fault = size_fault(document)) return fault;
  clean_strings(document);
  if (document.title.empty() && trim(document.text).empty())
    return broken(RejectReason::missing_text,
                  fmt::format("the document {} has neither title nor text", shown(document.key)));
  if (!tidy_extra(document))
    return broken(RejectReason::malformed,
                  fmt::format("the extra fields of the document {} are not a JSON object",
                              shown(document.key)));
  if (!tidy_date(document.date))
    return broken(RejectReason::malformed,
                  fmt::format("the date of the document {} is not within the years 1 to 9999",
                              shown(document.key)));
  return std::nullopt;
}

}  // namespace dateline
