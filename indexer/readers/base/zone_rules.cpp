#include "indexer/readers/base/zone_rules.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <unicode/strenum.h>

#include <algorithm>
#include <memory>
#include <string>

namespace dateline {
namespace {

/// The last zone that was asked for: the dates of a file mostly have one.
struct KeptZone {
  std::string name;
  std::unique_ptr<const icu::TimeZone> zone;
};

const icu::TimeZone* find(std::string_view name) {
  thread_local KeptZone kept;
  if (kept.zone != nullptr && kept.name == name) return kept.zone.get();
  kept.zone.reset(icu::TimeZone::createTimeZone(
      icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())})));
  kept.name = name;
  // ICU gives a zone "unknown" for names that it does not know.
  if (kept.zone != nullptr && *kept.zone == icu::TimeZone::getUnknown()) kept.zone.reset();
  return kept.zone.get();
}

std::vector<std::unique_ptr<const icu::TimeZone>> zones_of(std::string_view country) {
  std::vector<std::unique_ptr<const icu::TimeZone>> zones;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> names(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, std::string(country).c_str(), nullptr, error));
  if (U_FAILURE(error) || names == nullptr) return zones;
  while (const icu::UnicodeString* name = names->snext(error))
    zones.emplace_back(icu::TimeZone::createTimeZone(*name));
  return zones;
}

}  // namespace

std::vector<int> country_offsets(std::string_view country, Day day, int second_of_day) {
  thread_local std::string kept_country;
  thread_local std::vector<std::unique_ptr<const icu::TimeZone>> kept_zones;
  if (kept_country != country) {
    kept_zones = zones_of(country);
    kept_country = country;
  }
  constexpr double ms_per_second = 1000, seconds_per_day = 86400;
  constexpr int ms_per_minute = 60'000;
  std::vector<int> offsets;
  for (const auto& zone : kept_zones) {
    std::int32_t raw = 0, saving = 0;
    UErrorCode error = U_ZERO_ERROR;
    zone->getOffset((day * seconds_per_day + second_of_day) * ms_per_second, false, raw, saving,
                    error);
    const int offset = (raw + saving) / ms_per_minute;
    if (U_SUCCESS(error) && std::find(offsets.begin(), offsets.end(), offset) == offsets.end())
      offsets.push_back(offset);
  }
  return offsets;
}

std::optional<int> zone_offset(std::string_view zone, Day day, int second_of_day) {
  const icu::TimeZone* found = find(zone);
  if (found == nullptr) return std::nullopt;
  constexpr double ms_per_second = 1000, seconds_per_day = 86400;
  const UDate local = (day * seconds_per_day + second_of_day) * ms_per_second;
  std::int32_t raw = 0, saving = 0;
  UErrorCode error = U_ZERO_ERROR;
  if (const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(found))
    rules->getOffsetFromLocal(local, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, saving,
                              error);
  else
    found->getOffset(local, true, raw, saving, error);
  constexpr int ms_per_minute = 60'000;
  if (U_FAILURE(error)) return std::nullopt;
  return (raw + saving) / ms_per_minute;
}

}  // namespace dateline
