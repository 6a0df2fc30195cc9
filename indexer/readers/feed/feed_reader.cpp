#include "indexer/readers/feed/feed_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "indexer/readers/feed/channel_sink.hpp"
#include "indexer/readers/feed/entry.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/xml/read_records.hpp"

namespace dateline {
namespace {

using xml::Element;
using xml::Space;

constexpr std::size_t npos = std::string_view::npos;

/// `url` is an entry in sitemaps alone.
bool is_entry(Space space, std::string_view name) noexcept {
  if (name == "item") return space == Space::none || space == Space::atom;
  if (name == "entry") return space == Space::atom || space == Space::none;
  if (name == "url") return space == Space::sitemap;
  return name == "outline" || (name == "sitemap" && space == Space::sitemap);
}

/// Entries of lists that have no news themselves.
bool is_of_list(const Element& entry) noexcept {
  return entry.is("outline") || entry.is("sitemap");
}

class EntryMaker : public xml::RecordMaker {
 public:
  explicit EntryMaker(feed::ChannelSink& sink) : sink_(sink) {}

  void make(const xml::XmlRecord& record, const xml::Tree& outside,
            std::vector<Document>& documents) override {
    if (is_of_list(record.root)) {
      list_ = record.root.name();
      return;
    }
    const Element around =
        record.parent == xml::Tree::none ? Element() : Element(&outside, record.parent);
    const feed::Channel channel = feed::channel_of(around, outside);
    sink_.set_title(channel.title);
    const bool lists_page = record.root.is(Space::sitemap, "url") && !record.root.child("news");
    if (lists_page)
      ++pages_;
    else
      documents.push_back(feed::document_of(record.root, around, channel));
  }

  void end(const xml::Tree& outside) override {
    sink_.set_title(feed::channel_of({}, outside).title);
  }

  /// What was left out, in one sentence; empty where nothing was.
  [[nodiscard]] std::string left_out() const {
    if (!list_.empty())
      return fmt::format("it lists {} and has no news itself; fetch those and read them",
                         list_ == "outline" ? "feeds" : "sitemaps");
    if (pages_ != 0)
      return fmt::format(
          "{} URLs of the sitemap have no <news:news>, and so neither title nor text", pages_);
    return {};
  }

 private:
  feed::ChannelSink& sink_;
  std::uint64_t pages_ = 0;
  std::string list_;  ///< what its elements are called
};

/// Where a start tag of that name begins.
std::size_t tag_at(std::string_view head, std::string_view tag) noexcept {
  for (std::size_t at = head.find(tag); at != npos; at = head.find(tag, at + 1)) {
    const std::string_view rest = head.substr(at + tag.size());
    if (rest.empty() || rest.front() == '>' || blanks.find(rest.front()) != npos) return at;
  }
  return npos;
}

bool is_feed_root(const xml::Root& root) {
  const std::string name = to_lower_ascii(root.name);
  for (const std::string_view known :
       {"rss", "feed", "rdf", "urlset", "sitemapindex", "opml", "channel"})
    if (name == known) return true;
  return false;
}

}  // namespace

Status FeedReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                        DocumentSink& sink) {
  feed::ChannelSink waiting(sink);
  EntryMaker maker(waiting);
  Status read =
      xml::read_records(source, start, name, max_document_bytes_, is_entry, maker, waiting);
  DATELINE_TRY(waiting.finish());
  DATELINE_TRY(std::move(read));
  const std::string left_out = maker.left_out();
  return left_out.empty() ? Status() : sink.reject({start, RejectReason::missing_text, left_out});
}

/// A warning of the program that made the feed may stand before it.
std::size_t feed_shown_at(std::string_view head) {
  const auto root = xml::root_of(head);
  if (root && is_feed_root(*root)) return 0;
  std::size_t at = npos;
  for (const std::string_view tag : {"<rss", "<rdf:RDF", "<feed"})
    at = std::min(at, tag_at(head, tag));
  return at;
}

std::size_t wordpress_shown_at(std::string_view head) {
  const auto root = xml::root_of(head);
  const bool shown = root && equal_ignoring_case(root->name, "rss") &&
                     root->attributes.find("wordpress.org/export/") != npos;
  return shown ? 0 : npos;
}

}  // namespace dateline
