#include "indexer/readers/json/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace dateline {
namespace {

struct KnownName {
  std::string_view name;
  FieldId field;
};

constexpr std::size_t known_name_count = [] {
  std::size_t count = 0;
  for (const FieldSpec& field : field_table) count += field.input.names.size();
  return count;
}();

/// The earlier name of a field goes before the later one. A document without a key is known by its
/// URL, which the converter sees to. Spellings of a name that differ in case, hyphens and
/// underscores (`publishedAt`) mean the same field, and go after the one that stands here.
constexpr auto known_names = [] {
  std::array<KnownName, known_name_count> names{};
  std::size_t count = 0;
  for (const FieldSpec& field : field_table)
    for (const std::string_view name : field.input.names) names[count++] = {name, field.id};
  return names;
}();

/// Longer names of members are nobody's field.
constexpr std::size_t most_name_bytes = 24;

/// A name in lower case, without hyphens and without underscores but the first.
class PlainName {
 public:
  explicit constexpr PlainName(std::string_view name) noexcept {
    if (name.size() > most_name_bytes) return;
    for (const char c : name) {
      if ((c == '_' || c == '-') && size_ > 0) continue;
      bytes_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
  }
  constexpr PlainName() noexcept = default;
  [[nodiscard]] constexpr std::string_view text() const noexcept { return {bytes_.data(), size_}; }

 private:
  std::array<char, most_name_bytes> bytes_{};
  std::size_t size_ = 0;
};

struct PlainEntry {
  PlainName name;
  std::uint32_t place = 0;  ///< in known_names
};

/// The known names in the order of their plain spellings.
constexpr auto plain_entries = [] {
  std::array<PlainEntry, known_names.size()> entries{};
  for (std::uint32_t i = 0; i < entries.size(); ++i)
    entries[i] = {PlainName(known_names[i].name), i};
  std::sort(entries.begin(), entries.end(),
            [](const PlainEntry& a, const PlainEntry& b) { return a.name.text() < b.name.text(); });
  return entries;
}();

/// The place among the known names of one that is spelled like this, or nearly.
std::optional<std::uint32_t> place_of(std::string_view name) noexcept {
  const PlainName plain(name);
  if (plain.text().empty()) return std::nullopt;
  const auto entry = std::lower_bound(
      plain_entries.begin(), plain_entries.end(), plain.text(),
      [](const PlainEntry& e, std::string_view text) { return e.name.text() < text; });
  if (entry == plain_entries.end() || entry->name.text() != plain.text()) return std::nullopt;
  return entry->place;
}

/// Some data sets have the kind of thing before each name: `news_title`, `articleDate`.
std::string_view without_kind(std::string_view name) noexcept {
  for (const std::string_view kind : {"news", "article", "post", "story", "item", "doc"}) {
    const bool is_longer = name.size() > kind.size() + 1 && name.starts_with(kind);
    if (!is_longer) continue;
    const char next = name[kind.size()];
    if (next == '_' || next == '-' || next == ' ') return name.substr(kind.size() + 1);
    if (next >= 'A' && next <= 'Z') return name.substr(kind.size());
  }
  return {};
}

}  // namespace

std::optional<FieldId> field_named(std::string_view name) noexcept {
  for (const auto& known : known_names) {
    if (known.name == name) return known.field;
  }
  return std::nullopt;
}

Status check_field_map(const ReaderOptions& options) {
  for (const auto& [json_name, field] : options.field_map) {
    if (field_named(field)) continue;
    return failure(
        ErrorCode::usage,
        fmt::format("cannot map {} to {}: documents have no such field", json_name, field),
        fmt::format("fields are {}", input_field_list()));
  }
  return {};
}

FieldNames::FieldNames(const ReaderOptions& options) {
  for (const auto& [json_name, field_name] : options.field_map) {
    const auto rank = static_cast<std::uint32_t>(mapped_.size());
    if (const auto field = field_named(field_name)) mapped_.push_back({json_name, {*field, rank}});
  }
}

std::optional<FieldName> FieldNames::find_mapped(std::string_view name) const noexcept {
  for (const auto& mapped : mapped_) {
    if (mapped.name == name) return mapped.meaning;
  }
  return std::nullopt;
}

std::optional<FieldName> FieldNames::find(std::string_view name) const noexcept {
  if (const auto mapped = find_mapped(name)) return mapped;
  auto place = place_of(name);
  std::size_t later = 0;
  if (!place) {
    place = place_of(without_kind(name));
    later = 2 * known_names.size();
  }
  if (!place) return std::nullopt;
  const KnownName& known = known_names[*place];
  const std::size_t rank =
      later + mapped_.size() + most_shape_rules + 2 * *place + (known.name == name ? 0 : 1);
  return FieldName{known.field, static_cast<std::uint32_t>(rank)};
}

}  // namespace dateline
