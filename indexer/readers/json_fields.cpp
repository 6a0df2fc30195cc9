#include "indexer/readers/json_fields.hpp"

#include <fmt/format.h>

#include <array>

namespace dateline {
namespace {

struct KnownName {
  std::string_view name;
  DocumentField field;
};

/// The earlier name of a field goes before the later one. A document without a key is known by its
/// URL, which the converter sees to.
constexpr std::array known_names{
    KnownName{"id", DocumentField::key},
    KnownName{"_id", DocumentField::key},
    KnownName{"key", DocumentField::key},
    KnownName{"date", DocumentField::date},
    KnownName{"published", DocumentField::date},
    KnownName{"published_at", DocumentField::date},
    KnownName{"publication_date", DocumentField::date},
    KnownName{"datetime", DocumentField::date},
    KnownName{"title", DocumentField::title},
    KnownName{"headline", DocumentField::title},
    KnownName{"text", DocumentField::text},
    KnownName{"body", DocumentField::text},
    KnownName{"content", DocumentField::text},
    KnownName{"contents", DocumentField::text},
    KnownName{"article", DocumentField::text},
    KnownName{"source", DocumentField::source},
    KnownName{"publisher", DocumentField::source},
    KnownName{"outlet", DocumentField::source},
    KnownName{"url", DocumentField::url},
    KnownName{"language", DocumentField::language},
    KnownName{"lang", DocumentField::language},
    KnownName{"authors", DocumentField::authors},
    KnownName{"author", DocumentField::authors},
    KnownName{"tags", DocumentField::tags},
    KnownName{"topics", DocumentField::tags},
    KnownName{"keywords", DocumentField::tags},
};

constexpr std::array own_names{
    KnownName{"key", DocumentField::key},           KnownName{"date", DocumentField::date},
    KnownName{"title", DocumentField::title},       KnownName{"text", DocumentField::text},
    KnownName{"source", DocumentField::source},     KnownName{"url", DocumentField::url},
    KnownName{"language", DocumentField::language}, KnownName{"authors", DocumentField::authors},
    KnownName{"tags", DocumentField::tags},
};
static_assert(own_names.size() == document_field_count);

}  // namespace

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
  for (std::size_t i = 0; i < known_names.size(); ++i) {
    if (known_names[i].name == name)
      return FieldName{known_names[i].field, static_cast<std::uint32_t>(mapped_.size() + i)};
  }
  return std::nullopt;
}

}  // namespace dateline
