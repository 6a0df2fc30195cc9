#include "indexer/readers/trec_document.hpp"

#include <array>
#include <optional>
#include <set>
#include <string>

#include "indexer/readers/extra_fields.hpp"
#include "indexer/readers/sgml.hpp"
#include "indexer/readers/text_layout.hpp"
#include "indexer/readers/trec_dates.hpp"

namespace dateline {
namespace {

enum class Role { docno, text, title, date, source, author };

struct ElementRole {
  std::string_view name;
  Role role;
};

/// Elements of AP, WSJ, FT, FBIS, LA, FR, SJMN, AQUAINT and what others have made in their
/// likeness.
constexpr std::array roles{
    ElementRole{"docno", Role::docno},    ElementRole{"docid", Role::docno},
    ElementRole{"text", Role::text},      ElementRole{"leadpara", Role::text},
    ElementRole{"lp", Role::text},        ElementRole{"title", Role::title},
    ElementRole{"headline", Role::title}, ElementRole{"head", Role::title},
    ElementRole{"hl", Role::title},       ElementRole{"ti", Role::title},
    ElementRole{"date", Role::date},      ElementRole{"date_time", Role::date},
    ElementRole{"datetime", Role::date},  ElementRole{"date1", Role::date},
    ElementRole{"dd", Role::date},        ElementRole{"pubdate", Role::date},
    ElementRole{"source", Role::source},  ElementRole{"so", Role::source},
    ElementRole{"pub", Role::source},     ElementRole{"author", Role::author},
    ElementRole{"byline", Role::author},  ElementRole{"au", Role::author},
};

/// Longer elements without a role are dropped.
constexpr std::size_t max_extra_bytes = 512;

std::optional<Role> role_of(std::string_view name) noexcept {
  for (const auto& element : roles) {
    if (equal_ignoring_case(element.name, name)) return element.role;
  }
  return std::nullopt;
}

std::string plain_line(std::string_view content) {
  return to_single_line(sgml::plain_text(content));
}

std::string without_by(std::string line) {
  const bool by = line.size() > 3 && equal_ignoring_case(line.substr(0, 3), "by ");
  return by ? std::string(trim(std::string_view(line).substr(3))) : line;
}

/// One pass over a record's tags.
class RecordPass {
 public:
  explicit RecordPass(std::string_view record) : record_(record) {}

  Document make() {
    auto tag = sgml::next_tag(record_, 0);
    while (tag) {
      std::size_t next = tag->end;
      if (!tag->closing && !tag->name.empty()) next = take(*tag);
      tag = sgml::next_tag(record_, next);
    }
    return finish();
  }

 private:
  /// Takes what the element holds; returns where to go on.
  std::size_t take(const sgml::Tag& tag) {
    if (const auto date = sgml::attribute(tag.attributes, "date")) offer_date("date", *date);
    const auto role = role_of(tag.name);
    if (!role) return take_unknown(tag);
    const auto close = find_end(tag);
    if (!close) {
      // Only a text may go on to the record's end; of others, the end tag was forgotten.
      const std::size_t end = *role == Role::text ? record_.rfind('<') : next_tag_begin(tag.end);
      take_content(tag, *role, record_.substr(tag.end, end - tag.end));
      return end;
    }
    take_content(tag, *role, record_.substr(tag.end, close->begin - tag.end));
    return close->end;
  }

  /// Other elements are containers, unless they end before the next tag or soon.
  std::size_t take_unknown(const sgml::Tag& tag) {
    const std::string_view window = record_.substr(tag.end, max_extra_bytes);
    const auto close = sgml::next_tag(window, 0);
    if (!close || !close->closing || !equal_ignoring_case(close->name, tag.name)) return tag.end;
    extra_.add(to_lower_ascii(tag.name), plain_line(window.substr(0, close->begin)));
    return tag.end + close->end;
  }

  /// A name whose end tag is missing once is not searched for again: time stays linear.
  std::optional<sgml::Tag> find_end(const sgml::Tag& tag) {
    const std::string name = to_lower_ascii(tag.name);
    if (unclosed_.contains(name)) return std::nullopt;
    auto close = sgml::find_tag(record_, name, true, tag.end);
    if (!close) unclosed_.insert(name);
    return close;
  }

  [[nodiscard]] std::size_t next_tag_begin(std::size_t from) const noexcept {
    const auto tag = sgml::next_tag(record_, from);
    return tag ? tag->begin : record_.size();
  }

  void take_content(const sgml::Tag& tag, Role role, std::string_view content) {
    switch (role) {
      case Role::docno:
        take_first(document_.key, tag, plain_line(content));
        break;
      case Role::text:
        take_text(content);
        break;
      case Role::title:
        take_first(document_.title, tag, plain_line(content));
        break;
      case Role::date:
        offer_date(to_lower_ascii(tag.name), plain_line(content));
        break;
      case Role::source:
        take_first(document_.source, tag, plain_line(content));
        break;
      case Role::author:
        document_.authors.push_back(without_by(plain_line(content)));
        break;
    }
  }

  void take_first(std::string& field, const sgml::Tag& tag, std::string line) {
    if (field.empty()) {
      field = std::move(line);
    } else if (line.size() <= max_extra_bytes && line != field) {
      extra_.add(to_lower_ascii(tag.name), line);
    }
  }

  void take_text(std::string_view content) {
    if (!document_.text.empty()) document_.text.append("\n\n");
    document_.text.append(sgml::plain_text(content));
  }

  void offer_date(std::string_view name, std::string_view value) {
    const auto date = parse_trec_date(value);
    if (date && !document_.date.known()) {
      document_.date = *date;
      document_.date.origin = DateOrigin::metadata;
    } else if (!date && value.size() <= max_extra_bytes) {
      extra_.add(name, value);
    }
  }

  /// Collections in the likeness of Gigaword have the number in <DOC id="...">.
  [[nodiscard]] std::string id_of_record() const {
    const auto head = sgml::find_tag(record_, "doc", false);
    return std::string(head ? sgml::attribute(head->attributes, "id").value_or("") : "");
  }

  Document finish() {
    if (document_.key.empty()) document_.key = id_of_record();
    if (!document_.date.known()) {
      document_.date = date_of_docno(document_.key).value_or(Date{});
      if (document_.date.known()) document_.date.origin = DateOrigin::metadata;
    }
    document_.text = lay_out_paragraphs(document_.text);
    document_.extra_json = extra_.to_json();
    return std::move(document_);
  }

  std::string_view record_;
  Document document_;
  ExtraFields extra_;
  std::set<std::string> unclosed_;
};

}  // namespace

Document make_trec_document(std::string_view record) {
  return RecordPass(record).make();
}

}  // namespace dateline
