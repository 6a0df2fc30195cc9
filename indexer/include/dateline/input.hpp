// How input is read, and how the parts of it that cannot be read are reported.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dateline/date.hpp"

namespace dateline {

/// The position of a document or a fault in the input.
struct InputPosition {
  std::string file;          ///< path as given, with "!member" for each archive level
  std::uint64_t line = 0;    ///< from 1; 0 if there are no lines
  std::uint64_t offset = 0;  ///< bytes into the (inflated) file
};

/// `file:line`, `file: byte offset` if there are no lines, or only the file's name.
[[nodiscard]] std::string to_string(const InputPosition& position);

/// Why a record was rejected. The names of reasons are in reports and do not change.
enum class RejectReason {
  unreadable,  ///< the file cannot be opened or read
  not_a_file,  ///< FIFO, socket, device
  unknown_format,
  too_large,     ///< one document over the limit, or a member that inflates too much
  truncated,     ///< the input ends inside a record or a compressed stream
  malformed,     ///< not JSON, not SGML, ...
  missing_text,  ///< neither title nor text
  missing_key,
  bad_key,  ///< too long, or control characters
  bad_archive,
  unknown_encoding,  ///< not UTF-8, and its encoding is uncertain
};
/// All of them, in their order.
inline constexpr std::array all_reject_reasons{
    RejectReason::unreadable,   RejectReason::not_a_file,      RejectReason::unknown_format,
    RejectReason::too_large,    RejectReason::truncated,       RejectReason::malformed,
    RejectReason::missing_text, RejectReason::missing_key,     RejectReason::bad_key,
    RejectReason::bad_archive,  RejectReason::unknown_encoding};
[[nodiscard]] std::string_view to_string(RejectReason reason) noexcept;
/// The reason with this name, or nothing.
[[nodiscard]] std::optional<RejectReason> parse_reject_reason(std::string_view name) noexcept;

struct Reject {
  InputPosition position;
  RejectReason reason = RejectReason::malformed;
  std::string detail;  ///< one sentence for a person
};
/// `file:line: reason: detail`
[[nodiscard]] std::string to_string(const Reject& reject);

/// What is left out without being read.
enum class LeftOut {
  hidden,   ///< a file, a folder with everything in it, or a member of an archive: its name begins
            ///< with a dot, or it is what macOS leaves in archives
  link,     ///< a member of an archive that is a hard or symbolic link
  other,    ///< a member that is neither file, folder nor link
  record,   ///< of a web archive: a request, metadata, an index, a revisit of another archive
  failure,  ///< of a web archive: a response with another status than 2xx
  media,    ///< of a web archive: an image, a script, or another thing without text
  copy,     ///< of a web archive: what was read already under the same address
  attachment,  ///< of a mail
  page,        ///< a page that is not an article, where only articles are wanted
};

/// How many of each.
struct LeftOutCounts {
  std::uint64_t hidden = 0;
  std::uint64_t links = 0;
  std::uint64_t others = 0;
  std::uint64_t records = 0;
  std::uint64_t failures = 0;
  std::uint64_t media = 0;
  std::uint64_t copies = 0;
  std::uint64_t attachments = 0;
  std::uint64_t pages = 0;

  void add(LeftOut what, std::uint64_t count) noexcept;
  [[nodiscard]] std::uint64_t all() const noexcept;
  friend bool operator==(const LeftOutCounts&, const LeftOutCounts&) = default;
};

struct LeftOutKind {
  LeftOut what;
  std::string_view name;  ///< in reports; does not change
  std::string_view one;   ///< after the number 1, in a sentence
  std::string_view several;
  std::uint64_t LeftOutCounts::*count;
};
/// All of them, in their order.
inline constexpr std::array all_left_out{
    LeftOutKind{LeftOut::hidden, "hidden", "hidden", "hidden", &LeftOutCounts::hidden},
    LeftOutKind{LeftOut::link, "links", "link", "links", &LeftOutCounts::links},
    LeftOutKind{LeftOut::other, "others", "of another kind", "of other kinds",
                &LeftOutCounts::others},
    LeftOutKind{LeftOut::record, "records", "record without a page", "records without a page",
                &LeftOutCounts::records},
    LeftOutKind{LeftOut::failure, "failures", "failed request", "failed requests",
                &LeftOutCounts::failures},
    LeftOutKind{LeftOut::media, "media", "file without text", "files without text",
                &LeftOutCounts::media},
    LeftOutKind{LeftOut::copy, "copies", "copy", "copies", &LeftOutCounts::copies},
    LeftOutKind{LeftOut::attachment, "attachments", "attachment", "attachments",
                &LeftOutCounts::attachments},
    LeftOutKind{LeftOut::page, "pages", "page that is not an article",
                "pages that are not articles", &LeftOutCounts::pages},
};

inline void LeftOutCounts::add(LeftOut what, std::uint64_t count) noexcept {
  for (const LeftOutKind& kind : all_left_out)
    if (kind.what == what) this->*kind.count += count;
}

inline std::uint64_t LeftOutCounts::all() const noexcept {
  std::uint64_t sum = 0;
  for (const LeftOutKind& kind : all_left_out) sum += this->*kind.count;
  return sum;
}

enum class Format {
  automatic,
  text,
  jsonl,
  trec,
  reuters,
  html,
  feed,
  wordpress,
  json_feed,
  nitf,
  newsml,
  newsml_g2,
  rcv1,
  agency_xml,
  ninjs,
  ap,
  iptc7901,
  anpa,
  alto,
  mets,
  pdf,
  warc,
  mail,
  table,
  sqlite,
};

/// What applies to all readers.
struct ReaderOptions {
  Format format = Format::automatic;
  /// Of input that is not UTF-8, by any of the names that browsers know (windows-1251, latin1,
  /// shift_jis, utf-16le); empty: it is detected. Errors of read_paths and update: usage, for an
  /// unknown name.
  std::string encoding;
  std::size_t max_document_bytes = 16u << 20;
  double max_inflation_ratio = 200.0;
  std::optional<Date> default_date;  ///< for documents without one; origin becomes `given`
  std::string default_source;        ///< for documents without one
  std::string default_language;
  std::string key_prefix;  ///< put before every key
  /// The name from which documents on standard input without ids get their keys. If it and the
  /// prefix are empty, such documents are rejected: the next input would replace them.
  std::string standard_input_name{};
  /// JSON field -> document field ("text", "title", ...)
  std::vector<std::pair<std::string, std::string>> field_map;
  /// Whether to leave out pages that are something else than an article, by their `kind`.
  bool articles_only = false;
  /// SQL that selects the documents of SQLite databases, a row each; names of columns are fields.
  std::string query{};
  /// Raised by every byte that is read from files and standard input, before inflation; may be
  /// null.
  std::atomic<std::uint64_t>* bytes_read = nullptr;
  /// Once it is true, files count as unreadable, and reading does not wait for standard input.
  /// May be null; may be set by a signal handler.
  const std::atomic<bool>* stop = nullptr;
};

}  // namespace dateline
