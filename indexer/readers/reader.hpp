// What every format's reader looks like: bytes in, documents and rejects out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dateline/document.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Where in the input a document or a fault is.
struct InputPosition {
  std::string file;          ///< path as given, with "!member" for each archive level
  std::uint64_t line = 0;    ///< from 1; 0 where lines mean nothing
  std::uint64_t offset = 0;  ///< bytes into the (inflated) file
};

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
};
[[nodiscard]] std::string_view to_string(RejectReason reason) noexcept;

struct Reject {
  InputPosition position;
  RejectReason reason = RejectReason::malformed;
  std::string detail;  ///< one sentence for a person
};

/// Bytes of one file or archive member, inflated. Not thread-safe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// The next bytes, valid until the next call; empty at the end. Errors: bad_input (position in
  /// the message), io.
  virtual Result<std::string_view> next() = 0;
};

/// Receives what a reader finds. An error from either function stops the reader, which returns it
/// unchanged.
class DocumentSink {
 public:
  virtual ~DocumentSink() = default;
  virtual Status document(Document&& document, const InputPosition& position) = 0;
  virtual Status reject(Reject&& reject) = 0;
};

enum class Format { automatic, text, jsonl, trec, reuters };

/// What applies to all readers.
struct ReaderOptions {
  Format format = Format::automatic;
  std::size_t max_document_bytes = 16u << 20;
  double max_inflation_ratio = 200.0;
  std::optional<Date> default_date;  ///< for documents without one; origin becomes `given`
  std::string default_source;        ///< for documents without one
  std::string default_language;
  std::string key_prefix;  ///< put before every key
  std::vector<std::pair<std::string, std::string>>
      field_map;  ///< JSON field -> document field ("text", "title", ...)
};

/// Reads one format from inflated bytes. `name` is the key base for documents that carry no key of
/// their own.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual Status read(ByteSource& source, const InputPosition& start, const std::string& name,
                      DocumentSink& sink) = 0;
};
std::unique_ptr<Reader> make_reader(Format format, const ReaderOptions& options);

/// The format that the first bytes (and, second, the file's name) show; `automatic` where they show
/// none.
[[nodiscard]] Format detect_format(std::string_view head, std::string_view file_name);

/// Reads files, folders (recursively, in byte order of names) and "-" (standard input), through
/// archives and compression, into the sink. A file that cannot be read is a reject, never an error.
Status read_paths(const std::vector<std::string>& paths, const ReaderOptions& options,
                  DocumentSink& sink);

}  // namespace dateline
