#include "indexer/readers/formats.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "common/base/utf8.hpp"
#include "indexer/readers/container.hpp"
#include "indexer/readers/feed/feed_reader.hpp"
#include "indexer/readers/feed/json_feed.hpp"
#include "indexer/readers/finishing_sink.hpp"
#include "indexer/readers/html/html_sniff.hpp"
#include "indexer/readers/html_reader.hpp"
#include "indexer/readers/jsonl_reader.hpp"
#include "indexer/readers/mail/mail_sniff.hpp"
#include "indexer/readers/mail_reader.hpp"
#include "indexer/readers/pdf/pdf_reader.hpp"
#include "indexer/readers/reuters_reader.hpp"
#include "indexer/readers/sgml.hpp"
#include "indexer/readers/sqlite_reader.hpp"
#include "indexer/readers/table_reader.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/text_header.hpp"
#include "indexer/readers/text_reader.hpp"
#include "indexer/readers/trec_reader.hpp"
#include "indexer/readers/warc/arc_records.hpp"
#include "indexer/readers/warc/warc_records.hpp"
#include "indexer/readers/warc_reader.hpp"
#include "indexer/readers/wire/alto.hpp"
#include "indexer/readers/wire/json_wires.hpp"
#include "indexer/readers/wire/mets.hpp"
#include "indexer/readers/wire/wire_reader.hpp"
#include "indexer/readers/wire/wire_text.hpp"

