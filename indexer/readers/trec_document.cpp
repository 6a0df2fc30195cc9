#include "indexer/readers/trec_document.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "common/date/read_date.hpp"
#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/sgml.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/trec_dates.hpp"
#include "indexer/readers/trec_elements.hpp"
#include "indexer/readers/trec_page.hpp"

namespace dateline {
namespace {

/// Longer remarks are text, so that they are found.
constexpr std::size_t max_extra_bytes = 512;

std::string without_by(std::string line) {
  const bool by = line.size() > 3 && equal_ignoring_case(line.substr(0, 3), "by ");
  return by ? std::string(trim(std::string_view(line).substr(3))) : line;
}

/// Numbers and codes, as collections have them in elements of their own.
bool looks_like_code(std::string_view content) noexcept {
  constexpr std::size_t longest_code = 64;
  content = trim(content);
  return content.size() <= longest_code && content.find_first_of(blanks) == content.npos &&
         content.find_first_of("0123456789") != content.npos;
}

/// One pass over a record. What is in no element that means something else is text.
class RecordPass {
 public:
  explicit RecordPass(std::string_view record)
      : record_(record), end_tags_(record), tags_(record) {}

  Document make() {
    if (const auto head = tags_.next()) {
      text_from_ = head->end;
      id_ = sgml::attribute(head->attributes, "id").value_or("");
    }
    while (const auto tag = tags_.next()) {
      const bool inside_element = element_ && !element_ends(*tag);
      if (begins_page(*tag)) page_from_ = tag->begin;
      if (page_from_) return finish_page(*page_from_);
      if (inside_element || tag->name.empty()) continue;
      if (tag->closing) {
        close(*tag);
      } else {
        open(*tag);
      }
    }
    return finish();
  }

 private:
  /// What has a meaning and has begun; its content is looked at as a whole.
  struct Element {
    TrecRole role;
    std::string name;
    std::size_t content;  ///< where it begins
    bool has_end_tag;
  };

  /// Whether the element that is open ends here; then its content is taken.
  bool element_ends(const sgml::Tag& tag) {
    const bool own_end = tag.closing && to_lower_ascii(tag.name) == element_->name;
    if (element_->has_end_tag && !own_end) {
      if (tag.closing) end_tags_.pass(to_lower_ascii(tag.name));
      return false;
    }
    const Element element = *std::exchange(element_, std::nullopt);
    text_from_ = own_end ? tag.end : tag.begin;
    if (own_end) end_tags_.pass(element.name);
    take(element.role, element.name, record_.substr(element.content, tag.begin - element.content));
    if (element.role == TrecRole::http) page_from_ = text_from_;
    return !own_end;
  }

  void open(const sgml::Tag& tag) {
    if (const auto date = sgml::attribute(tag.attributes, "date")) offer_date("date", *date);
    const std::string name = to_lower_ascii(tag.name);
    auto role = trec_role_of(name);
    if (!role && !in_text_ && holds_code(tag)) role = TrecRole::remark;
    if (!role || !has_meaning_here(*role, name)) return;
    if (*role == TrecRole::remark && is_container()) return;
    flush_text(tag.begin);
    if (*role == TrecRole::text) {
      in_text_ = true;
      text_from_ = tag.end;
      return;
    }
    element_ = Element{*role, name, tag.end, end_tags_.left(name) != 0};
  }

  void close(const sgml::Tag& tag) {
    const std::string name = to_lower_ascii(tag.name);
    end_tags_.pass(name);
    if (trec_role_of(name) != TrecRole::text) return;
    flush_text(tag.begin);
    text_from_ = tag.end;
    in_text_ = false;
  }

  /// Whether what comes next has a meaning of its own. The tag was the last of tags_.
  [[nodiscard]] bool is_container() const {
    sgml::TagReader ahead = tags_;
    const auto next = ahead.next();
    return next && next->kind == html::HtmlTag::Kind::open &&
           trec_role_of(to_lower_ascii(next->name));
  }

  /// Within a text, only its title is more than text.
  [[nodiscard]] bool has_meaning_here(TrecRole role, std::string_view name) const {
    const bool untitled = document_.title.empty();
    if (in_text_) return role == TrecRole::title && untitled && name != "head" && name != "hl";
    return role != TrecRole::heading || (untitled && !has_title_element());
  }

  [[nodiscard]] bool has_title_element() const {
    for (const char* const name : {"ti", "ttl", "title", "headline", "head", "hl", "doctitle"})
      if (end_tags_.left(name) != 0) return true;
    return false;
  }

  /// `tag` is the one before the next of tags_.
  [[nodiscard]] bool holds_code(const sgml::Tag& tag) const {
    sgml::TagReader ahead = tags_;
    const auto next = ahead.next();
    return next && next->closing && equal_ignoring_case(next->name, tag.name) &&
           looks_like_code(record_.substr(tag.end, next->begin - tag.end));
  }

