#include "indexer/readers/json/json_shapes.hpp"

#include <algorithm>
#include <cstdint>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using F = FieldId;
/// The member's name means a field elsewhere, but not here.
constexpr FieldId no_field{};

/// In the order in which they are tried.
constexpr std::array shapes{
    JsonShape{.name = "trafilatura",
              .members = {"fingerprint", "hostname", "source"},
              .rules = {{{F::url, "source"},
                         {F::source, "source-hostname"},
                         {F::source, "hostname"},
                         {F::tags, "tags"},
                         {F::tags, "categories"}}}},
    JsonShape{.name = "newspaper4k",
              .members = {"canonical_link", "meta_lang", "text"},
              .rules = {{{F::url, "url"},
                         {F::url, "canonical_link"},
                         {F::source, "meta_site_name"},
                         {F::tags, "tags"},
                         {F::tags, "keywords"},
                         {F::tags, "meta_keywords"},
                         {F::language, "language"},
                         {F::language, "meta_lang"}}}},
    JsonShape{.name = "news-please",
              .members = {"date_download", "date_publish", "source_domain"},
              .rules = {{{F::text, "maintext"}, {F::source, "source_domain"}}},
              .local_times = true},
    JsonShape{.name = "CC-News (Hugging Face)",
              .members = {"domain", "image_url", "date"},
              .local_times = true},
    JsonShape{.name = "RealNews",
              .members = {"warc_date", "publish_date", "domain"},
              .order = DayMonthOrder::month_first},
    JsonShape{.name = "Washington Post (TREC)",
              .members = {"article_url", "contents", "published_date"},
              .rules = {{{F::url, "article_url"}, {F::text, "contents"}}}},
    JsonShape{.name = "GDELT articles",
              .members = {"seendate", "domain", "sourcecountry"},
              .rules = {{{F::date, "seendate"}, {F::source, "domain"}}}},
    JsonShape{.name = "New York Times articles",
              .members = {"web_url", "headline", "pub_date"},
              .rules = {{{F::key, "_id"},
                         {F::title, "headline.main"},
                         {F::text, "lead_paragraph"},
                         {F::text, "snippet"},
                         {F::authors, "byline.original"},
                         {F::tags, "keywords.value"}}}},
    JsonShape{.name = "Guardian content",
              .members = {"webTitle", "webPublicationDate", "webUrl"},
              .rules = {{{F::text, "fields.bodyText"},
                         {F::text, "fields.body"},
                         {F::authors, "fields.byline"},
                         {F::source, "fields.publication"}}}},
    JsonShape{.name = "WordPress posts",
              .members = {"date_gmt", "title", "content"},
              .rules = {{{no_field, "id"},
                         {F::url, "link"},
                         {F::date, "date_gmt"},
                         {F::authors, "_embedded.author"},
                         {no_field, "author"},
                         {no_field, "tags"}}}},
    JsonShape{.name = "Event Registry articles",
              .members = {"uri", "dateTime", "body"},
              .rules = {{{F::key, "uri"},
                         {F::date, "dateTimePub"},
                         {F::date, "dateTime"},
                         {F::source, "source"}}}},
    JsonShape{.name = "Telegram messages",
              .members = {"date_unixtime", "from", "text"},
              .rules = {{{F::date, "date_unixtime"}, {F::source, "from"}}},
              .text_runs = true},
    JsonShape{.name = "Twitter statuses",
              .members = {"id_str", "created_at", "user"},
              .rules = {{{F::key, "id_str"}, {F::text, "full_text"}, {F::authors, "user.name"}}}},
    JsonShape{.name = "Reddit submissions",
              .members = {"created_utc", "subreddit", "title"},
              .rules = {{{F::text, "selftext"}, {F::source, "subreddit"}}}},
    JsonShape{.name = "Arc stories",
              .members = {"content_elements", "headlines", "canonical_url"},
              .rules = {{{F::title, "headlines.basic"},
                         {F::text, "content_elements"},
                         {F::date, "display_date"},
                         {F::date, "publish_date"},
                         {F::authors, "credits.by"},
                         {F::tags, "taxonomy.tags"}}}},
    JsonShape{.name = "CNN and Daily Mail",
              .members = {"article", "highlights", "id"},
              .rules = {{{F::text, "article"}}}},
    JsonShape{.name = "Webhose",
              .members = {"thread", "uuid", "published"},
              .rules = {{{F::key, "uuid"}, {F::source, "thread.site"}}}},
    JsonShape{.name = "Diffbot articles",
              .members = {"pageUrl", "humanLanguage", "title"},
              .rules = {{{F::url, "pageUrl"}, {F::source, "siteName"}}}},
};