namespace dateline {
namespace {

constexpr std::size_t not_shown = std::string_view::npos;

std::size_t text_shown_at(std::string_view head) {
  return text_header::parse(head.substr(0, head.find('\n'))) ? 0 : not_shown;
}

/// `{"` or `{}` begins an object, `[{` a list of them. RFC 7464 puts a separator before each.
std::size_t json_shown_at(std::string_view head) {
  constexpr char record_separator = '\x1E';
  if (head.starts_with(record_separator)) head = trim(head.substr(1));
  while (head.starts_with('[')) head = trim(head.substr(1));
  if (!head.starts_with('{')) return not_shown;
  const std::string_view inside = trim(head.substr(1));
  const bool is_object = inside.empty() || inside.front() == '"' || inside.front() == '}';
  return is_object ? 0 : not_shown;
}

/// The tag that begins a document; others may come before it.
std::size_t tag_shown_at(std::string_view head, std::string_view name) {
  if (!head.starts_with('<')) return not_shown;
  for (auto tag = sgml::next_tag(head, 0); tag; tag = sgml::next_tag(head, tag->end))
    if (equal_ignoring_case(tag->name, name)) return tag->end;
  return not_shown;
}

std::size_t trec_shown_at(std::string_view head) {
  return tag_shown_at(head, "doc");
}

std::size_t reuters_shown_at(std::string_view head) {
  return tag_shown_at(head, "reuters");
}

std::size_t warc_shown_at(std::string_view head) {
  return WarcRecords::begins(head) || ArcRecords::begins(head) ? 0 : not_shown;
}

std::size_t mail_shown_at(std::string_view head) {
  const std::string_view first = head.substr(0, head.find('\n'));
  return is_mbox_separator(first) || begins_with_mail_header(head) ? 0 : not_shown;
}

std::size_t table_shown_at(std::string_view head) {
  return begins_with_table_header(head) ? 0 : not_shown;
}

std::size_t sqlite_shown_at(std::string_view head) {
  return SqliteReader::begins(head) ? 0 : not_shown;
}

/// What a PDF shows of itself does not make it news.
std::size_t pdf_shown_at(std::string_view) {
  return not_shown;
}

/// Readers are made from the options, or from the one that most need.
template <typename Made>
std::unique_ptr<Reader> make(const ReaderOptions& options) {
  if constexpr (std::is_constructible_v<Made, const ReaderOptions&>)
    return std::make_unique<Made>(options);
  else
    return std::make_unique<Made>(options.max_document_bytes);
}

constexpr std::array rows{
    FormatRow{.format = Format::text,
              .name = "text",
              .suffixes = {".txt", ".text"},
              .shown_at = text_shown_at,
              .make = make<TextReader>,
              .help = "stories, each with a date at its head",
              .recognised_by = "`date 2024-05-14` at the head of its first line, then the text; "
                               "each such line begins the next document",
              .date_from = "that line"},
    FormatRow{.format = Format::json_feed,
              .name = "json-feed",
              .suffixes = {},
              .shown_at = json_feed_shown_at,
              .make = make<JsonFeedReader>,
              .help = "JSON Feed",
              .recognised_by = "`version` with the address of jsonfeed.org",
              .date_from = "`date_published`, else `date_modified`"},
    FormatRow{.format = Format::ap,
              .name = "ap-media",
              .suffixes = {},
              .shown_at = ap_shown_at,
              .make = make<ApReader>,
              .help = "items of AP's Media API",
              .recognised_by = "`data` with an `item` of AP's",
              .date_from = "`versioncreated`, `firstcreated`"},
    FormatRow{.format = Format::ninjs,
              .name = "ninjs",
              .suffixes = {},
              .shown_at = ninjs_shown_at,
              .make = make<NinjsReader>,
              .help = "ninjs 1 to 3, the JSON of agencies",
              .recognised_by = "a `uri` and members of ninjs, such as `versioncreated`",
              .date_from = "`firstcreated`, else `versioncreated`"},
    FormatRow{.format = Format::jsonl,
              .name = "jsonl",
              .suffixes = {".jsonl", ".ndjson", ".json"},
              .shown_at = json_shown_at,
              .make = make<JsonlReader>,
              .help = "JSON: objects in lines, one after the other, or in a list",
              .recognised_by = "`{` and a member, or `[` and such an object, laid out in any way; "
                               "answers of interfaces and dumps are opened",
              .date_from = "`published_at` and other names, or `--map date=NAME`"},
    FormatRow{.format = Format::trec,
              .name = "trec",
              .suffixes = {".trec"},
              .shown_at = trec_shown_at,
              .make = make<TrecReader>,
              .help = "<DOC> records of TREC collections",
              .recognised_by = "`<DOC>`",
              .date_from = "its element, or `<DOCNO>` as in `AP880212-0001`"},
    FormatRow{.format = Format::reuters,
              .name = "reuters",
              .suffixes = {},
              .shown_at = reuters_shown_at,
              .make = make<ReutersReader>,
              .help = "<REUTERS> records of Reuters-21578",
              .recognised_by = "`<REUTERS>`",
              .date_from = "`<DATE>`"},
    FormatRow{.format = Format::wordpress,
              .name = "wordpress",
              .suffixes = {".wxr"},
              .shown_at = wordpress_shown_at,
              .make = make<FeedReader>,
              .help = "exports of WordPress (WXR)",
              .recognised_by = "`<rss>` with the namespace of WordPress exports",
              .date_from = "`wp:post_date_gmt`, else `pubDate`"},
    FormatRow{.format = Format::feed,
              .name = "feed",
              .suffixes = {".rss", ".atom", ".rdf"},
              .shown_at = feed_shown_at,
              .make = make<FeedReader>,
              .help = "feeds: RSS, Atom, Google news sitemaps",
              .recognised_by = "`<rss>`, `<rdf:RDF>`, `<feed>` or `<urlset>`",
              .date_from = "`pubDate`, `dc:date`, `published`, else `updated`"},
    FormatRow{.format = Format::nitf,
              .name = "nitf",
              .suffixes = {".nitf"},
              .shown_at = nitf_shown_at,
              .make = make_nitf_reader,
              .help = "NITF 3",
              .recognised_by = "`<nitf>`",
              .date_from = "`date.issue`, `date.release`, `story.date`"},
    FormatRow{.format = Format::newsml,
              .name = "newsml",
              .suffixes = {},
              .shown_at = newsml_shown_at,
              .make = make_newsml_reader,
              .help = "NewsML 1",
              .recognised_by = "`<NewsML>`",
              .date_from = "`DateId`, `FirstCreated`, `ThisRevisionCreated`"},
    FormatRow{.format = Format::newsml_g2,
              .name = "newsml-g2",
              .suffixes = {".newsml"},
              .shown_at = newsml_g2_shown_at,
              .make = make_newsml_g2_reader,
              .help = "NewsML-G2: items, packages, messages",
              .recognised_by = "`<newsItem>`, `<packageItem>` or `<newsMessage>`",
              .date_from = "`contentCreated`, else `versionCreated`"},
    FormatRow{.format = Format::rcv1,
              .name = "rcv1",
              .suffixes = {},
              .shown_at = rcv1_shown_at,
              .make = make_rcv1_reader,
              .help = "<newsitem> records of Reuters RCV1 and RCV2",
              .recognised_by = "`<newsitem>`",
              .date_from = "its attribute `date`"},
    FormatRow{.format = Format::mets,
              .name = "mets",
              .suffixes = {},
              .shown_at = mets_shown_at,
              .make = make<MetsReader>,
              .help = "issues of newspapers in METS, with their articles in ALTO",
              .recognised_by = "`<mets>`",
              .date_from = "`dateIssued`"},
    FormatRow{.format = Format::alto,
              .name = "alto",
              .suffixes = {},
              .shown_at = alto_shown_at,
              .make = make<AltoReader>,
              .help = "pages of newspapers in ALTO, a document each",
              .recognised_by = "`<alto>`",
              .date_from = "the file's name"},
    FormatRow{.format = Format::html,
              .name = "html",
              .suffixes = {".html", ".htm", ".xhtml", ".shtml"},
              .shown_at = html_shown_at,
              .make = make<HtmlReader>,
              .help = "pages of the web: the article, its title, authors and date",
              .bytes = InputBytes::raw,
              .recognised_by = "a doctype of HTML, `<html>`, `<head>`, `<body>` or an element of a "
                               "head at its beginning",
              .date_from = "what the page says: up to 16 sources decide"},
    FormatRow{.format = Format::agency_xml,
              .name = "agency-xml",
              .suffixes = {},
              .shown_at = agency_xml_shown_at,
              .make = make_agency_xml_reader,
              .help = "other XML with articles",
              .recognised_by = "any other root element with articles in it",
              .date_from = "elements whose names say a date"},
    FormatRow{.format = Format::iptc7901,
              .name = "iptc7901",
              .suffixes = {},
              .shown_at = iptc7901_shown_at,
              .make = make_iptc7901_reader,
              .help = "IPTC 7901, wires of plain text",
              .recognised_by = "a line that begins with SOH, or its usual stand-ins",
              .date_from = "the line after the text, within the month that it names"},
    FormatRow{.format = Format::anpa,
              .name = "anpa",
              .suffixes = {},
              .shown_at = anpa_shown_at,
              .make = make_anpa_reader,
              .help = "ANPA 1312, AP's wires",
              .recognised_by = "a header of ANPA 1312 between SYN and STX",
              .date_from = "its header"},
    FormatRow{.format = Format::warc,
              .name = "warc",
              .suffixes = {".warc", ".arc", ".wet"},
              .shown_at = warc_shown_at,
              .make = make<WarcReader>,
              .help = "web archives: WARC, WET, ARC, and WACZ",
              .bytes = InputBytes::raw,
              .recognised_by = "`WARC/` or `filedesc://` in the first line; a zip with "
                               "`datapackage.json` and `archive/`",
              .date_from = "the page, feed or JSON inside"},
    FormatRow{.format = Format::mail,
              .name = "mail",
              .suffixes = {".eml", ".mbox"},
              .shown_at = mail_shown_at,
              .make = make<MailReader>,
              .help = "mails, one a file or many in an mbox",
              .bytes = InputBytes::raw,
              .recognised_by = "a header with `From` or `Received` and another field that only "
                               "mails have; `From ` and a time",
              .date_from = "`Date`"},
    FormatRow{.format = Format::table,
              .name = "table",
              .suffixes = {".csv", ".tsv", ".tab"},
              .shown_at = table_shown_at,
              .make = make<TableReader>,
              .help = "CSV and TSV with a line that names the columns",
              .recognised_by =
                  "a first line that names a title or a text and another field; else its suffix",
              .date_from = "the column"},
    FormatRow{.format = Format::sqlite,
              .name = "sqlite",
              .suffixes = {},
              .shown_at = sqlite_shown_at,
              .make = make<SqliteReader>,
              .help = "rows that --query selects from an SQLite database",
              .bytes = InputBytes::whole,
              .recognised_by = "`SQLite format 3`; `--query` says what is a document",
              .date_from = "the column"},
    FormatRow{.format = Format::pdf,
              .name = "pdf",
              .suffixes = {},
              .shown_at = pdf_shown_at,
              .make = make<PdfReader>,
              .help = "text of PDF files, a document each",
              .bytes = InputBytes::raw,
              .recognised_by = "nothing: only where `--format pdf` is given",
              .date_from = "its creation date"},
};

/// Whatever the format, its documents go through the finishing sink.
class FinishingReader : public Reader {
 public:
  FinishingReader(std::unique_ptr<Reader> inner, const ReaderOptions& options)
      : inner_(std::move(inner)), options_(options) {}

  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override {
    FinishingSink finishing(options_, sink);
    Status read = inner_->read(source, start, name, finishing);
    DATELINE_TRY(finishing.finish());
    return read;
  }

