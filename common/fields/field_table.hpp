// The one table of a document's fields: a row says what a field is called wherever it has a name,
// where its values are kept, and what can be asked of it. Readers, codec, export, JSON, --map, the
// C interface, the query language, facets and hints are made from it.
//
// To add a keyword field: a row here, a line in the readers that find it elsewhere than in JSON, a
// line in tests/unit/field_table_test.cpp. A field without a member of Document has its values in
// Document::fields. Numbers, prefixes and letters are on disk: never reuse one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"

namespace dateline {

/// Numbers of fields. On disk (common/format/segment/segment_columns.hpp, names in the store).
enum class FieldId : std::uint8_t {
  title = 1,
  source = 2,
  key = 3,
  language = 4,
  date = 5,
  text = 6,
  url = 7,
  authors = 8,
  tags = 9,
  extra = 10,
  modified = 11,
  date_origin = 12,
  date_precision = 13,
  kind = 14,
};

enum class FieldKind {
  key,
  date,
  text,     ///< searched by its words
  keyword,  ///< names, each a value as a whole
  members,  ///< the members of a JSON object that nobody named
};

/// When two values are the same (common/analysis/fold_name.hpp).
enum class ValueFolding { name, tag };

/// How JSON has the field.
struct InputRules {
  std::span<const std::string_view> names;    ///< the first that has a value wins
  std::span<const std::string_view> members;  ///< of an object, those that hold the value
  bool html = false;                          ///< values may be HTML
  bool truth = false;                         ///< true and false are values
};

/// How queries have the field.
struct QueryRules {
  std::string_view name;       ///< before the colon; empty: they cannot name it
  std::string_view example{};  ///< a clause
  std::string_view help{};     ///< what such a clause means
  std::span<const std::string_view> other_names{};  ///< what other engines and data sets call it
  std::string_view term_prefix{};                   ///< of its Xapian terms; empty: it has none
};

/// Where the values of a keyword field have numbers.
struct ValueRules {
  ValueFolding folding = ValueFolding::name;
  bool facet = false;
  bool column = false;         ///< in the segments' `columns`; otherwise the record has the number
  std::string_view letters{};  ///< of its keys in the store's `names`; empty: by its number
};

struct FieldSpec {
  FieldId id;
  std::string_view name;  ///< in JSON, for --map and for dateline_document_set()
  /// What dateline_document_set() calls one of several values, too; empty: nothing else.
  std::string_view singular{};
  FieldKind kind;
  bool many;                                    ///< a document may have several values
  std::uint8_t codec;                           ///< number in encoded documents
  std::string Document::*one;                   ///< null: see `several`
  std::vector<std::string> Document::*several;  ///< both null: see Document::fields
  InputRules input{};
  QueryRules query{};
  ValueRules values{};
  /// Of a field that follows from others: its values. It is not stored, and cannot be set.
  std::span<const std::string> (*derived)(const Document&) = nullptr;