  [[nodiscard]] bool begins_page(const sgml::Tag& tag) const {
    return !in_text_ && !element_ && tag.kind == html::HtmlTag::Kind::open &&
           equal_ignoring_case(tag.name, "html");
  }

  void take(TrecRole role, const std::string& name, std::string_view content) {
    switch (role) {
      case TrecRole::number:
        take_first(document_.key, name, plain_line(content));
        break;
      case TrecRole::title:
      case TrecRole::heading:
        take_title(content);
        break;
      case TrecRole::date:
        offer_date(name, plain_line(content));
        break;
      case TrecRole::source:
        take_first(document_.source, name, plain_line(content));
        break;
      case TrecRole::author:
        document_.authors.push_back(without_by(plain_line(content)));
        break;
      case TrecRole::url:
        take_first(document_.url, name, plain_line(content));
        break;
      case TrecRole::remark:
        take_remark(name, content);
        break;
      case TrecRole::http:
        take_http_header(content, document_);
        break;
      case TrecRole::text:
        break;
    }
  }

  void take_first(std::string& field, const std::string& name, std::string line) {
    if (field.empty()) {
      field = std::move(line);
    } else if (line.size() <= max_extra_bytes && line != field) {
      extra_.add(name, line);
    }
  }

  /// Later ones are text.
  void take_title(std::string_view content) {
    if (document_.title.empty()) {
      document_.title = plain_line(content);
    } else {
      append_text(content);
    }
  }

  void take_remark(const std::string& name, std::string_view content) {
    std::string line = plain_line(content);
    if (line.size() > max_extra_bytes) return append_text(content);
    extra_.add(name, line);
  }

  void offer_date(std::string_view name, std::string_view value) {
    const auto date = parse_trec_date(value);
    if (!document_.date.known()) keep_text_of_date(value, date.has_value());
    if (date && !document_.date.known()) {
      document_.date = *date;
      document_.date.origin = DateOrigin::metadata;
    } else if (!date && value.size() <= max_extra_bytes) {
      extra_.add(name, value);
    }
  }

  /// Where the language or other dates help to read it.
  void keep_text_of_date(std::string_view value, bool is_date) {
    const DateReading reading = read_date(value);
    const bool tells_more = reading.hints_help || reading.shows != DayMonthOrder::unknown;
    if (is_date)
      document_.date_text = tells_more && reading.date ? value : std::string_view();
    else if (reading.ambiguous)
      document_.date_text = value;
  }

  [[nodiscard]] std::string plain_line(std::string_view content) const {
    return to_single_line(
        sgml::plain_text(content, end_tags_, sgml::UnknownElements::inside_lines));
  }

  void flush_text(std::size_t end) {
    if (end > text_from_) append_text(record_.substr(text_from_, end - text_from_));
  }

  void append_text(std::string_view content) {
    if (trim(content).empty()) return;
    if (!document_.text.empty()) document_.text.append("\n\n");
    document_.text.append(sgml::plain_text(
        content, end_tags_,
        in_text_ ? sgml::UnknownElements::inside_lines : sgml::UnknownElements::on_their_own));
  }

  /// The rest of the record is a page.
  Document finish_page(std::size_t begin) {
    flush_text(std::min(begin, end_of_content()));
    text_from_ = end_of_content();
    if (begin < text_from_) take_page(record_.substr(begin, text_from_ - begin), document_);
    return finish();
  }

  Document finish() {
    const std::size_t end = end_of_content();
    if (element_) {
      const Element element = *std::exchange(element_, std::nullopt);
      if (end > element.content)
        take(element.role, element.name, record_.substr(element.content, end - element.content));
    } else {
      flush_text(end);
    }
    if (document_.key.empty()) document_.key = id_;
    if (!document_.date.known()) {
      document_.date = date_of_docno(document_.key).value_or(Date{});
      if (document_.date.known()) {
        document_.date.origin = DateOrigin::metadata;
        document_.date_text.clear();
      }
    }
    document_.text = lay_out_paragraphs(document_.text);
    document_.extra_json = extra_.to_json();
    return std::move(document_);
  }

  /// Before </DOC>.
  [[nodiscard]] std::size_t end_of_content() const noexcept {
    const std::size_t end = record_.rfind("</");
    return end == std::string_view::npos ? record_.size() : end;
  }

  std::string_view record_;
  std::string_view id_;  ///< collections in the likeness of Gigaword have it in <DOC id="...">
  sgml::EndTags end_tags_;
  sgml::TagReader tags_;
  Document document_;
  ExtraFields extra_;
  std::optional<Element> element_;
  std::optional<std::size_t> page_from_;
  std::size_t text_from_ = 0;  ///< what comes from here on and was not taken is text
  bool in_text_ = false;
};

}  // namespace

Document make_trec_document(std::string_view record) {
  return RecordPass(record).make();
}

}  // namespace dateline