using Names = std::string_view;
constexpr Names list_names[]{"articles", "items",     "entries", "docs",     "documents",
                             "posts",    "results",   "hits",    "news",     "stories",
                             "messages", "statuses",  "tweets",  "data",     "records",
                             "rows",     "value",     "objects", "list",     "edges",
                             "response", "responses", "content", "children", "feed"};
constexpr Names wrapper_names[]{
    "_source",    "source_document", "doc",     "document", "node", "row",
    "attributes", "fields",          "article", "item",     "post", "story",
    "data",       "record",          "body",    "content",  "news"};
constexpr Names part_names[]{
    "image",    "images",    "photo",  "photos",   "media",  "multimedia", "video", "videos",
    "picture",  "thumbnail", "author", "authors",  "source", "publisher",  "user",  "related",
    "comments", "tags",      "links",  "headline", "title",  "dateline",   "thread"};
constexpr Names summary_names[]{"description", "description_html",  "summary", "abstract",
                                "excerpt",     "short_description", "snippet", "lead",
                                "teaser",      "standfirst",        "dek"};
constexpr Names unix_time_names[]{"timestamp", "created_utc", "date_unixtime"};
constexpr Names types_without_text[]{
    "kicker",      "title",       "headline",        "byline",       "date",
    "author_info", "author-info", "author",          "image",        "picture",
    "photo",       "gallery",     "video",           "audio",        "tweet",
    "embed",       "oembed",      "oembed_response", "custom_embed", "interstitial_link",
    "divider",     "inline_story"};

template <std::size_t size>
bool is_one_of(const Names (&names)[size], std::string_view name) noexcept {
  return std::any_of(std::begin(names), std::end(names),
                     [&](std::string_view known) { return equal_ignoring_case(known, name); });
}

/// Members of shapes, each once, in alphabetical order: the place is the bit of a set.
struct Markers {
  std::array<std::string_view, 64> names{};
  std::size_t count = 0;
};

constexpr Markers markers = [] {
  Markers found;
  for (const JsonShape& shape : shapes)
    for (const std::string_view name : shape.members) {
      const auto end = found.names.begin() + found.count;
      if (!name.empty() && std::find(found.names.begin(), end, name) == end)
        found.names[found.count++] = name;
    }
  std::sort(found.names.begin(), found.names.begin() + found.count);
  return found;
}();

constexpr std::uint64_t bit_of(std::string_view name) noexcept {
  const auto* const end = markers.names.begin() + markers.count;
  const auto* const found = std::lower_bound(markers.names.begin(), end, name);
  if (found == end || *found != name) return 0;
  return std::uint64_t{1} << (found - markers.names.begin());
}

constexpr auto sets_of_members = [] {
  std::array<std::uint64_t, shapes.size()> sets{};
  for (std::size_t i = 0; i < shapes.size(); ++i)
    for (const std::string_view name : shapes[i].members) sets[i] |= bit_of(name);
  return sets;
}();

}  // namespace

std::span<const JsonShape> json_shapes() noexcept {
  return shapes;
}

const JsonShape* shape_of(simdjson::dom::object object) noexcept {
  std::uint64_t present = 0;
  for (const auto member : object) present |= bit_of(member.key);
  for (std::size_t i = 0; i < shapes.size(); ++i)
    if ((present & sets_of_members[i]) == sets_of_members[i]) return &shapes[i];
  return nullptr;
}

bool is_list_name(std::string_view name) noexcept {
  return is_one_of(list_names, name);
}

bool is_wrapper_name(std::string_view name) noexcept {
  return is_one_of(wrapper_names, name);
}

bool is_part_name(std::string_view name) noexcept {
  return is_one_of(part_names, name);
}

bool is_summary_name(std::string_view name) noexcept {
  return is_one_of(summary_names, name);
}

bool is_unix_time_name(std::string_view name) noexcept {
  return is_one_of(unix_time_names, name);
}

bool is_type_without_text(std::string_view type) noexcept {
  return is_one_of(types_without_text, type);
}

}  // namespace dateline
