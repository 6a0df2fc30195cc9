#include "common/date/zones.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "common/date/cursor.hpp"

namespace dateline::date_text {
namespace {

struct ZoneRow {
  std::string_view name;
  int minutes;
  std::string_view id;
  std::string_view places;
};

constexpr ZoneRow rows[] = {
#define ZONE(name, minutes, id, places) {name, minutes, id, places},
#include "common/date/zones.inc"
#undef ZONE
};

/// Case of ASCII letters does not count; other letters are written as in the table.
bool is_before(std::string_view one, std::string_view other) noexcept {
  return std::lexicographical_compare(one.begin(), one.end(), other.begin(), other.end(),
                                      [](char a, char b) { return lower(a) < lower(b); });
}

/// The rows of a name, in the table's order.
std::span<const ZoneRow* const> rows_of(std::string_view name) {
  static const auto sorted = [] {
    std::vector<const ZoneRow*> all;
    for (const ZoneRow& row : rows) all.push_back(&row);
    std::stable_sort(all.begin(), all.end(),
                     [](auto* a, auto* b) { return is_before(a->name, b->name); });
    return all;
  }();
  const auto first = std::partition_point(sorted.begin(), sorted.end(),
                                          [&](auto* row) { return is_before(row->name, name); });
  const auto last = std::partition_point(first, sorted.end(),
                                         [&](auto* row) { return !is_before(name, row->name); });
  return {first, last};
}

/// Whether the word is in the list, letter by letter.
bool lists(std::string_view places, std::string_view word) noexcept {
  while (!places.empty()) {
    const std::size_t end = std::min(places.find(' '), places.size());
    if (places.substr(0, end) == word) return true;
    places.remove_prefix(std::min(end + 1, places.size()));
  }
  return false;
}

/// The hints, as the table writes places: the country, the tag's region, the language.
struct Places {
  explicit Places(const DateHints& hints) : country(hints.country) {
    std::string_view tag = hints.language;
    const std::size_t end = std::min(tag.find_first_of("-_"), tag.size());
    for (std::size_t i = 0; i < end && i < language_letters.size(); ++i)
      language_letters[language_length++] = lower(tag[i]);
    while (tag.find_first_of("-_") != std::string_view::npos) {
      tag.remove_prefix(tag.find_first_of("-_") + 1);
      if (std::min(tag.find_first_of("-_"), tag.size()) != region_letters.size()) continue;
      for (std::size_t i = 0; i < region_letters.size(); ++i)
        region_letters[i] = is_upper(tag[i]) ? tag[i] : static_cast<char>(tag[i] - 32);
    }
  }
  [[nodiscard]] std::array<std::string_view, 3> in_order() const noexcept {
    return {country, std::string_view(region_letters.data(), region_letters[0] != 0 ? 2 : 0),
            std::string_view(language_letters.data(), language_length)};
  }

  std::string_view country;
  std::array<char, 2> region_letters{};
  std::array<char, 3> language_letters{};
  std::size_t language_length = 0;
};

Zone meaning_of(const ZoneRow& row) noexcept {
  return {row.id.empty() ? Zone::Kind::fixed : Zone::Kind::rules, row.minutes, row.id};
}

}  // namespace

Zone find_zone(std::string_view name, const DateHints& hints) {
  if (equal_folded(name, "z") || equal_folded(name, "gmt") || equal_folded(name, "utc"))
    return {Zone::Kind::fixed, 0, {}};
  const auto named = rows_of(name);
  if (named.empty()) return {};
  if (named.size() == 1 && named[0]->places.empty()) return meaning_of(*named[0]);
  const Places places(hints);
  for (const std::string_view place : places.in_order()) {
    for (const ZoneRow* row : named)
      if (!place.empty() && lists(row->places, place)) return meaning_of(*row);
  }
  for (const ZoneRow* row : named)
    if (row->places.empty()) return meaning_of(*row);
  return {Zone::Kind::several, 0, {}};
}

}  // namespace dateline::date_text
