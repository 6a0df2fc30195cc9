#include "indexer/readers/wire/nitf.hpp"

#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/xml/story_text.hpp"

namespace dateline {
namespace {

using xml::Element;

/// Midnight means that no time is known: the day is as it is written, whatever the zone.
std::string_view without_midnight(std::string_view date) noexcept {
  date = trim(date);
  const std::size_t time = date.find_first_of("Tt ");
  if (time == std::string_view::npos) return date;
  std::string_view clock = date.substr(time + 1);
  clock = clock.substr(0, clock.find_first_of("Z+-.,z"));
  const bool midnight =
      clock == "000000" || clock == "00:00:00" || clock == "0000" || clock == "00:00";
  return midnight ? date.substr(0, time) : date;
}

/// `20020225000000` without anything between day and time.
std::string_view plain_date(std::string_view date) noexcept {
  constexpr std::size_t day = 8, whole = 14;
  date = without_midnight(date);
  return date.size() == whole && date.ends_with("000000") ? date.substr(0, day) : date;
}

void set_date(const Element& nitf, Document& document) {
  const Element issue = nitf.find("date.issue");
  const Element release = nitf.find("date.release");
  const Element publication = nitf.find("pubdata");
  const Element story = nitf.find("story.date");
  for (const std::string_view text :
       {issue.attribute("norm"), publication.attribute("date.publication"),
        release.attribute("norm"), story.attribute("norm")})
    if (state_date(document, plain_date(text))) return;
  for (const Element& date : {issue, release, story})
    if (state_date(document, date.line())) return;
}

std::string language_of(const Element& nitf) {
  if (const auto base = nitf.attribute("baselang"); !base.empty()) return std::string(base);
  return feed::language_at(nitf, {});
}

std::string source_of(const Element& nitf) {
  for (std::string source :
       {nitf.find("distributor").line(), std::string(nitf.find("pubdata").attribute("name")),
        std::string(nitf.find("doc.copyright").attribute("holder")),
        std::string(nitf.find("doc-id").attribute("regsrc"))})
    if (!source.empty()) return source;
  return {};
}

std::vector<std::string> tags_of(const Element& nitf) {
  std::vector<std::string> tags;
  const Element head = nitf.child("head");
  for (Element at = head.first(); at; at = at.following(head)) {
    if (at.is("keyword")) feed::add_value(tags, to_single_line(at.attribute("key")));
    if (!at.is("tobject.subject")) continue;
    for (const char* const name :
         {"tobject.subject.type", "tobject.subject.matter", "tobject.subject.detail"})
      feed::add_value(tags, to_single_line(at.attribute(name)));
  }
  return tags;
}

std::string extra_of(const Element& nitf) {
  ExtraFields extra;
  extra.add("dateline", nitf.find("dateline").line());
  extra.add("urgency", nitf.find("urgency").attribute("ed-urg"));
  extra.add("released", iso_date(plain_date(nitf.find("date.release").attribute("norm"))));
  extra.add("expires", iso_date(plain_date(nitf.find("date.expire").attribute("norm"))));
  return extra.to_json();
}

}  // namespace

bool is_nitf(xml::Space, std::string_view name) noexcept {
  return name == "nitf";
}

std::string nitf_title(const Element& nitf) {
  const Element headline = nitf.find("hedline");
  for (const Element& place :
       {headline.child("hl1"), headline, nitf.find("hl1"), nitf.child("head").child("title")})
    if (std::string title = place.line(); !title.empty()) return title;
  return {};
}

std::string nitf_byline(const Element& nitf) {
  return nitf.find("byline").line();
}

std::string nitf_text(const Element& nitf) {
  std::string text = xml::story_text(nitf.find("body.content"), {"media"});
  if (trim(text).empty()) text = xml::story_text(nitf.find("abstract"));
  return text;
}

void make_nitf_documents(const xml::XmlRecord& record, const xml::Tree&,
                         std::vector<Document>& documents) {
  const Element& nitf = record.root;
  Document document;
  document.language = language_of(nitf);
  document.key = to_single_line(nitf.find("doc-id").attribute("id-string"));
  document.title = nitf_title(nitf);
  document.text = nitf_text(nitf);
  document.source = to_single_line(source_of(nitf));
  document.url = to_single_line(nitf.find("pubdata").attribute("ex-ref"));
  feed::add_value(document.authors, nitf_byline(nitf));
  document.tags = tags_of(nitf);
  set_date(nitf, document);
  document.extra_json = extra_of(nitf);
  documents.push_back(std::move(document));
}

}  // namespace dateline
