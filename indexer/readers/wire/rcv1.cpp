#include "indexer/readers/wire/rcv1.hpp"

#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/xml/story_text.hpp"

namespace dateline {
namespace {

using xml::Element;

/// `<dc element="dc.source" value="..."/>`
std::string dublin_core(const Element& item, std::string_view element) {
  const Element metadata = item.child("metadata");
  for (Element at = metadata.first(); at; at = at.next())
    if (at.is("dc") && at.attribute("element") == element)
      return to_single_line(at.attribute("value"));
  return {};
}

/// `bip:topics:1.0` -> `topics`
std::string_view kind_of_codes(const Element& codes) {
  std::string_view kind = codes.attribute("class");
  kind.remove_prefix(std::min(kind.find(':') + 1, kind.size()));
  return kind.substr(0, kind.find(':'));
}

std::vector<std::string> codes_in(const Element& codes) {
  std::vector<std::string> values;
  for (Element at = codes.first(); at; at = at.next())
    if (at.is("code")) feed::add_value(values, to_single_line(at.attribute("code")));
  return values;
}

void add_codes(const Element& item, Document& document, ExtraFields& extra) {
  const Element metadata = item.child("metadata");
  for (Element at = metadata.first(); at; at = at.next()) {
    if (!at.is("codes")) continue;
    if (kind_of_codes(at) == "topics")
      document.tags = codes_in(at);
    else
      extra.add_list(kind_of_codes(at), codes_in(at));
  }
}

}  // namespace

bool is_rcv1_item(xml::Space, std::string_view name) noexcept {
  return name == "newsitem";
}

void make_rcv1_documents(const xml::XmlRecord& record, const xml::Tree&,
                         std::vector<Document>& documents) {
  const Element& item = record.root;
  Document document;
  document.key = to_single_line(item.attribute("itemid"));
  document.language = item.attribute("lang", xml::Space::xml);
  document.title = item.child("headline").line();
  if (document.title.empty()) document.title = item.child("title").line();
  document.text = xml::story_text(item.child("text"));
  document.source = dublin_core(item, "dc.publisher");
  if (document.source.empty()) document.source = dublin_core(item, "dc.source");
  feed::add_value(document.authors, item.child("byline").line());
  if (!state_date(document, item.attribute("date")))
    state_date(document, dublin_core(item, "dc.date.published"));
  ExtraFields extra;
  extra.add("dateline", item.child("dateline").line());
  add_codes(item, document, extra);
  document.extra_json = extra.to_json();
  documents.push_back(std::move(document));
}

}  // namespace dateline
