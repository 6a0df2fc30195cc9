#include "indexer/readers/warc/arc_records.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using namespace std::literals;

constexpr std::string_view mark = "filedesc://";
constexpr std::size_t most_line_bytes = 64u << 10;
/// Of a block over the limit: it may have a header that says what it is.
constexpr std::size_t kept_of_large = 16u << 10;
constexpr std::size_t nowhere = std::string_view::npos;

bool is_line_end(char c) noexcept {
  return c == '\n' || c == '\r' || c == '\0';
}

bool is_digits(std::string_view text) noexcept {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct RecordLine {
  std::string_view uri;
  std::string_view date;
  std::string_view type;
  std::uint64_t length = 0;
};

/// The last space-separated field, which is removed.
std::string_view take_last(std::string_view& line) noexcept {
  const std::size_t space = line.rfind(' ');
  const std::string_view field = space == nowhere ? line : line.substr(space + 1);
  line = space == nowhere ? std::string_view() : line.substr(0, space);
  return field;
}

/// Addresses have spaces; so the fields are counted from the end: one without a version, six more
/// in version 2 (status, checksum, location, offset, file), where the type is the sixth.
std::optional<RecordLine> parse_line(std::string_view line, int fields_after_type) {
  RecordLine record;
  const std::string_view length = take_last(line);
  if (!is_digits(length) || length.size() > 18) return std::nullopt;
  std::from_chars(length.data(), length.data() + length.size(), record.length);
  for (int i = 0; i < fields_after_type; ++i) take_last(line);
  record.type = take_last(line);
  record.date = take_last(line);
  take_last(line);  // IP address
  record.uri = line;
  const bool is_record = is_digits(record.date) && record.date.size() >= 8 &&
                         record.date.size() <= 17 && record.uri.find(':') != nowhere;
  return is_record ? std::optional(record) : std::nullopt;
}

/// YYYYMMDDhhmmss as `YYYY-MM-DDThh:mm:ssZ`, or the day alone.
std::string written_out(std::string_view date) {
  std::string text;
  text.append(date.substr(0, 4)).append("-").append(date.substr(4, 2)).append("-");
  text.append(date.substr(6, 2));
  if (date.size() < 14) return text;
  text.append("T").append(date.substr(8, 2)).append(":").append(date.substr(10, 2));
  return text.append(":").append(date.substr(12, 2)).append("Z");
}

std::optional<RecordLine> parse_record_line(std::string_view line) {
  constexpr int fields_of_version_2 = 5;
  if (auto record = parse_line(line, 0)) return record;
  return parse_line(line, fields_of_version_2);
}

}  // namespace

bool ArcRecords::begins(std::string_view head) noexcept {
  return head.starts_with(mark);
}

bool ArcRecords::take_partial(WebRecord& record) {
  if (!std::exchange(in_block_, false) || window_.view().empty()) return false;
  record.block = window_.view();
  block_bytes_ = record.block.size();
  return true;
}

void ArcRecords::restart() {
  in_block_ = false;
  window_.drop();
  block_bytes_ = 0;
  lost_ = true;
}

Result<bool> ArcRecords::next(WebRecord& record) {
  window_.take(std::exchange(block_bytes_, 0));
  for (;;) {
    DATELINE_TRY(pass_line_ends());
    const std::uint64_t offset = window_.offset();
    DATELINE_ASSIGN(const std::string_view line, read_line());
    if (line.empty()) return false;
    const auto found = parse_record_line(trim(line));
    if (!found) {
      window_.take(line.size());
      if (!std::exchange(lost_, true))
        DATELINE_TRY(on_fault_(offset, RejectReason::malformed,
                               "this line is not the first of a record: the record before it has a "
                               "wrong length, or is damaged"));
      continue;
    }
    lost_ = false;
    record = {};
    record.offset = offset;
    record.uri = found->uri;
    record.date = written_out(found->date);
    record.content_type = found->type;
    const bool is_description = record.uri.starts_with(mark);
    record.type = is_description ? WebRecord::Type::other : WebRecord::Type::response;
    const std::uint64_t length = found->length;
    window_.take(line.size());
    DATELINE_TRY(read_block(record, length));
    return true;
  }
}

Status ArcRecords::pass_line_ends() {
  for (;;) {
    const std::string_view view = window_.view();
    const auto end = std::find_if_not(view.begin(), view.end(), is_line_end);
    window_.take(static_cast<std::size_t>(end - view.begin()));
    if (!window_.view().empty()) return {};
    DATELINE_ASSIGN(const bool more, window_.need(1));
    if (!more) return {};
  }
}

/// With its end, not taken; a part of one that is too long. Empty at the end.
Result<std::string_view> ArcRecords::read_line() {
  std::size_t searched = 0;
  for (;;) {
    const std::string_view view = window_.view();
    const std::size_t end = view.find('\n', searched);
    if (end != nowhere) return view.substr(0, end + 1);
    searched = view.size();
    if (searched > most_line_bytes) return view;
    DATELINE_ASSIGN(const bool more, window_.need(searched + 1));
    if (!more) return window_.view();
  }
}

/// Gives the block as far as it is there; where the file ends in it, that is reported.
Status ArcRecords::read_block(WebRecord& record, std::uint64_t length) {
  record.too_large = length > max_block_bytes_;
  const auto wanted = record.too_large ? kept_of_large : static_cast<std::size_t>(length);
  in_block_ = true;
  DATELINE_ASSIGN(bool whole, window_.need(wanted));
  in_block_ = false;
  record.block = window_.view().substr(0, wanted);
  if (record.too_large) {
    head_ = record.block;
    record.block = head_;
    DATELINE_ASSIGN(whole, window_.skip(length));
  } else {
    block_bytes_ = record.block.size();
  }
  if (whole) return {};
  return on_fault_(record.offset, RejectReason::truncated,
                   "the file ends inside the record, of which only that part is read");
}

}  // namespace dateline
