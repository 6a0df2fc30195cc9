#include "tests/support/fake_backend.hpp"

#include <algorithm>
#include <map>

namespace dateline::test {
namespace {

std::vector<Mark> places_of(const std::string& word, const std::string& text) {
  std::vector<Mark> marks;
  if (word.empty()) return marks;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
    marks.push_back({at, word.size()});
  return marks;
}

bool matches(const Document& document, const std::string& text) {
  return document.title.find(text) != std::string::npos ||
         document.text.find(text) != std::string::npos;
}

Facet count_sources(const std::vector<const Document*>& matching) {
  std::map<std::string, std::uint64_t> counts;
  for (const Document* document : matching) ++counts[document->source];
  Facet facet{FacetField::source, {}};
  for (const auto& [source, count] : counts) facet.values.push_back({source, count});
  std::stable_sort(facet.values.begin(), facet.values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  return facet;
}

Hit describe(const Document& document, std::size_t rank) {
  Hit hit{};
  hit.rank = rank;
  hit.key = document.key;
  hit.date = document.date;
  hit.title = document.title;
  hit.source = document.source;
  hit.url = document.url;
  hit.language = document.language;
  hit.snippet.text = document.text;
  return hit;
}

}  // namespace

Result<ResultPage> FakeBackend::search(const SearchRequest& request) const {
  ++searches_;
  std::vector<const Document*> matching;
  for (const Document& document : documents_)
    if (matches(document, request.text)) matching.push_back(&document);
  ResultPage page;
  page.query = request.text;
  page.revision = revision();
  page.total = {matching.size(), true};
  const std::size_t end = std::min(matching.size(), request.offset + request.limit);
  for (std::size_t i = request.offset; i < end; ++i) {
    page.hits.push_back(describe(*matching[i], i + 1));
    page.hits.back().score = static_cast<double>(matching.size() - i);
  }
  for (const FacetField field : request.facets)
    if (field == FacetField::source) page.facets.push_back(count_sources(matching));
  page.timeline_unit = request.timeline;
  return page;
}

Result<Document> FakeBackend::document(std::string_view key) const {
  for (const Document& document : documents_)
    if (document.key == key) return document;
  return failure(ErrorCode::not_found, "no document has the key " + std::string(key));
}

Result<DocumentMarks> FakeBackend::marks(const SearchRequest& request,
                                         const Document& document) const {
  return DocumentMarks{places_of(request.text, document.title),
                       places_of(request.text, document.text)};
}

Result<Suggestions> FakeBackend::suggest(std::string_view text, std::size_t limit) const {
  Suggestions suggestions;
  suggestions.query = text;
  suggestions.revision = revision();
  for (const Document& document : documents_)
    if (suggestions.titles.size() < limit && document.title.starts_with(text))
      suggestions.titles.push_back({document.key, document.title, document.date});
  return suggestions;
}

std::string FakeBackend::revision() const {
  return "fake-" + std::to_string(revision_);
}

Status FakeBackend::refresh() const {
  ++revision_;
  return {};
}

}  // namespace dateline::test