 private:
  std::unique_ptr<Reader> inner_;
  ReaderOptions options_;
};

Format format_of_content(std::string_view head) {
  const FormatRow* first = nullptr;
  std::size_t shown_at = not_shown;
  for (const FormatRow& row : rows) {
    const std::size_t at = row.shown_at(head);
    if (at >= shown_at) continue;
    shown_at = at;
    first = &row;
  }
  return first == nullptr ? Format::automatic : first->format;
}

Format format_of_name(std::string_view name) {
  const std::string_view plain = without_compression_suffix(name);
  const auto is_its_end = [&](std::string_view suffix) {
    return !suffix.empty() && plain.size() > suffix.size() &&
           equal_ignoring_case(plain.substr(plain.size() - suffix.size()), suffix);
  };
  for (const FormatRow& row : rows)
    if (std::any_of(row.suffixes.begin(), row.suffixes.end(), is_its_end)) return row.format;
  return Format::automatic;
}

/// Text has next to no control characters.
bool looks_binary(std::string_view head) noexcept {
  std::size_t controls = 0;
  for (const char c : head) {
    const bool usual = c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (static_cast<unsigned char>(c) < 0x20 && !usual) ++controls;
  }
  return controls * 16 > head.size();
}

}  // namespace

std::span<const FormatRow> known_formats() noexcept {
  return rows;
}

InputBytes bytes_wanted(Format format) noexcept {
  for (const FormatRow& row : rows)
    if (row.format == format) return row.bytes;
  return InputBytes::text;
}

Format detect_format(std::string_view head, std::string_view file_name) {
  head = without_byte_order_mark(head);
  const Format format = format_of_content(trim(head));
  if (format != Format::automatic) return format;
  return looks_binary(head) ? Format::automatic : format_of_name(file_name);
}

/// Without a format, the bytes are text.
std::unique_ptr<Reader> make_reader(Format format, const ReaderOptions& options) {
  const auto row = std::find_if(rows.begin(), rows.end(),
                                [&](const FormatRow& known) { return known.format == format; });
  auto reader = row == rows.end() ? make<TextReader>(options) : row->make(options);
  return std::make_unique<FinishingReader>(std::move(reader), options);
}

}  // namespace dateline
