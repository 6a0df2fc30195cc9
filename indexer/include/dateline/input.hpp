// How input is to be read, and what is said of the parts of it that cannot be.
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

/// Where in the input a document or a fault is.
struct InputPosition {
  std::string file;          ///< path as given, with "!member" for each archive level
  std::uint64_t line = 0;    ///< from 1; 0 where lines mean nothing
  std::uint64_t offset = 0;  ///< bytes into the (inflated) file
};

/// `file:line`, `file: byte offset` where there are no lines, or only the file's name.
[[nodiscard]] std::string to_string(const InputPosition& position);

/// Why a record was not taken. Names of reasons are in reports: stable.
enum class RejectReason {
  unreadable,  ///< the file cannot be opened or read
  not_a_file,  ///< FIFO, socket, device
  unknown_format,
  too_large,     ///< one document over the limit, or a member that inflates too much
  truncated,     ///< the input ends inside a record or a compressed stream
  malformed,     ///< no JSON, no SGML, ...
  missing_text,  ///< no title and no text
  missing_key,
  bad_key,  ///< too long, or control characters
  bad_archive,
  unknown_encoding,  ///< no UTF-8, and it cannot be told what else
};
/// All of them, in their order.
inline constexpr std::array all_reject_reasons{
    RejectReason::unreadable,   RejectReason::not_a_file,      RejectReason::unknown_format,
    RejectReason::too_large,    RejectReason::truncated,       RejectReason::malformed,
    RejectReason::missing_text, RejectReason::missing_key,     RejectReason::bad_key,
    RejectReason::bad_archive,  RejectReason::unknown_encoding};
[[nodiscard]] std::string_view to_string(RejectReason reason) noexcept;
/// The reason of this name, or nothing.
[[nodiscard]] std::optional<RejectReason> parse_reject_reason(std::string_view name) noexcept;

struct Reject {
  InputPosition position;
  RejectReason reason = RejectReason::malformed;
  std::string detail;  ///< one sentence for a person
};
/// `file:line: reason: detail`
[[nodiscard]] std::string to_string(const Reject& reject);

/// What is passed over without being looked into.
enum class LeftOut {
  hidden,  ///< a file, a folder with all that is in it, or a member of an archive: its name begins
           ///< with a dot, or it is what macOS leaves in archives
  link,    ///< a member of an archive that is a hard or symbolic link
  other,   ///< a member that is neither file, folder nor link
};

/// How many of each.
struct LeftOutCounts {
  std::uint64_t hidden = 0;
  std::uint64_t links = 0;
  std::uint64_t others = 0;

  void add(LeftOut what, std::uint64_t count) noexcept {
    (what == LeftOut::hidden ? hidden : what == LeftOut::link ? links : others) += count;
  }
  [[nodiscard]] std::uint64_t all() const noexcept { return hidden + links + others; }
  friend bool operator==(const LeftOutCounts&, const LeftOutCounts&) = default;
};

enum class Format { automatic, text, jsonl, trec, reuters };

/// What applies to all readers.
struct ReaderOptions {
  Format format = Format::automatic;
  /// Of input that is not UTF-8, by any of the names that browsers know (windows-1251, latin1,
  /// shift_jis, utf-16le); empty: it is found out. Errors of read_paths and update: usage, for a
  /// name that nobody knows.
  std::string encoding;
  std::size_t max_document_bytes = 16u << 20;
  double max_inflation_ratio = 200.0;
  std::optional<Date> default_date;  ///< for documents without one; origin becomes `given`
  std::string default_source;        ///< for documents without one
  std::string default_language;
  std::string key_prefix;  ///< put before every key
  /// What keys of documents without ids are made from, where they come from standard input. Where
  /// it and the prefix are empty, such documents are rejected: the next input would replace them.
  std::string standard_input_name{};
  /// JSON field -> document field ("text", "title", ...)
  std::vector<std::pair<std::string, std::string>> field_map;
  /// Raised by every byte that is read from files and standard input, before inflation; may be
  /// null.
  std::atomic<std::uint64_t>* bytes_read = nullptr;
  /// Once it is true, files are as good as unreadable, and nobody waits for standard input any
  /// more. May be null; may be set by a signal handler.
  const std::atomic<bool>* stop = nullptr;
};

}  // namespace dateline
