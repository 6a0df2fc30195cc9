#include "common/date/names.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "common/analysis/fold.hpp"
#include "common/date/cursor.hpp"

namespace dateline::date_text {
namespace {

struct SharedName {
  std::string_view name;
  unsigned month;
  std::string_view languages;
};

#include "common/date/date_names.inc"

/// Calls back with each name of a list whose names end with '|'.
template <typename Take>
void for_each_name(std::string_view list, Take&& take) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    take(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

/// The names, sorted by key.
class NameTable {
 public:
  NameTable() {
    for (std::size_t i = 0; i < month_names.size(); ++i)
      for_each_name(month_names[i],
                    [&](auto name) { meaning(name).month = static_cast<std::uint8_t>(i + 1); });
    for (const SharedName& name : shared_names) meaning(name.name).shared = true;
    for (std::size_t i = 0; i < weekday_names.size(); ++i)
      for_each_name(weekday_names[i], [&](auto name) {
        NameMeaning& added = meaning(name);
        added.weekday = true;
        added.day_of_week = static_cast<std::uint8_t>(i);
      });
    for_each_name(filler_words, [&](auto name) { meaning(name).filler = true; });
    merge();
  }

  [[nodiscard]] NameMeaning find(std::string_view key) const {
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), key,
                                     [](const Row& row, auto wanted) { return row.key < wanted; });
    if (at == rows_.end()) return {};
    if (at->key != key) {
      NameMeaning none;
      none.begins_longer = at->key.starts_with(key);
      return none;
    }
    NameMeaning meaning = at->meaning;
    meaning.begins_longer = at + 1 != rows_.end() && (at + 1)->key.starts_with(key);
    return meaning;
  }

 private:
  struct Row {
    std::string key;
    NameMeaning meaning;
  };

  NameMeaning& meaning(std::string_view name) {
    return rows_.emplace_back(Row{name_key(name), {}}).meaning;
  }

  /// One row for each key. A key that is not the same as in the script that made the lists, since
  /// folding is not, and has two months then, is shared.
  void merge() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Row& a, const Row& b) { return a.key < b.key; });
    std::vector<Row> merged;
    for (Row& row : rows_) {
      if (merged.empty() || merged.back().key != row.key)
        merged.push_back(std::move(row));
      else
        add(merged.back().meaning, row.meaning);
    }
    rows_ = std::move(merged);
    rows_.shrink_to_fit();
  }

  static void add(NameMeaning& to, const NameMeaning& other) {
    const bool differ = to.month != 0 && other.month != 0 && to.month != other.month;
    to.shared = to.shared || other.shared || differ;
    to.month = to.shared ? std::uint8_t{0} : std::max(to.month, other.month);
    if (to.weekday && other.weekday && to.day_of_week != other.day_of_week) to.day_of_week = 0;
    if (!to.weekday) to.day_of_week = other.day_of_week;
    to.weekday = to.weekday || other.weekday;
    to.filler = to.filler || other.filler;
  }

  std::vector<Row> rows_;
};

const NameTable& table() {
  static const NameTable names;
  return names;
}

bool lists(std::string_view languages, std::string_view language) noexcept {
  while (!languages.empty()) {
    const std::size_t end = std::min(languages.find(' '), languages.size());
    if (equal_folded(language, languages.substr(0, end))) return true;
    languages.remove_prefix(std::min(end + 1, languages.size()));
  }
  return false;
}

}  // namespace

std::string name_key(std::string_view words) {
  std::string key;
  fold_word(words, key);
  std::erase(key, '.');
  // Capitals of Turkish without their dot fold to an i with one.
  constexpr std::string_view dotless = "ı";
  for (std::size_t at = key.find(dotless); at != std::string::npos; at = key.find(dotless, at))
    key.replace(at, dotless.size(), "i");
  return key;
}

NameMeaning find_name(std::string_view key) {
  return table().find(key);
}

unsigned month_in_language(std::string_view key, std::string_view tag) {
  const std::string_view language = tag.substr(0, tag.find_first_of("-_"));
  unsigned month = 0;
  for (const SharedName& name : shared_names) {
    if (name_key(name.name) != key || !lists(name.languages, language)) continue;
    if (month != 0) return 0;
    month = name.month;
  }
  return month;
}

namespace {

bool is_part_of_word(std::string_view text) noexcept {
  return !text.empty() && (is_letter(text.front()) || (text.front() & 0x80) != 0);
}

/// The bytes of `text` that the name matches, apart from its dots and spaces; 0: none.
std::size_t match(std::string_view text, std::string_view name) noexcept {
  std::size_t at = 0;
  for (const char c : name) {
    if (at < text.size() && (text[at] == '.' || text[at] == ' ') && c != text[at] && at > 0) ++at;
    if (at >= text.size() || lower(text[at]) != lower(c)) return 0;
    ++at;
  }
  // East Asia's go on without a space.
  const bool wide = (name.front() & 0x80) != 0 && static_cast<unsigned char>(name.front()) >= 0xE3;
  return wide || !is_part_of_word(text.substr(at)) ? at : 0;
}

}  // namespace

HalfName find_half(std::string_view text) {
  HalfName found;
  if (!is_part_of_word(text)) return found;
  for (const bool second : {false, true}) {
    for_each_name(half_names[second ? 1 : 0], [&](auto name) {
      const std::size_t bytes = match(text, name);
      if (bytes > found.bytes) found = {bytes, second};
    });
  }
  return found;
}

}  // namespace dateline::date_text
