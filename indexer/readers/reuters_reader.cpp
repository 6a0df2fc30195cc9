#include "indexer/readers/reuters_reader.hpp"

#include <algorithm>

#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/sgml.hpp"
#include "indexer/readers/sgml_records.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

/// The items of <D>...</D> lists.
std::vector<std::string> items_of(std::string_view list) {
  std::vector<std::string> items;
  for (auto open = sgml::find_tag(list, "d", false); open;) {
    const auto close = sgml::find_tag(list, "d", true, open->end);
    if (!close) break;
    const std::string_view item = list.substr(open->end, close->begin - open->end);
    if (!trim(item).empty()) items.push_back(to_single_line(sgml::plain_text(item)));
    open = sgml::find_tag(list, "d", false, close->end);
  }
  return items;
}

std::string line_of(const sgml::TaggedText& record, std::string_view name) {
  return to_single_line(sgml::plain_text(record.element(name)));
}

/// The wire indents a paragraph's first line by four spaces and uses no blank lines.
std::string part_paragraphs(std::string_view body) {
  constexpr std::string_view indent = "    ";
  std::string out;
  out.reserve(body.size() + body.size() / 32);
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    std::string_view line = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    const bool first_of_paragraph = line.starts_with(indent);
    if (!out.empty()) out.append(first_of_paragraph ? "\n\n" : "\n");
    if (first_of_paragraph) line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    out.append(line);
  }
  return out;
}

/// Printed, the text begins with place and day, as in "NEW YORK, March 12 - National ...".
std::string text_of(const sgml::TaggedText& record, const std::string& dateline) {
  const sgml::Tag* head = record.opening("text");
  const auto type = head != nullptr ? sgml::attribute(head->attributes, "type") : std::nullopt;
  const bool has_body = record.opening("body") != nullptr;
  if (!has_body && !equal_ignoring_case(type.value_or(""), "unproc")) return {};
  const std::string_view element = record.element(has_body ? "body" : "text");
  const std::string text = part_paragraphs(sgml::plain_text(element));
  return lay_out_paragraphs(dateline.empty() ? text : dateline + " " + std::string(trim(text)));
}

/// Some dates are followed by codes of the wire or a remark, and one has an impossible time.
Date date_of(std::string_view written) {
  std::string_view text = trim(written.substr(0, written.find_first_of("&#")));
  auto date = parse_date(text);
  if (!date) date = parse_date(text.substr(0, text.find(' ')));
  if (!date) return {};
  date->origin = DateOrigin::metadata;
  return *date;
}

std::vector<std::string> authors_of(const sgml::TaggedText& record) {
  const std::string line = line_of(record, "author");
  if (line.empty()) return {};
  const bool by = line.size() > 3 && equal_ignoring_case(line.substr(0, 3), "by ");
  return {by ? line.substr(3) : line};
}

std::string extra_of(const sgml::TaggedText& record, const std::string& dateline) {
  ExtraFields extra;
  extra.add("dateline", dateline);
  for (const std::string_view name : {"places", "people", "orgs", "exchanges", "companies"})
    extra.add_list(name, items_of(record.element(name)));
  return extra.to_json();
}

std::string key_of(const sgml::TaggedText& record) {
  const sgml::Tag* head = record.opening("reuters");
  const auto number = head != nullptr ? sgml::attribute(head->attributes, "newid") : std::nullopt;
  return number && !number->empty() ? "reuters-" + std::string(*number) : std::string();
}

Document make_document(std::string_view bytes) {
  const sgml::TaggedText record(bytes);
  const std::string dateline = line_of(record, "dateline");
  Document document;
  document.key = key_of(record);
  document.date = date_of(record.element("date"));
  document.title = line_of(record, "title");
  document.text = text_of(record, dateline);
  document.source = "Reuters";
  document.language = "en";
  document.authors = authors_of(record);
  document.tags = items_of(record.element("topics"));
  document.extra_json = extra_of(record, dateline);
  return document;
}

}  // namespace

Status ReutersReader::read(ByteSource& source, const InputPosition& start, const std::string&,
                           DocumentSink& sink) {
  return read_sgml_records(source, start, "reuters", max_document_bytes_, make_document, sink);
}

}  // namespace dateline
