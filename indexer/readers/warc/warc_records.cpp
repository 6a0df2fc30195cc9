#include "indexer/readers/warc/warc_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using namespace std::literals;

constexpr std::string_view mark = "WARC/";
/// Of `WARC/1.0`, a line end and the first name.
constexpr std::size_t start_bytes = 24;
constexpr std::size_t most_header_bytes = 256u << 10;
/// Of a block over the limit: it may have a header that says what it is.
constexpr std::size_t kept_of_large = 16u << 10;
constexpr const char* file_ends =
    "the file ends inside the record, of which only that part is read";
constexpr std::size_t nowhere = std::string_view::npos;

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

bool is_filling(char c) noexcept {
  return c == '\r' || c == '\n' || c == '\0' || c == ' ' || c == '\t';
}

std::size_t filling_at_front(std::string_view text) noexcept {
  const auto end = std::find_if_not(text.begin(), text.end(), is_filling);
  return static_cast<std::size_t>(end - text.begin());
}

std::string_view without_filling_at_end(std::string_view text) noexcept {
  while (!text.empty() && is_filling(text.back())) text.remove_suffix(1);
  return text;
}

/// `WARC/1.0` and a line end.
bool is_version_line(std::string_view text) noexcept {
  if (!text.starts_with(mark)) return false;
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"sv));
  const std::string_view number = line.substr(mark.size());
  return number.size() >= 3 && number.size() <= 6 && is_digit(number[0]) && number[1] == '.' &&
         std::all_of(number.begin() + 2, number.end(), is_digit);
}

/// A record that is found where none was expected must also have a field that only WARC has: texts
/// about WARC quote its first line.
bool is_sure_start(std::string_view text) noexcept {
  if (!is_version_line(text)) return false;
  const std::size_t line_end = text.find('\n');
  if (line_end == nowhere) return false;
  const std::string_view next = text.substr(line_end + 1, 5);
  return equal_ignoring_case(next, "WARC-") || equal_ignoring_case(next, "Conte");
}

/// Where a record begins, at the beginning of a line.
std::size_t find_start(std::string_view text, std::size_t from) noexcept {
  for (std::size_t at = text.find(mark, from); at != nowhere; at = text.find(mark, at + 1)) {
    const bool begins_line = at == 0 || is_filling(text[at - 1]);
    if (begins_line && is_sure_start(text.substr(at))) return at;
  }
  return nowhere;
}

/// After the empty line; npos where there is none.
std::size_t header_end(std::string_view text) noexcept {
  for (std::size_t at = text.find('\n'); at != nowhere; at = text.find('\n', at + 1)) {
    std::size_t next = at + 1;
    if (next < text.size() && text[next] == '\r') ++next;
    if (next < text.size() && text[next] == '\n') return next + 1;
  }
  return nowhere;
}

WebRecord::Type type_named(std::string_view name) noexcept {
  if (equal_ignoring_case(name, "response")) return WebRecord::Type::response;
  if (equal_ignoring_case(name, "resource")) return WebRecord::Type::resource;
  if (equal_ignoring_case(name, "conversion")) return WebRecord::Type::conversion;
  if (equal_ignoring_case(name, "revisit")) return WebRecord::Type::revisit;
  return WebRecord::Type::other;
}

/// Wget writes `<http://...>`.
std::string_view without_brackets(std::string_view uri) noexcept {
  if (uri.size() > 2 && uri.starts_with('<') && uri.ends_with('>'))
    return uri.substr(1, uri.size() - 2);
  return uri;
}

