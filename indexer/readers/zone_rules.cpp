#include "indexer/readers/zone_rules.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

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

}  // namespace

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
