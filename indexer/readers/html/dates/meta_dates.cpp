#include <array>
#include <optional>
#include <string>

#include "common/base/ascii.hpp"
#include "indexer/readers/html/dates/stated_dates.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

/// Letters and digits alone, in lower case: "article:published_time" and "dc.date" are written in
/// many ways.
std::string bare_name(std::string_view name) {
  std::string bare;
  for (const char c : name)
    if (is_ascii_lower(ascii_lower(c)) || is_ascii_digit(c)) bare.push_back(ascii_lower(c));
  return bare;
}

bool has(std::string_view name, std::string_view part) noexcept {
  return name.find(part) != std::string_view::npos;
}

template <std::size_t size>
bool has_one_of(std::string_view name, const std::array<std::string_view, size>& parts) noexcept {
  for (const std::string_view part : parts)
    if (has(name, part)) return true;
  return false;
}

constexpr std::array<std::string_view, 4> published_times{"articlepublishedtime", "ogpublishedtime",
                                                          "ogpubdate", "articlepublished"};
constexpr std::array<std::string_view, 5> changes{"modif", "updat", "lastmod", "revis", "changed"};
/// Dates of other things.
constexpr std::array<std::string_view, 8> others{"expir", "unpublish", "birth",   "event",
                                                 "start", "endtime",   "enddate", "video"};
constexpr std::array<std::string_view, 14> publications{
    "publish",     "pubdate",     "pubtime",    "publication", "issued",
    "articledate", "datecreated", "created",    "displaydate", "releasedate",
    "postdate",    "postedon",    "dateposted", "onlinedate"};
constexpr std::array<std::string_view, 9> dates{"date",         "dcdate",           "dctermsdate",
                                                "sailthrudate", "dctermsavailable", "datetime",
                                                "newsdate",     "citationdate",     "docdate"};

std::optional<DateSource> source_of(std::string_view name, bool itemprop) {
  if (has_one_of(name, others)) return std::nullopt;
  if (has_one_of(name, changes)) return DateSource::modified;
  if (itemprop && has(name, "datepublished")) return DateSource::itemprop;
  for (const std::string_view published : published_times)
    if (name.ends_with(published)) return DateSource::published_time;
  if (has_one_of(name, publications)) return DateSource::meta;
  for (const std::string_view date : dates)
    if (name == date) return DateSource::meta_date;
  return std::nullopt;
}

}  // namespace

void add_meta_dates(const HtmlTree& tree, DateCandidates& out) {
  for (NodeId id = 0; id < tree.size(); ++id) {
    if (tree.tag(id) != Tag::meta) continue;
    std::string_view content = tree.attribute(id, "content");
    if (content.empty()) content = tree.attribute(id, "value");
    if (content.empty()) continue;
    for (const std::string_view attribute : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view name = tree.attribute(id, attribute);
      if (name.empty()) continue;
      const auto source = source_of(bare_name(name), attribute == "itemprop");
      // What a server says of itself is not the article's.
      if (source && attribute != "http-equiv" && out.add_text(*source, content)) break;
    }
  }
}

}  // namespace dateline::html
