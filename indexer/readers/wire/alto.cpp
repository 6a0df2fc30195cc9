#include "indexer/readers/wire/alto.hpp"

#include <utility>

#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/wire/mets_files.hpp"
#include "indexer/readers/xml/read_records.hpp"

namespace dateline {
namespace {

using xml::Element;

bool is_page(xml::Space, std::string_view name) noexcept {
  return name == "alto";
}

/// Puts the words of a block together, line by line.
class BlockText {
 public:
  void line(const Element& line) {
    bool first = true;
    for (Element at = line.first(); at; at = at.next()) {
      if (at.is("hyp"))
        hyphenated_ = !whole_;
      else if (at.is("string"))
        word(at, std::exchange(first, false));
    }
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  /// SUBS_CONTENT is the whole word, at both of its parts.
  void word(const Element& string, bool begins_line) {
    const std::string_view type = string.attribute("subs_type");
    const std::string_view whole = string.attribute("subs_content");
    const bool first_part = type == "HypPart1" && !whole.empty();
    const bool second_part = type == "HypPart2" && whole_;
    const bool joined = std::exchange(hyphenated_, false) && begins_line;
    whole_ = first_part;
    if (second_part) return;
    if (!text_.empty() && !joined) text_.push_back(' ');
    text_.append(first_part ? whole : string.attribute("content"));
  }

  std::string text_;
  bool whole_ = false;  ///< the last word is the whole of two parts
  bool hyphenated_ =
      false;  ///< the last word goes on in the next line, and is not there as a whole
};

AltoBlock block_of(const Element& block) {
  BlockText text;
  for (Element line = block.first(); line; line = line.next())
    if (line.is("textline")) text.line(line);
  return {std::string(block.attribute("id")), text.take()};
}

class PageMaker : public xml::RecordMaker {
 public:
  void make(const xml::XmlRecord& record, const xml::Tree&,
            std::vector<Document>& documents) override {
    Document document;
    for (const AltoBlock& block : alto_blocks(record.root)) {
      if (block.text.empty()) continue;
      if (!document.text.empty()) document.text.append("\n\n");
      document.text.append(block.text);
    }
    if (document.text.empty()) return;
    ensure_title(document);
    documents.push_back(std::move(document));
  }
  [[nodiscard]] std::string nothing_made(const xml::XmlRecord&) override {
    return "the page has no text";
  }
};

}  // namespace

std::vector<AltoBlock> alto_blocks(const Element& alto) {
  std::vector<AltoBlock> blocks;
  for (Element at = alto.first(); at; at = at.following(alto))
    if (at.is("textblock")) blocks.push_back(block_of(at));
  return blocks;
}

Status AltoReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                        DocumentSink& sink) {
  if (is_part_of_mets(start.file)) {
    sink.left_out(LeftOut::other, 1);
    return {};
  }
  PageMaker maker;
  return xml::read_records(source, start, name, max_document_bytes_, is_page, maker, sink);
}

std::size_t alto_shown_at(std::string_view head) {
  const auto root = xml::root_of(head);
  return root && root->name == "alto" ? 0 : std::string_view::npos;
}

}  // namespace dateline