  [[nodiscard]] constexpr bool queryable() const noexcept { return !query.name.empty(); }
  /// Whether input can have it under a name.
  [[nodiscard]] constexpr bool named_by_input() const noexcept { return !input.names.empty(); }
};

namespace field_names {

using Names = std::string_view;
inline constexpr Names key[]{"id", "_id", "key"};
inline constexpr Names key_members[]{"$oid", "value", "text", "#text", "id"};
inline constexpr Names other_key[]{"id", "docno"};
inline constexpr Names date[]{
    "date", "published", "published_at", "publication_date", "datetime", "date_published",
    "published_date", "publish_date", "date_publish", "publishing_date", "pub_date",
    // Of interfaces and databases:
    "published_on", "published_time", "publish_time", "publication_time", "post_date", "posted_at",
    "date_posted", "release_date", "web_publication_date", "first_published",
    "first_publication_date", "display_date", "issued", "date_time", "seen_date", "created_at",
    "created", "created_utc", "date_created", "creation_date", "timestamp"};
inline constexpr Names other_date[]{"published", "since", "until", "before", "after"};
inline constexpr Names title[]{"title",         "headline",   "web_title", "article_title",
                               "headline_text", "full_title", "heading"};
inline constexpr Names title_members[]{"text",  "value", "content", "rendered",
                                       "title", "main",  "name",    "#text"};
inline constexpr Names other_title[]{"headline", "subject", "intitle", "allintitle"};
inline constexpr Names text[]{
    "text", "body", "content", "contents", "article", "article_body", "content_text", "body_text",
    "full_text", "main_text", "plain_text", "content_html", "body_html", "text_html",
    "article_html", "html",
    // Of crawlers and data sets:
    "cleaned_text", "text_content", "article_text", "content_full", "full_content", "story",
    "story_text", "document", "self_text", "news_text", "raw_text",
    // Where there is nothing else:
    "description", "description_html", "summary", "abstract", "excerpt", "short_description",
    "lead_paragraph", "snippet", "lead", "standfirst", "teaser"};
inline constexpr Names text_members[]{"text", "content",  "value", "body",  "paragraph",
                                      "p",    "rendered", "html",  "#text", "$text"};
/// Of a text that is an object without any of these: its parts, in their order.
inline constexpr Names text_parts[]{"headline", "heading",  "summary",    "intro",  "lead",
                                    "sections", "section",  "paragraphs", "blocks", "parts",
                                    "elements", "children", "items",      "data",   "spans"};
inline constexpr Names source[]{"source",      "publisher",     "outlet",    "source_name",
                                "site_name",   "publication",   "newspaper", "media_name",
                                "source_site", "source_domain", "host_name", "domain",
                                "clean_url",   "website"};
inline constexpr Names source_members[]{"name", "title", "value", "text", "#text"};
inline constexpr Names other_source[]{"publisher", "site", "from"};
inline constexpr Names url[]{"url",           "web_url",        "article_url", "page_url",
                             "canonical_url", "canonical_link", "permalink",   "link",
                             "original_url",  "final_url",      "external_url"};
inline constexpr Names url_members[]{"url", "href", "value", "text", "#text"};
inline constexpr Names language[]{"language", "lang", "in_language", "language_code",
                                  "human_language"};
inline constexpr Names language_members[]{"code", "value", "text", "#text"};
inline constexpr Names other_language[]{"language", "locale"};
inline constexpr Names authors[]{"authors", "author", "byline", "creator", "author_name"};
inline constexpr Names other_authors[]{"authors", "by", "byline", "creator"};
inline constexpr Names author_members[]{"name",         "full_name",   "fullName",
                                        "display_name", "displayName", "value",
                                        "text",         "content",     "#text"};
inline constexpr Names tags[]{"tags", "topics", "keywords", "news_keywords"};
inline constexpr Names other_tags[]{"tags", "topic", "topics", "keyword", "keywords"};
inline constexpr Names modified[]{"modified", "date_modified", "dateModified", "modified_at",
                                  "last_modified"};
inline constexpr Names other_modified[]{"updated", "changed"};
inline constexpr Names other_origin[]{"date_origin"};
inline constexpr Names other_precision[]{"date_precision"};
inline constexpr Names kind[]{"kind", "page_type", "pagetype"};
inline constexpr Names other_kind[]{"page_type"};
inline constexpr Names tag_members[]{"name",  "value", "text",  "term",
                                     "label", "tag",   "title", "#text"};

}  // namespace field_names

/// The names of a date's origin and precision, where it is known.
[[nodiscard]] std::span<const std::string> origin_values(const Document& document) noexcept;
[[nodiscard]] std::span<const std::string> precision_values(const Document& document) noexcept;

/// In the order in which documents have them. Codec numbers 4 (a record of its own) and 11 (flags)
/// are document_codec.cpp's.
inline constexpr std::array<FieldSpec, 14> field_table{{
    {.id = FieldId::key,
     .name = "key",
     .kind = FieldKind::key,
     .many = false,
     .codec = 1,
     .one = &Document::key,
     .several = nullptr,
     .input = {field_names::key, field_names::key_members},
     .query = {"key", "key:seed/odesa-istanbul-2024.txt", "the document with this key",
               field_names::other_key}},
    {.id = FieldId::date,
     .name = "date",
     .kind = FieldKind::date,
     .many = false,
     .codec = 2,
     .one = nullptr,
     .several = nullptr,
     .input = {field_names::date, {}},
     .query = {"date", "date:2023..2024-06", "published on that day, month, year or span",
               field_names::other_date}},
    {.id = FieldId::title,
     .name = "title",
     .kind = FieldKind::text,
     .many = false,
     .codec = 3,
     .one = &Document::title,
     .several = nullptr,
     .input = {field_names::title, field_names::title_members, true, true},
     .query = {"title", "title:cooperation", "the word or phrase is in the title",
               field_names::other_title}},
    {.id = FieldId::text,
     .name = "text",
     .kind = FieldKind::text,
     .many = false,
     .codec = 4,
     .one = &Document::text,
     .several = nullptr,
     .input = {field_names::text, field_names::text_members, true, true}},
    {.id = FieldId::source,
     .name = "source",
     .kind = FieldKind::keyword,
     .many = false,
     .codec = 5,
     .one = &Document::source,
     .several = nullptr,
     .input = {field_names::source, field_names::source_members, true},
     .query = {"source", "source:\"US Senate: Akaka\"", "the publisher's name, whole",
               field_names::other_source, "P"},
     .values = {.facet = true, .letters = "sSt"}},
    {.id = FieldId::url,
     .name = "url",
     .kind = FieldKind::keyword,
     .many = false,
     .codec = 6,
     .one = &Document::url,
     .several = nullptr,
     .input = {field_names::url, field_names::url_members}},
    {.id = FieldId::language,
     .name = "language",
     .kind = FieldKind::keyword,
     .many = false,
     .codec = 7,
     .one = &Document::language,
     .several = nullptr,
     .input = {field_names::language, field_names::language_members},
     .query = {"lang", "lang:en", "the document's language tag", field_names::other_language, "L"},
     .values = {.folding = ValueFolding::tag, .facet = true, .letters = "lLm"}},
    {.id = FieldId::authors,
     .name = "authors",
     .singular = "author",
     .kind = FieldKind::keyword,
     .many = true,
     .codec = 8,
     .one = nullptr,
     .several = &Document::authors,
     .input = {field_names::authors, field_names::author_members, true},
     .query = {"author", "author:\"Jane Doe\"", "one of the authors, the whole name",
               field_names::other_authors},
     .values = {.facet = true, .column = true}},
    {.id = FieldId::tags,
     .name = "tags",
     .singular = "tag",
     .kind = FieldKind::keyword,
     .many = true,
     .codec = 9,
     .one = nullptr,
     .several = &Document::tags,
     .input = {field_names::tags, field_names::tag_members, true, true},
     .query = {"tag", "tag:grain", "one of the tags, whole", field_names::other_tags},
     .values = {.facet = true, .column = true}},
    {.id = FieldId::extra,
     .name = "extra",
     .kind = FieldKind::members,
     .many = false,
     .codec = 10,
     .one = &Document::extra_json,
     .several = nullptr,
     .query = {"x", "x.section:World", "another member of the input, of that name, has it"},
     .values = {.facet = true, .column = true}},
    {.id = FieldId::modified,
     .name = "modified",
     .kind = FieldKind::keyword,
     .many = false,
     .codec = 12,
     .one = nullptr,
     .several = nullptr,
     .input = {field_names::modified, field_names::url_members},
     .query = {"modified", "modified:2024-05-14", "changed for the last time on that day",
               field_names::other_modified},
     .values = {.column = true}},
    {.id = FieldId::date_origin,
     .name = "date_origin",
     .kind = FieldKind::keyword,
     .many = false,
     .codec = 13,
     .one = nullptr,
     .several = nullptr,
     .query = {"origin", "origin:json_ld", "where its date was found", field_names::other_origin},
     .values = {.facet = true, .column = true},
     .derived = origin_values},
    {.id = FieldId::date_precision,
     .name = "date_precision",
     .kind = FieldKind::keyword,
     .many = false,
     .codec = 14,
     .one = nullptr,
     .several = nullptr,
     .query = {"precision", "precision:day", "how exact its date is: year, month, day or second",
               field_names::other_precision},
     .values = {.facet = true, .column = true},
     .derived = precision_values},
    {.id = FieldId::kind,
     .name = "kind",
     .kind = FieldKind::keyword,
     .many = false,
     .codec = 15,
     .one = nullptr,
     .several = nullptr,
     .input = {field_names::kind, field_names::tag_members},
     .query = {"kind", "kind:article",
               "what kind of page it is: article, forum, listing, product or page",
               field_names::other_kind},
     .values = {.facet = true, .column = true}},
}};

[[nodiscard]] constexpr std::size_t place_of_field(FieldId id) noexcept {
  std::size_t place = 0;
  while (place + 1 < field_table.size() && field_table[place].id != id) ++place;
  return place;
}
/// The row of a field.
[[nodiscard]] constexpr const FieldSpec& field_of(FieldId id) noexcept {
  return field_table[place_of_field(id)];
}
/// Whether a row has this number: of bytes that were read.
[[nodiscard]] constexpr bool is_field(std::uint64_t number) noexcept {
  return number <= 0xFF &&
         static_cast<std::uint64_t>(field_of(static_cast<FieldId>(number)).id) == number;
}

/// The field that queries call so; null where there is none.
[[nodiscard]] const FieldSpec* queried_field(std::string_view name) noexcept;
/// The field of that name (FieldSpec::name) that input can have; null where there is none.
[[nodiscard]] const FieldSpec* input_field(std::string_view name) noexcept;
/// The fields that queries can name, by their numbers.
[[nodiscard]] std::span<const FieldSpec* const> queryable_fields() noexcept;
/// `key, date, ... and tags`: the names of the fields that input can have.
[[nodiscard]] std::string input_field_list();

/// A document's values of a key, text or keyword field; none where it is empty.
[[nodiscard]] std::span<const std::string> values_of(const FieldSpec& field,
                                                     const Document& document);
/// Replaces them; a field with one value takes the first.
void set_values(const FieldSpec& field, Document& document, std::vector<std::string> values);
/// What is to be changed in place; null where a field without a member has no value.
[[nodiscard]] std::span<std::string> values_in(const FieldSpec& field, Document& document);

/// The value as it is compared.
[[nodiscard]] std::string folded(const FieldSpec& field, std::string_view value);

}  // namespace dateline
