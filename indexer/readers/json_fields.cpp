#include "indexer/readers/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace dateline {
namespace {

struct KnownName {
  std::string_view name;
  DocumentField field;
};

/// The earlier name of a field goes before the later one. A document without a key is known by its
/// URL, which the converter sees to. Spellings of a name that differ in case, hyphens and
/// underscores (`publishedAt`) mean the same field, and go after the one that stands here.
constexpr std::array known_names{
    KnownName{"id", DocumentField::key},
    KnownName{"_id", DocumentField::key},
    KnownName{"key", DocumentField::key},
    KnownName{"date", DocumentField::date},
    KnownName{"published", DocumentField::date},
    KnownName{"published_at", DocumentField::date},
    KnownName{"publication_date", DocumentField::date},
    KnownName{"datetime", DocumentField::date},
    KnownName{"date_published", DocumentField::date},
    KnownName{"published_date", DocumentField::date},
    KnownName{"publish_date", DocumentField::date},
    KnownName{"date_publish", DocumentField::date},
    KnownName{"publishing_date", DocumentField::date},
    KnownName{"pub_date", DocumentField::date},
    KnownName{"title", DocumentField::title},
    KnownName{"headline", DocumentField::title},
    KnownName{"text", DocumentField::text},
    KnownName{"body", DocumentField::text},
    KnownName{"content", DocumentField::text},
    KnownName{"contents", DocumentField::text},
    KnownName{"article", DocumentField::text},
    KnownName{"article_body", DocumentField::text},
    KnownName{"content_text", DocumentField::text},
    KnownName{"body_text", DocumentField::text},
    KnownName{"full_text", DocumentField::text},
    KnownName{"main_text", DocumentField::text},
    KnownName{"plain_text", DocumentField::text},
    KnownName{"content_html", DocumentField::text},
    KnownName{"body_html", DocumentField::text},
    KnownName{"text_html", DocumentField::text},
    KnownName{"article_html", DocumentField::text},
    KnownName{"html", DocumentField::text},
    KnownName{"description", DocumentField::text},
    KnownName{"description_html", DocumentField::text},
    KnownName{"summary", DocumentField::text},
    KnownName{"abstract", DocumentField::text},
    KnownName{"source", DocumentField::source},
    KnownName{"publisher", DocumentField::source},
    KnownName{"outlet", DocumentField::source},
    KnownName{"url", DocumentField::url},
    KnownName{"language", DocumentField::language},
    KnownName{"lang", DocumentField::language},
    KnownName{"in_language", DocumentField::language},
    KnownName{"authors", DocumentField::authors},
    KnownName{"author", DocumentField::authors},
    KnownName{"tags", DocumentField::tags},
    KnownName{"topics", DocumentField::tags},
    KnownName{"keywords", DocumentField::tags},
};

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

constexpr std::array own_names{
    KnownName{"key", DocumentField::key},           KnownName{"date", DocumentField::date},
    KnownName{"title", DocumentField::title},       KnownName{"text", DocumentField::text},
    KnownName{"source", DocumentField::source},     KnownName{"url", DocumentField::url},
    KnownName{"language", DocumentField::language}, KnownName{"authors", DocumentField::authors},
    KnownName{"tags", DocumentField::tags},
};
static_assert(own_names.size() == document_field_count);

}  // namespace

std::string_view name_of(DocumentField field) noexcept {
  return own_names[static_cast<std::size_t>(field)].name;
}

std::optional<DocumentField> document_field_called(std::string_view name) noexcept {
  for (const auto& own : own_names) {
    if (own.name == name) return own.field;
  }
  return std::nullopt;
}

std::optional<DocumentField> document_field_named(std::string_view name) noexcept {
  for (const auto& known : known_names) {
    if (known.name == name) return known.field;
  }
  return std::nullopt;
}

Status check_field_map(const ReaderOptions& options) {
  for (const auto& [json_name, field] : options.field_map) {
    if (document_field_named(field)) continue;
    return failure(
        ErrorCode::usage,
        fmt::format("cannot map {} to {}: documents have no such field", json_name, field),
        "fields are key, date, title, text, source, url, language, authors and tags");
  }
  return {};
}

FieldNames::FieldNames(const ReaderOptions& options) {
  for (const auto& [json_name, field_name] : options.field_map) {
    const auto rank = static_cast<std::uint32_t>(mapped_.size());
    if (const auto field = document_field_named(field_name))
      mapped_.push_back({json_name, {*field, rank}});
  }
}

std::optional<FieldName> FieldNames::find(std::string_view name) const noexcept {
  for (const auto& mapped : mapped_) {
    if (mapped.name == name) return mapped.meaning;
  }
  const auto place = place_of(name);
  if (!place) return std::nullopt;
  const KnownName& known = known_names[*place];
  const std::size_t rank = mapped_.size() + 2 * *place + (known.name == name ? 0 : 1);
  return FieldName{known.field, static_cast<std::uint32_t>(rank)};
}

}  // namespace dateline
