#include "indexer/readers/json/json_date.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace dateline {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int most_levels = 4;

JsonDate read_at(element value, int level);

JsonDate of_date(const std::optional<Date>& date) {
  JsonDate result;
  result.reading.date = date;
  return result;
}

JsonDate of_text(std::string text) {
  JsonDate result;
  result.reading = read_date(text, {.keeps_day = true});
  result.text = std::move(text);
  return result;
}

/// Whole, as far as 64 bits go.
std::optional<std::int64_t> number_of(element value) noexcept {
  std::int64_t number = 0;
  if (value.get(number) == simdjson::SUCCESS) return number;
  double exact = 0;
  constexpr double most = 9.2e18;
  if (value.get(exact) != simdjson::SUCCESS || !(std::fabs(exact) < most)) return std::nullopt;
  return static_cast<std::int64_t>(std::floor(exact));
}

std::optional<element> member(object members, std::string_view name) noexcept {
  element value;
  if (members.at_key(name).get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

/// 2024.5 is a measure; 1715680800.5 is a time.
JsonDate read_number(element value) {
  const auto number = number_of(value);
  if (!number) return {};
  constexpr double least_with_fraction = 1e8;
  double exact = 0;
  const bool has_fraction =
      value.is_double() && value.get(exact) == simdjson::SUCCESS && std::floor(exact) != exact;
  if (has_fraction && std::fabs(exact) < least_with_fraction) return {};
  return of_date(date_of_number(*number));
}

constexpr std::array<std::string_view, 3> number_names{"$numberLong", "$numberInt",
                                                       "$numberDouble"};

/// `{"$numberLong": "1715680800000"}`: MongoDB writes numbers as text, since JavaScript cannot hold
/// them.
std::optional<std::int64_t> number_of(object members) {
  for (const std::string_view name : number_names) {
    const auto inner = member(members, name);
    std::string_view text;
    if (!inner) continue;
    if (inner->get(text) != simdjson::SUCCESS) return number_of(*inner);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
  }
  return std::nullopt;
}

std::optional<std::int64_t> extended_number(element value) {
  object members;
  return value.get(members) == simdjson::SUCCESS ? number_of(members) : number_of(value);
}

/// `{"$date": ...}`: milliseconds, whatever their size, or text.
std::optional<JsonDate> read_mongo(object members, int level) {
  if (const auto date = member(members, "$date")) {
    if (const auto number = extended_number(*date)) return of_date(date_at_milliseconds(*number));
    return read_at(*date, level + 1);
  }
  if (const auto stamp = member(members, "$timestamp")) {
    object parts;
    if (stamp->get(parts) != simdjson::SUCCESS) return JsonDate{};
    const auto time = member(parts, "t");
    const auto seconds = time ? extended_number(*time) : std::nullopt;
    return seconds ? of_date(date_at(*seconds)) : JsonDate{};
  }
  for (const std::string_view name : number_names) {
    if (!member(members, name)) continue;
    const auto number = number_of(members);
    return number ? of_date(date_of_number(*number)) : JsonDate{};
  }
  return std::nullopt;
}

/// Firestore's and protobuf's timestamps.
std::optional<JsonDate> read_seconds(object members) {
  for (const std::string_view name : {"_seconds", "seconds"}) {
    const auto value = member(members, name);
    if (!value) continue;
    const auto seconds = extended_number(*value);
    return seconds ? of_date(date_at(*seconds)) : JsonDate{};
  }
  return std::nullopt;
}

/// `{"date": "2024-05-14 10:00:00.000000", "timezone_type": 3, "timezone": "Europe/Kyiv"}`
std::optional<JsonDate> read_php(object members) {
  const auto date = member(members, "date");
  const auto zone = member(members, "timezone");
  std::string_view date_text, zone_text;
  if (!date || !zone || date->get(date_text) != simdjson::SUCCESS ||
      zone->get(zone_text) != simdjson::SUCCESS)
    return std::nullopt;
  return of_text(std::string(date_text) + " " + std::string(zone_text));
}

JsonDate read_object(object members, int level) {
  if (auto found = read_mongo(members, level)) return *std::move(found);
  if (auto found = read_php(members)) return *std::move(found);
  if (auto found = read_seconds(members)) return *std::move(found);
  constexpr std::array<std::string_view, 9> names{
      "@value", "value", "iso", "$", "#text", "datetime", "dateTime", "timestamp", "date"};
  for (const std::string_view name : names)
    if (const auto value = member(members, name)) return read_at(*value, level + 1);
  return {};
}

/// [2024, 5, 14], [2024, 5, 14, 10, 0, 0, ...]: what Java and Python write.
JsonDate read_numbers(array items) {
  std::array<int, 6> parts{};
  std::size_t count = 0;
  for (const element item : items) {
    std::int64_t number = 0;
    if (item.get(number) != simdjson::SUCCESS) return {};
    if (count == parts.size()) break;  // nanoseconds, the day of the week, ...
    if (number < 0 || number > 9999) return {};
    parts[count++] = static_cast<int>(number);
  }
  if (count < 3 || parts[0] < 1000) return {};
  const auto day =
      day_from_civil({parts[0], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2])});
  if (!day) return {};
  Date date;
  date.day = *day;
  date.precision = DatePrecision::day;
  const bool is_time = count > 4 && parts[3] < 24 && parts[4] < 60 && parts[5] < 60;
  if (is_time) {
    date.precision = DatePrecision::second;
    date.second_of_day = parts[3] * 3600 + parts[4] * 60 + parts[5];
  }
  return of_date(date);
}

JsonDate read_array(array items, int level) {
  if (items.size() == 1) return read_at(items.at(0).value_unsafe(), level + 1);
  return read_numbers(items);
}

JsonDate read_at(element value, int level) {
  if (level == most_levels) return {};
  std::string_view text;
  array items;
  object members;
  if (value.get(text) == simdjson::SUCCESS) return of_text(std::string(text));
  if (value.get(items) == simdjson::SUCCESS) return read_array(items, level);
  if (value.get(members) == simdjson::SUCCESS) return read_object(members, level);
  return read_number(value);
}

}  // namespace

JsonDate read_json_date(simdjson::dom::element value) {
  return read_at(value, 0);
}

}  // namespace dateline
