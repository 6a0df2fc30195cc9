#include "indexer/readers/wire/mets.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/wire/alto.hpp"
#include "indexer/readers/wire/mets_files.hpp"
#include "indexer/readers/wire/mets_structure.hpp"
#include "indexer/readers/xml/read_records.hpp"

namespace dateline {
namespace {

using xml::Element;

bool is_mets(xml::Space, std::string_view name) noexcept {
  return name == "mets";
}

bool is_page(xml::Space, std::string_view name) noexcept {
  return name == "alto";
}

/// Bytes that are there already.
class GivenBytes : public ByteSource {
 public:
  explicit GivenBytes(std::string_view bytes) : bytes_(bytes) {}
  Result<std::string_view> next() override { return std::exchange(bytes_, {}); }

 private:
  std::string_view bytes_;
};

/// A page's blocks, to be found by their IDs.
struct Page {
  std::vector<AltoBlock> blocks;
  std::map<std::string_view, std::size_t> places;
};

/// The pages of an issue, each read once. In memory that is bounded for all of them together.
class Pages {
 public:
  static constexpr std::size_t most_bytes = 64u << 20;

  Pages(const Element& mets, const std::string& file, std::size_t max_page_bytes)
      : locations_(locations_in(mets)), file_(file), max_page_bytes_(max_page_bytes) {}

  /// Empty where the page cannot be read; fault() says why.
  std::string text_of(const MetsArea& area) {
    const Page& page = page_of(area.file);
    if (area.block.empty()) return whole_text(page);
    const auto place = page.places.find(area.block);
    return place == page.places.end() ? std::string() : page.blocks[place->second].text;
  }
  /// The first fault.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }

 private:
  static std::string whole_text(const Page& page) {
    std::string text;
    for (const AltoBlock& block : page.blocks) {
      if (!text.empty() && !block.text.empty()) text.append("\n\n");
      text.append(block.text);
    }
    return text;
  }

  const Page& page_of(const std::string& file) {
    const auto [known, is_new] = pages_.try_emplace(file);
    Page& page = known->second;
    if (!is_new) return page;
    page.blocks = read(file);
    for (std::size_t i = 0; i < page.blocks.size(); ++i) page.places.emplace(page.blocks[i].id, i);
    return page;
  }

  std::vector<AltoBlock> read(const std::string& file) {
    const auto location = locations_.find(file);
    if (location == locations_.end()) return fail(fmt::format("it names no file {}", file));
    const auto path = path_beside(file_, location->second);
    if (!path) return fail(fmt::format("{} is not a file beside it", location->second));
    const auto bytes = read_beside(*path, max_page_bytes_);
    if (!bytes) return fail(bytes.error().message);
    GivenBytes source(*bytes);
    xml::Records records(source, is_page, 2 * max_page_bytes_);
    xml::XmlRecord record;
    const auto found = records.next(record);
    if (!found || !*found) return fail(fmt::format("{} is not ALTO", *path));
    auto blocks = alto_blocks(record.root);
    for (const AltoBlock& block : blocks) bytes_ += sizeof block + block.text.size();
    if (bytes_ > most_bytes) return fail(fmt::format("its pages have over {} bytes", most_bytes));
    return blocks;
  }

  std::vector<AltoBlock> fail(std::string why) {
    if (fault_.empty()) fault_ = std::move(why);
    return {};
  }

  std::map<std::string_view, std::string_view> locations_;
  const std::string& file_;
  std::size_t max_page_bytes_;
  std::map<std::string, Page, std::less<>> pages_;
  std::size_t bytes_ = 0;
  std::string fault_;
};

class IssueMaker : public xml::RecordMaker {
 public:
  IssueMaker(const std::string& file, std::size_t max_document_bytes)
      : file_(file), max_document_bytes_(max_document_bytes) {}

  void make(const xml::XmlRecord& record, const xml::Tree&,
            std::vector<Document>& documents) override {
    const MetsIssue issue = issue_of(record.root);
    Pages pages(record.root, file_, max_document_bytes_);
    for (const MetsArticle& article : issue.articles)
      if (auto document = document_of(issue, article, pages))
        documents.push_back(*std::move(document));
    fault_ = pages.fault();
  }

  [[nodiscard]] std::string nothing_made(const xml::XmlRecord&) override {
    if (!fault_.empty()) return "none of its articles has a text: " + fault_;
    return "its structure has no articles";
  }

  /// Of pages that cannot be read.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }

 private:
  static std::optional<Document> document_of(const MetsIssue& issue, const MetsArticle& article,
                                             Pages& pages) {
    Document document;
    std::string heading;
    for (const MetsArea& area : article.areas) {
      std::string text = pages.text_of(area);
      std::string& to = area.is_title ? heading : document.text;
      if (!to.empty() && !text.empty()) to.append("\n\n");
      to.append(text);
    }
    document.title = article.title.empty() ? to_single_line(heading) : article.title;
    if (document.text.empty() && heading.empty()) return std::nullopt;
    if (document.text.empty()) document.text = heading;
    if (!issue.id.empty() && !article.id.empty()) document.key = issue.id + "#" + article.id;
    document.language = article.language.empty() ? issue.language : article.language;
    document.source = issue.newspaper;
    document.authors = article.authors;
    state_date(document, issue.date);
    ensure_title(document);
    return document;
  }

  const std::string& file_;
  std::size_t max_document_bytes_;
  std::string fault_;
};

}  // namespace

Status MetsReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                        DocumentSink& sink) {
  IssueMaker maker(start.file, max_document_bytes_);
  DATELINE_TRY(xml::read_records(source, start, name, max_document_bytes_, is_mets, maker, sink));
  if (maker.fault().empty()) return {};
  return sink.reject({start, RejectReason::unreadable,
                      fmt::format("a page of the issue cannot be read: {}", maker.fault())});
}

std::size_t mets_shown_at(std::string_view head) {
  const auto root = xml::root_of(head);
  return root && root->name == "mets" ? 0 : std::string_view::npos;
}

}  // namespace dateline
