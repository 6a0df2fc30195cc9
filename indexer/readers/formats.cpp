#include "indexer/readers/formats.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "common/base/utf8.hpp"
#include "indexer/readers/container.hpp"
#include "indexer/readers/finishing_sink.hpp"
#include "indexer/readers/html_reader.hpp"
#include "indexer/readers/html_sniff.hpp"
#include "indexer/readers/jsonl_reader.hpp"
#include "indexer/readers/mail/mail_sniff.hpp"
#include "indexer/readers/mail_reader.hpp"
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

/// Readers are made from the options, or from the one that most need.
template <typename Made>
std::unique_ptr<Reader> make(const ReaderOptions& options) {
  if constexpr (std::is_constructible_v<Made, const ReaderOptions&>)
    return std::make_unique<Made>(options);
  else
    return std::make_unique<Made>(options.max_document_bytes);
}

constexpr std::array rows{
    FormatRow{Format::text,
              "text",
              {".txt", ".text"},
              text_shown_at,
              make<TextReader>,
              "stories, each with a date at its head"},
    FormatRow{Format::jsonl,
              "jsonl",
              {".jsonl", ".ndjson", ".json"},
              json_shown_at,
              make<JsonlReader>,
              "JSON: objects in lines, one after the other, or in a list"},
    FormatRow{Format::trec,
              "trec",
              {".trec"},
              trec_shown_at,
              make<TrecReader>,
              "<DOC> records of TREC collections"},
    FormatRow{Format::reuters,
              "reuters",
              {},
              reuters_shown_at,
              make<ReutersReader>,
              "<REUTERS> records of Reuters-21578"},
    FormatRow{Format::html,
              "html",
              {".html", ".htm", ".xhtml", ".shtml"},
              html_shown_at,
              make<HtmlReader>,
              "pages of the web: the article, its title, authors and date",
              InputBytes::raw},
    FormatRow{Format::warc,
              "warc",
              {".warc", ".arc", ".wet"},
              warc_shown_at,
              make<WarcReader>,
              "web archives: WARC, WET, ARC, and WACZ",
              InputBytes::raw},
    FormatRow{Format::mail,
              "mail",
              {".eml", ".mbox"},
              mail_shown_at,
              make<MailReader>,
              "mails, one a file or many in an mbox",
              InputBytes::raw},
    FormatRow{Format::table,
              "table",
              {".csv", ".tsv", ".tab"},
              table_shown_at,
              make<TableReader>,
              "CSV and TSV with a line that names the columns"},
    FormatRow{Format::sqlite,
              "sqlite",
              {},
              sqlite_shown_at,
              make<SqliteReader>,
              "rows that --query selects from an SQLite database",
              InputBytes::whole},
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