std::optional<std::uint64_t> number_of(std::string_view text) noexcept {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

bool WarcRecords::begins(std::string_view head) noexcept {
  return is_version_line(head);
}

bool WarcRecords::take_partial(WebRecord& record) {
  if (!std::exchange(in_block_, false) || window_.view().empty()) return false;
  record.block = window_.view();
  block_bytes_ = record.block.size();
  return true;
}

void WarcRecords::restart() {
  in_block_ = false;
  window_.drop();
  block_bytes_ = 0;
  lost_ = true;
}

Result<bool> WarcRecords::next(WebRecord& record) {
  window_.take(std::exchange(block_bytes_, 0));
  for (;;) {
    DATELINE_ASSIGN(const bool found, find_record());
    if (!found) return false;
    record = {};
    record.offset = window_.offset();
    Header header;
    DATELINE_ASSIGN(const bool whole, read_header(record, header));
    if (!whole) continue;
    window_.take(header.bytes);
    if (*header.length > max_block_bytes_) {
      DATELINE_TRY(skip_block(record, *header.length));
      return true;
    }
    DATELINE_TRY(read_block(record, *header.length));
    return true;
  }
}

/// To the first byte that is not; at the end there is none.
Status WarcRecords::pass_filling() {
  for (;;) {
    window_.take(filling_at_front(window_.view()));
    if (!window_.view().empty()) return {};
    DATELINE_ASSIGN(const bool more, window_.need(1));
    if (!more) return {};
  }
}

/// Goes to the next record's first line. What is between two records, and should not be, is a
/// fault.
Result<bool> WarcRecords::find_record() {
  DATELINE_TRY(pass_filling());
  DATELINE_TRY(window_.need(start_bytes));
  if (window_.view().empty()) return false;
  if (!is_version_line(window_.view())) DATELINE_TRY(pass_strange_bytes());
  lost_ = false;
  return !window_.view().empty();
}

/// To the next record, or to the end.
Status WarcRecords::pass_strange_bytes() {
  const std::uint64_t first = window_.offset();
  for (;;) {
    DATELINE_ASSIGN(const bool more, window_.need(2 * start_bytes));
    const std::size_t size = window_.view().size();
    const std::size_t start = find_start(window_.view(), 1);
    // A first line may lie across the end; the byte before it must be seen as well.
    window_.take(start != nowhere ? start : more ? size - start_bytes : size);
    if (start != nowhere || !more) break;
  }
  if (lost_) return {};
  return on_fault_(first, RejectReason::malformed,
                   fmt::format("{} bytes belong to no record of the WARC: a record before them has "
                               "a wrong length, or is damaged",
                               window_.offset() - first));
}

/// False where the record is given up, which is reported.
Result<bool> WarcRecords::read_header(WebRecord& record, Header& header) {
  std::size_t wanted = start_bytes;
  std::string_view text;
  std::size_t end = nowhere;
  for (;;) {
    DATELINE_ASSIGN(const bool more, window_.need(wanted));
    text = window_.view().substr(0, most_header_bytes);
    end = header_end(text);
    if (end != nowhere || !more || text.size() == most_header_bytes) break;
    wanted = text.size() + 1;
  }
  if (end != nowhere) {
    header.bytes = end;
    parse(text.substr(0, end), record, header);
    if (header.length) return true;
  }
  const bool ended = end == nowhere && text.size() < most_header_bytes;
  text = text.substr(0, end);
  window_.take(std::min(find_start(text, 1), text.size()));
  lost_ = true;
  DATELINE_TRY(on_fault_(record.offset, ended ? RejectReason::truncated : RejectReason::malformed,
                         ended ? "the file ends inside the header of a record"
                               : "the record's header has no Content-Length, or does not end"));
  return false;
}

void WarcRecords::parse(std::string_view text, WebRecord& record, Header& header) {
  std::size_t at = text.find('\n') + 1;
  while (at < text.size()) {
    std::size_t end = text.find('\n', at);
    // Lines that begin with white space continue the one before.
    while (end + 1 < text.size() && (text[end + 1] == ' ' || text[end + 1] == '\t'))
      end = text.find('\n', end + 1);
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    const std::size_t colon = line.find(':');
    if (colon == nowhere) continue;
    const std::string_view name = trim(line.substr(0, colon));
    const std::string_view value = trim(line.substr(colon + 1));
    if (equal_ignoring_case(name, "WARC-Type"))
      record.type = type_named(value);
    else if (equal_ignoring_case(name, "Content-Length"))
      header.length = number_of(value);
    else if (equal_ignoring_case(name, "WARC-Target-URI"))
      record.uri = without_brackets(value);
    else if (equal_ignoring_case(name, "WARC-Date"))
      record.date = value;
    else if (equal_ignoring_case(name, "Content-Type"))
      record.content_type = value;
    else if (equal_ignoring_case(name, "WARC-Refers-To-Target-URI"))
      record.original_uri = without_brackets(value);
  }
}

/// Gives the block, cut where another record begins in it, or the file ends; both are reported.
Status WarcRecords::read_block(WebRecord& record, std::uint64_t length) {
  const auto size = static_cast<std::size_t>(length);
  in_block_ = true;
  DATELINE_TRY(window_.need(size + 1));
  const bool at_mark = window_.view().size() > size && window_.view()[size] == mark.front();
  if (at_mark) DATELINE_TRY(window_.need(size + start_bytes));
  in_block_ = false;
  const std::string_view view = window_.view();
  const bool whole = view.size() >= size;
  const std::string_view rest = view.substr(std::min(size, view.size()));
  const bool fits = whole && (rest.empty() || is_filling(rest.front()) || is_version_line(rest));
  record.block = view.substr(0, size);
  block_bytes_ = record.block.size();
  if (fits) return {};
  const std::size_t next = find_start(record.block, 0);
  if (next != nowhere) {
    block_bytes_ = next;
    record.block = without_filling_at_end(record.block.substr(0, next));
    return report_overrun(record);
  }
  if (whole) return {};  // what follows it is reported with the next record
  return on_fault_(record.offset, RejectReason::truncated, file_ends);
}

Status WarcRecords::report_overrun(const WebRecord& record) {
  return on_fault_(record.offset, RejectReason::malformed,
                   "by its Content-Length the record goes on into the one after it; it is read up "
                   "to there");
}

/// Keeps the beginning only. A length may be a lie: records that begin in what is skipped are
/// read.
Status WarcRecords::skip_block(WebRecord& record, std::uint64_t length) {
  record.too_large = true;
  DATELINE_TRY(window_.need(kept_of_large));
  head_ = window_.view().substr(0, kept_of_large);
  record.block = head_;
  for (std::size_t from = 0; length > 0; from = 1) {
    DATELINE_ASSIGN(const bool more, window_.need(2 * start_bytes));
    const std::string_view view = window_.view();
    const auto within = static_cast<std::size_t>(std::min<std::uint64_t>(length, view.size()));
    const std::size_t next = find_start(view.substr(0, within), from);
    if (next != nowhere) {
      window_.take(next);
      return report_overrun(record);
    }
    const bool goes_on = more && within == view.size() && within < length;
    const std::size_t pass = goes_on ? within - start_bytes : within;
    window_.take(pass);
    length -= pass;
    if (!more && length > 0) return on_fault_(record.offset, RejectReason::truncated, file_ends);
  }
  return {};
}

}  // namespace dateline
