// Names of months, weekdays and halves of the day in the languages of CLDR.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::date_text {

/// What a word of a date may mean; it may be several things.
struct NameMeaning {
  std::uint8_t month = 0;  ///< 1 to 12; 0: none, or another month in other languages (`shared`)
  bool shared = false;     ///< see month_in_language()
  bool weekday = false;
  std::uint8_t day_of_week = 0;  ///< 1 (Monday) to 7; 0 where languages differ
  bool filler = false;           ///< belongs to no part: "de", "г.", "日"
  bool begins_longer = false;    ///< longer names begin with it
  [[nodiscard]] bool known() const noexcept { return month != 0 || shared || weekday || filler; }
};

/// The form under which names are looked up: folded as words of texts are, without spaces and
/// punctuation.
[[nodiscard]] std::string name_key(std::string_view words);

/// The table is made at the first call, in about ten milliseconds. Thread-safe.
[[nodiscard]] NameMeaning find_name(std::string_view key);

/// The month that a shared name means in the language of the tag; 0 if that does not decide.
[[nodiscard]] unsigned month_in_language(std::string_view key, std::string_view tag);

struct HalfName {
  std::size_t bytes = 0;  ///< of the name that the text begins with; 0: with none
  bool second = false;    ///< after noon
};
/// The name of a half of the day that the text begins with, as a whole word ("오후", "μ.μ.").
[[nodiscard]] HalfName find_half(std::string_view text);

}  // namespace dateline::date_text
